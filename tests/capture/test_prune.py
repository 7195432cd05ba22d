"""Retention: what is too old goes, what is held, young or strange stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feelint.capture.prune import remove, survey
from feelint.errors import UsageError
from tests.capture.made_captures import run
from tests.policy.paper_captures import STARTED, capture

DAY = timedelta(days=1)


def stays(root: Path, days: int, *, age: int = 30, keep: int = 0) -> dict[str, str]:
    """Why each run stays, ``age`` days after its walk."""
    return {one.folder.name: one.stays for one in survey(root, STARTED + age * DAY, days * DAY, keep)}


def test_age_decides(tmp_path: Path) -> None:
    run(tmp_path / "one")
    assert stays(tmp_path, 31) == {"one": "young"}
    assert stays(tmp_path, 30) == {"one": "young"}
    assert stays(tmp_path, 29) == {"one": ""}


def test_what_stays_whatever_its_age(tmp_path: Path) -> None:
    for name in ("plain", "held", "strange", "forged"):
        run(tmp_path / name)
    (tmp_path / "held" / "HOLD").touch()
    (tmp_path / "strange" / "letter.txt").write_text("not in any manifest")
    (tmp_path / "forged" / "evidence.json").write_text("{}")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("not a run")
    (tmp_path / "link").symlink_to(tmp_path / "plain")
    found = stays(tmp_path, 1)
    assert set(found) == {"plain", "held", "strange", "forged"}
    assert (found["plain"], found["held"]) == ("", "on hold")
    assert "letter.txt" in found["strange"]
    assert "manifest" in found["forged"]


def test_the_newest_stay_if_asked_for(tmp_path: Path) -> None:
    capture(tmp_path / "old" / "capture")
    capture(tmp_path / "new" / "capture", started_at=STARTED + DAY)
    assert stays(tmp_path, 1, keep=1) == {"old": "", "new": "among the newest"}
    assert stays(tmp_path, 1, keep=0) == {"old": "", "new": ""}


def test_removal_takes_just_what_does_not_stay(tmp_path: Path) -> None:
    for name in ("gone", "held"):
        run(tmp_path / name, several=True)
    (tmp_path / "held" / "HOLD").touch()
    (tmp_path / "mine.txt").write_text("beside the runs")
    found = survey(tmp_path, datetime(2027, 1, 1, tzinfo=UTC), DAY)
    assert remove(found) == found[0].size > 1000
    assert sorted(path.name for path in tmp_path.iterdir()) == ["held", "mine.txt"]
    assert (tmp_path / "held" / "capture-1" / "capture.json").is_file()


def test_what_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no folder"):
        survey(tmp_path / "nowhere", STARTED, DAY)
    assert survey(tmp_path, STARTED, DAY) == []


def test_what_breaks_on_the_way_can_be_taken_away_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lists of files go last: a run that is half gone is still known for one."""
    run(tmp_path / "old", several=True)
    unlink, left = Path.unlink, [5]

    def refused(self: Path, missing_ok: bool = False) -> None:
        left[0] -= 1
        if not left[0]:
            raise PermissionError(13, "Permission denied", str(self))
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    found = survey(tmp_path, datetime(2027, 1, 1, tzinfo=UTC), DAY)
    with pytest.raises(UsageError, match="cannot be removed: Permission denied"):
        remove(found)
    monkeypatch.undo()
    assert stays(tmp_path, 1) == {"old": ""}
    remove(survey(tmp_path, datetime(2027, 1, 1, tzinfo=UTC), DAY))
    assert list(tmp_path.iterdir()) == []
