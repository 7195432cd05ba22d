"""Where the project's own files name a journey."""

from __future__ import annotations

from pathlib import Path

import pytest

from feelint.errors import ConfigError, UsageError
from feelint.policy.config import load_config, override
from feelint.policy.lines import line_of, located, parse
from tests.reporters import sample

START = sample.JOURNEY.start_url


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration file in a folder of a repository."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "ci").mkdir()
    file = tmp_path / "ci" / "feelint.toml"
    file.write_text(f'# start = "{START}"\nstart = [\n  "https://other.test/",\n  "{START}",\n]\n', encoding="utf-8")
    return file


def test_the_line_of_the_configuration(config: Path) -> None:
    """The line that holds the address, from the root of the repository; a comment is none."""
    source = line_of(START, config)
    assert source is not None
    assert (source.file, source.line) == ("ci/feelint.toml", 4)
    assert line_of(f"{START}-2", config) is None


def test_the_file_comes_before_the_option(config: Path) -> None:
    """What the file names stands there; the option is for the rest; without either there is no line."""
    report = located(sample.BOTH, config, "ci/prices.toml:9")
    assert [one.source and (one.source.file, one.source.line) for one in report.journeys] == [
        ("ci/feelint.toml", 4),
        ("ci/prices.toml", 9),
    ]
    assert [one.source for one in located(sample.BOTH, None).journeys] == [None, None]


def test_the_configuration_knows_its_file(config: Path) -> None:
    """Also after the command line changed it."""
    assert load_config(config).file == config
    assert override(load_config(config), {"ship-to": "DE"}).file == config
    assert override(load_config(folder=config.parent.parent / "nowhere"), {"ship-to": "DE"}).file is None


@pytest.mark.parametrize("text", ["/etc/passwd:1", "../x:1", "a/../../b", "x:0", "x:one", "a:1:2", ":3"])
def test_only_places_in_the_project(text: str, config: Path) -> None:
    """An absolute path, one that leads out, and a line that is none are refused, before anything is walked."""
    with pytest.raises(UsageError):
        parse(text)
    with pytest.raises(ConfigError, match="sarif-location"):
        override(load_config(config), {"sarif-location": text})
