"""What a user installs: sdist, the wheel built from it, a fresh environment; with every rule, pack and data file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXPLAIN_ALL = """
import json, sys
from feelint.__main__ import run
sys.exit(max(run(["explain", name]) for name in json.load(sys.stdin)))
"""


@dataclass(frozen=True)
class Installed:
    """An environment with feelint installed from a wheel; its dependencies are those of the environment under test."""

    folder: Path
    wheel: Path

    @property
    def bin(self) -> Path:
        """Where its commands are."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def run(self, *command: str, given: str = "") -> str:
        """Runs one of its commands far from the checkout and gives what it says."""
        program = str(self.bin / command[0])
        environ = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "FEELINT_"))}
        return _run([program, *command[1:]], self.folder, given=given, env={**environ, "PYTHONIOENCODING": "utf-8"})


def _run(command: list[str], cwd: Path, *, given: str = "", env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, input=given, capture_output=True, encoding="utf-8", env=env)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Builds the sdist, the wheel from it, and installs that in a fresh environment."""
    folder = tmp_path_factory.mktemp("installed")
    dist = tmp_path_factory.mktemp("dist")
    venv.create(folder, with_pip=False)
    one = Installed(folder, dist)
    python = str(one.bin / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "--quiet", "--disable-pip-version-check"]
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    _run([*pip, "install", *needs], ROOT)
    _run([python, "-m", "hatchling", "build", "-t", "sdist", "-d", str(dist)], ROOT)
    (sdist,) = dist.glob("*.tar.gz")
    _run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(dist), str(sdist)], dist)
    (wheel,) = dist.glob("*.whl")
    _run([*pip, "install", "--no-deps", str(wheel)], dist)
    purelib = one.run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    Path(purelib, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return Installed(folder, wheel)


def _shipped() -> set[str]:
    """The files of the checkout that a user needs, by their names in the wheel."""
    roots = {ROOT / "src" / "feelint": "feelint", ROOT / "rules": "feelint/rules"}
    return {
        f"{name}/{path.relative_to(root).as_posix()}"
        for root, name in roots.items()
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


def test_wheel_holds_everything(installed: Installed) -> None:
    """Scripts, vocabulary, templates, rules with their pages, packs and law: none is lost on the way through the sdist."""
    with zipfile.ZipFile(installed.wheel) as wheel:
        assert _shipped() - set(wheel.namelist()) == set()


def test_installed_copy_runs(installed: Installed) -> None:
    """It is the installed package that answers, and it says its version."""
    where = installed.run("python", "-c", "import feelint; print(feelint.__file__)").strip()
    assert Path(where).is_relative_to(installed.folder)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert installed.run("feelint", "--version").strip() == f"feelint {version}"


def test_explain_every_rule(installed: Installed) -> None:
    """`feelint explain` knows every rule that `feelint rules` lists, and every rule of the checkout is implemented."""
    listed = json.loads(installed.run("feelint", "rules", "--format", "json"))["rules"]
    names = [str(one["rule"]) for one in listed]
    implemented = {str(one["rule"]) for one in listed if one["implemented"]}
    written = {
        path.name.removesuffix(".cases.toml").replace("_", "-") for path in (ROOT / "rules").rglob("*.cases.toml")
    }
    assert implemented == written
    assert installed.run("feelint", "explain", names[0]).startswith(names[0])
    told = installed.run("python", "-c", EXPLAIN_ALL, given=json.dumps(names))
    assert [name for name in names if name not in told] == []


def test_packs(installed: Installed) -> None:
    """`feelint packs` lists every pack of the checkout."""
    listed = json.loads(installed.run("feelint", "packs", "--format", "json"))["packs"]
    assert {one["id"] for one in listed} == {path.stem for path in (ROOT / "rules" / "packs").glob("*.toml")}


def test_packaging_the_rules_kit_is_complete(installed: Installed) -> None:
    """The templates of a new rule are in the wheel, and what is made of them passes its cases there."""
    installed.run("feelint", "rules", "new", "no-late-fees", "--dir", "mine")
    assert "1 rule, 5 cases: 5 ok" in installed.run("feelint", "rules", "test", "mine")
