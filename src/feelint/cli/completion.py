"""``feelint completion``: what makes a shell complete feelint's words."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from feelint.cli.options import speaking
from feelint.cli.terminal import say

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_FEELINT_COMPLETE"


@click.command("completion", short_help="Print what makes bash, zsh or fish complete feelint's words.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.option("--format", "fmt", type=click.Choice(["text"]), default="text", show_default=True, help="For stdout.")
@speaking()
def command(shell: str, fmt: str) -> int:
    """Print what makes a shell complete verbs, options, rules and packs. To have it in every new shell:

    \b
    bash  feelint completion bash > ~/.local/share/bash-completion/completions/feelint
    zsh   feelint completion zsh > "${fpath[1]}/_feelint"
    fish  feelint completion fish > ~/.config/fish/completions/feelint.fish
    """
    del fmt
    from feelint.cli import cli

    found = get_completion_class(shell)
    assert found is not None
    # click looks for a bash new enough before it prints; the script is wanted for another shell, perhaps elsewhere.
    complete = found(cli, {}, "feelint", VARIABLE)
    say(complete.source_template % complete.source_vars())
    return 0
