"""What other people's pipelines take from this repository: by the published schemas, and run where that is possible."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import requires, version
from pathlib import Path
from typing import Any

import click
import pytest
from packaging.requirements import Requirement
from ruamel.yaml import YAML

from feelint.__main__ import run
from feelint.cli import cli
from tests.cli.test_cli_init import JOURNEY
from tests.policy.test_extensions import house

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
FENCED = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.M | re.S)


def loaded(text: str) -> Any:
    return YAML(typ="safe").load(text)


ACTION = loaded((ROOT / "action.yml").read_text("utf-8"))
STEPS = ACTION["runs"]["steps"]
HOOKS = loaded((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("schema", "text", "old", "new"),
    [
        ("vendor.github-actions", (ROOT / "action.yml").read_text("utf-8"), "shell: bash", "shells: bash"),
        ("vendor.github-workflows", next(one for one in FENCED if "runs-on" in one), "runs-on:", "runs-at:"),
        ("vendor.gitlab-ci", next(one for one in FENCED if "codequality" in one), "when: always", "when: ever"),
    ],
    ids=["action", "workflow", "gitlab"],
)
def test_ci_parts_are_what_the_published_schemas_ask_for(
    schema: str, text: str, old: str, new: str, tmp_path: Path
) -> None:
    """And the schema is one that refuses a word that is wrong."""
    file = tmp_path / ("action.yml" if schema.endswith("actions") else "some.yml")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    file.write_text(text, "utf-8")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_action_puts_no_input_into_a_script() -> None:
    """Scripts hold no expression: what a workflow gives comes in the environment."""
    scripts = [step["run"] for step in STEPS if "run" in step]
    assert len(scripts) == 3
    assert not any("${{" in script for script in scripts)
    assert all(step["shell"] == "bash" for step in STEPS if "run" in step)


def test_action_pins_what_it_uses_and_documents_what_it_takes() -> None:
    for step in STEPS:
        if "uses" in step:
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"])
    text = (ROOT / "action.yml").read_text("utf-8")
    assert len(re.findall(r"uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", text, re.M)) == 3
    documented = dict(re.findall(r"^\| `([\w-]+)` \| (.*?) \|", PAGE.split("## GitHub")[1].split("## GitLab")[0], re.M))
    assert set(documented) == set(ACTION["inputs"])
    for name, told in ACTION["inputs"].items():
        assert told["description"]
        assert told["required"] is False
        assert f"inputs.{name} " in text
        if told["default"]:
            assert documented[name] == f"`{told['default']}`"
    assert all(one["description"] for one in ACTION["outputs"].values())


SCRIPT = """#!/usr/bin/env python3
import json, os, pathlib, sys
here = pathlib.Path(os.environ["RUNNER_TEMP"])
(here / "argv.json").write_text(json.dumps(sys.argv[1:]))
if "sarif:" in " ".join(sys.argv) and os.environ.get("SARIF") == "yes":
    (here / "feelint.sarif").write_text("{}")
sys.exit(int(os.environ["CODE"]))
"""


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """What GitHub's runner gives a step, and a feelint that keeps what it was called with."""
    program = tmp_path / "feelint" / "bin" / "feelint"
    program.parent.mkdir(parents=True)
    program.write_text(SCRIPT)
    program.chmod(0o755)
    return tmp_path


def walked(
    runner: Path, inputs: Mapping[str, str], code: int = 0, sarif: str = "yes"
) -> tuple[list[str], dict[str, str]]:
    """Runs the step that walks, as the runner does, and gives the arguments of feelint and the step's outputs."""
    step = next(step for step in STEPS if step.get("id") == "walk")
    given = {name: inputs.get(name, ACTION["inputs"][name]["default"]) for name in ACTION["inputs"]}
    environment = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: given[found[1]], value)
        for key, value in step["env"].items()
    }
    (runner / "script.sh").write_text(step["run"])
    (runner / "output").write_text("")
    told = {"RUNNER_TEMP": str(runner), "GITHUB_OUTPUT": str(runner / "output"), "CODE": str(code), "SARIF": sarif}
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "script.sh"]
    subprocess.run(command, cwd=runner, env={"PATH": os.environ["PATH"], **environment, **told}, check=True)
    outputs = dict(line.split("=", 1) for line in (runner / "output").read_text().splitlines())
    return json.loads((runner / "argv.json").read_text()), outputs


@pytest.mark.skipif(sys.platform == "win32", reason="bash")
def test_action_calls_feelint_as_it_is_told(runner: Path) -> None:
    given = {"urls": "https://a.test/mug?a=1&b=2\n\n  https://b.test/ \n", "ship-to": "DE", "fail-on": "warning"}
    given |= {"args": "--max-drip=0.00\n--review=fail\n", "config": "shop.toml"}
    words, outputs = walked(runner, given, 1)
    report, sarif = str(runner / "feelint-run"), str(runner / "feelint.sarif")
    assert words == [
        "check", "--out", report, "--format", "github", "--format", f"sarif:{sarif}", "--config", "shop.toml",
        "--ship-to", "DE", "--fail-on", "warning", "--sarif-location", "feelint.toml:1", "--max-drip=0.00",
        "--review=fail", "--", "https://a.test/mug?a=1&b=2", "https://b.test/",
    ]  # fmt: skip
    assert outputs == {"exit-code": "1", "report": report, "sarif": sarif}
    command = cli.get_command(click.Context(cli), "check")
    assert command is not None
    assert command.make_context("check", words[1:]).params["urls"] == tuple(words[-2:])


@pytest.mark.skipif(sys.platform == "win32", reason="bash")
def test_action_takes_inputs_for_text(runner: Path) -> None:
    """Whatever stands in an input, it is an argument and no command."""
    evil = '$(touch pwned) `touch pwned` "; touch pwned; # * ~'
    names = ("urls", "config", "args", "ship-to", "fail-on")
    words, outputs = walked(runner, dict.fromkeys(names, evil), 2, "no")
    assert words.count(evil) == 5
    assert not (runner / "pwned").exists()
    assert outputs["sarif"] == ""


@pytest.mark.skipif(sys.platform == "win32", reason="bash")
def test_action_without_addresses_leaves_them_to_the_configuration(runner: Path) -> None:
    words, _ = walked(runner, {"sarif-location": ""})
    assert words[-1] == "--"
    assert words[-2].startswith("sarif:")


@pytest.mark.skipif(sys.platform == "win32", reason="bash")
@pytest.mark.parametrize("code", ["0", "1", "3", "4"])
def test_action_ends_as_the_gate_says(code: str) -> None:
    step = STEPS[-1]
    done = subprocess.run(["bash", "-e", "-c", step["run"]], env={**os.environ, "FEELINT_CODE": code}, check=False)
    assert done.returncode == int(code)
    assert step["name"] == "Gate"


def test_constraints_pin_all_that_feelint_needs() -> None:
    """What is installed here is what image and action install."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {Requirement(line).name.lower().replace("_", "-"): line for line in lines if line[0] != "#"}
    needed: set[str] = set()
    todo = ["feelint"]
    while todo:
        for text in requires(todo.pop()) or ():
            wanted = Requirement(text)
            name = wanted.name.lower().replace("_", "-")
            if (wanted.marker is None or wanted.marker.evaluate({"extra": ""})) and name not in needed:
                needed.add(name)
                todo.append(name)
    assert set(pinned) == needed
    for name in needed:
        assert Requirement(pinned[name]).specifier.contains(version(name)), name


def test_image_is_small_and_not_root() -> None:
    """hadolint has looked at it by hand; here: pinned base, no root at the end, all that it copies is let in."""
    text = (ROOT / "Dockerfile").read_text("utf-8")
    assert re.search(r"^FROM python:\d+\.\d+\.\d+-slim-\w+$", text, re.M)
    assert re.search(r"^USER [1-9]\d+$", text, re.M)
    assert "chromium-headless-shell" in text
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied = {word for line in re.findall(r"^COPY (.*)$", text, re.M) for word in line.split()[:-1]}
    assert copied == let_in
    assert all((ROOT / name).exists() for name in copied)


@pytest.mark.parametrize(
    ("hook", "good", "bad"),
    [
        ("feelint-config", {"feelint.toml": 'ship-to = "DE"\n'}, {"shop/feelint.toml": "ship-too = 1\n"}),
        ("feelint-config", {"pyproject.toml": "[project]\n"}, {"pyproject.toml": "[tool.feelint]\nx = 1\n"}),
        ("feelint-journeys", {"journeys/a.toml": JOURNEY}, {"journeys/a.toml": JOURNEY.replace("start", "begin")}),
        ("feelint-rules", {"acme/packs/acme.toml": "", "acme/law.toml": ""}, {"x.cases.toml": "[[case]]\n"}),
    ],
)
def test_hooks_run_on_the_files_that_they_are_for(
    hook: str,
    good: dict[str, str],
    bad: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As pre-commit does: the hook's words, then the files whose path its pattern finds."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    house(tmp_path / "acme")
    told = next(one for one in HOOKS if one["id"] == hook)
    program, *words = shlex.split(told["entry"])
    assert (program, told["language"]) == ("feelint", "python")
    assert told["name"]
    assert told["description"]
    for files, code in ((good, 0), (bad, 2)):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            if text:
                (tmp_path / name).write_text(text)
        chosen = [name for name in (*files, "README.md", "src/pages.toml") if re.search(told["files"], name)]
        assert chosen == list(files)
        assert run([*words, *chosen]) == code, capsys.readouterr().err


def test_documented_hooks_are_those_that_there_are() -> None:
    (example,) = (loaded(text) for text in FENCED if text.startswith("repos:"))
    assert [one["id"] for one in example["repos"][0]["hooks"]] == [one["id"] for one in HOOKS]
    assert re.findall(r"^\| `(feelint-\w+)` \|", PAGE, re.M) == [one["id"] for one in HOOKS]
