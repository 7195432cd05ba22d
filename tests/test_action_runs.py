"""The scripts of the GitHub action, run as the runner does: what they install, and a walk of a shop on this machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from feelint.testing.demo.shop import make
from feelint.testing.papershop import serve
from tests.test_ci_parts import ACTION, ROOT, STEPS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="bash")
STAND_IN = """#!/usr/bin/env python3
import os, pathlib, sys
here = pathlib.Path(os.environ["RUNNER_TEMP"])
with (here / "called").open("a") as file:
    file.write(" ".join(sys.argv[1:]) + "\\n")
if sys.argv[1:3] == ["-m", "venv"]:
    made = pathlib.Path(sys.argv[3]) / "bin" / "python"
    made.parent.mkdir(parents=True)
    made.write_text(pathlib.Path(__file__).read_text())
    made.chmod(0o755)
"""


def step(name: str, place: Path, inputs: Mapping[str, str], **more: str) -> subprocess.CompletedProcess[str]:
    """Runs the script of a step in ``place``, with its inputs as the runner fills them in."""
    found = next(one for one in STEPS if one["name"] == name)
    given = {key: inputs.get(key, ACTION["inputs"][key]["default"]) for key in ACTION["inputs"]}
    known = {**{f"inputs.{key}": value for key, value in given.items()}, "github.action_path": str(ROOT)}
    known["steps.walk.outputs.exit-code"] = more.pop("exit_code", "")
    environment = {
        key: re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda word: known[word[1]], value) for key, value in found["env"].items()
    }
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "FEELINT_BROWSER") if key in os.environ}
    script = place / "script.sh"
    script.write_text(found["run"])
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
        cwd=place,
        env={**kept, "RUNNER_TEMP": str(place), "GITHUB_OUTPUT": str(place / "output"), **environment, **more},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("inputs", "installed"),
    [
        ({}, f"--constraint {ROOT}/constraints.txt {ROOT}"),
        ({"version": "0.1.0"}, "feelint==0.1.0"),
    ],
)
def test_action_installs_itself_or_the_version_that_is_asked_for(
    inputs: dict[str, str], installed: str, tmp_path: Path
) -> None:
    stand_in = tmp_path / "bin" / "python"
    stand_in.parent.mkdir()
    stand_in.write_text(STAND_IN)
    stand_in.chmod(0o755)
    done = step(
        "Install feelint and a browser", tmp_path, inputs, PATH=f"{stand_in.parent}{os.pathsep}{os.environ['PATH']}"
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "called").read_text().splitlines() == [
        f"-m venv {tmp_path}/feelint",
        f"-m pip install --quiet {installed}",
        "-m playwright install --with-deps chromium-headless-shell",
    ]


@pytest.mark.browser
def test_action_walks_tells_and_ends_with_the_gate(tmp_path: Path) -> None:
    """A shop with a late fee: annotations, summary, SARIF, report with pictures, outputs, exit code 1; no order."""
    program = tmp_path / "feelint" / "bin" / "feelint"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT / "src"}" exec "{sys.executable}" -m feelint "$@"\n')
    program.chmod(0o755)
    (tmp_path / "feelint.toml").write_text('fail-on = "error"\n')
    shop = make("drip")
    with serve(shop) as address:
        inputs = {"urls": f"{address}/products/harbor-table-lamp", "ship-to": "US-CA", "args": "--max-drip=0.00\n"}
        done = step("Walk and judge", tmp_path, inputs, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    assert shop.orders == 0
    assert done.returncode == 0, done.stderr
    outputs = dict(line.split("=", 1) for line in (tmp_path / "output").read_text().splitlines())
    assert outputs == {
        "exit-code": "1",
        "report": f"{tmp_path}/feelint-run",
        "sarif": f"{tmp_path}/feelint.sarif",
    }
    assert re.search(r"^::error file=feelint.toml,line=1,.*drip-mandatory-fee", done.stdout, re.M)
    assert "Service fee" in (tmp_path / "summary.md").read_text("utf-8")
    results = json.loads(Path(outputs["sarif"]).read_text("utf-8"))["runs"][0]["results"]
    places = [one["locations"][0]["physicalLocation"] for one in results]
    assert results
    assert {(one["artifactLocation"]["uri"], one["region"]["startLine"]) for one in places} == {("feelint.toml", 1)}
    page = Path(outputs["report"], "report.html").read_text("utf-8")
    pictures = re.findall(r'<image [^>]*href="([^"]+)"', page)
    assert len(pictures) >= 6
    assert all(Path(outputs["report"], one).is_file() for one in pictures)
    assert step("Gate", tmp_path, {}, exit_code=outputs["exit-code"]).returncode == 1
