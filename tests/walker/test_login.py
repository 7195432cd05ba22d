"""A login by hand, played by a function: what it leaves is saved for its owner alone, proven, and lets walks in."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from feelint.errors import UsageError
from feelint.model.walk import WalkRecord
from feelint.model.words import Outcome
from feelint.policy.config import Config, override
from feelint.testing.papershop import PaperShop, Request, Response, redirect, serve
from feelint.walker.access import access_of
from feelint.walker.login import Proof, log_in
from feelint.walker.saved import SavedSession, load_session, open_to_others, save_session
from feelint.walker.walk import WalkOptions, walk
from tests.conftest import Run
from tests.walker.staging import LockedShop, page, with_token

pytestmark = pytest.mark.browser
STORES = """<script>
const db = indexedDB.open("shop", 1);
db.onupgradeneeded = () => db.result.createObjectStore("kept", { keyPath: "id" });
const all = { cookie: () => document.cookie.includes("member=yes-4711-ABCDEFGH"), local: () => localStorage.member === "yes",
  tab: () => sessionStorage.member === "yes" };
const show = (name, has) => { const line = document.createElement("p"); line.textContent = name + (has ? " is there" : " is missing"); document.body.append(line) };
for (const [name, has] of Object.entries(all)) show(name, has());
db.onsuccess = () => {
  const got = db.result.transaction("kept").objectStore("kept").get(1);
  got.onsuccess = () => show("database", !!got.result);
};
function logIn() {
  document.cookie = "member=yes-4711-ABCDEFGH; path=/"; localStorage.member = "yes"; sessionStorage.member = "yes";
  const put = db.result.transaction("kept", "readwrite");
  put.objectStore("kept").put({ id: 1 });
  put.oncomplete = () => location.href = "/account";
}
</script>"""


def club() -> PaperShop:
    """A site that stores a login in all four places, and shows a new number at each visit."""
    made = PaperShop()
    visits = iter(range(1000))

    def account(_: Request) -> str:
        return f"<!doctype html><h1>Account</h1><p>You are visitor {next(visits)}</p><button onclick=logIn()>Log in</button>{STORES}"

    made.route("/account")(account)
    return made


async def press(page_: Page) -> None:
    await page_.get_by_role("button", name="Log in").click()
    await page_.get_by_text("database is there").wait_for()


async def nothing(_: Page) -> None:
    """Somebody who does not log in."""


async def login(url: str, hand: Any, config: Config | None = None, **how: Any) -> tuple[SavedSession, Proof]:
    options = WalkOptions("US", access=access_of(config or Config(), os.environ))
    return await log_in(url, options, hand, headed=False, **how)


def test_all_four_stores_are_saved_and_come_back(run: Run[Any], tmp_path: Path) -> None:
    with serve(club()) as base:
        session, proof = run(login(f"{base}/account", press))
    gained = ("cookie is there", "database is there", "local is there", "tab is there")
    assert proof.gained == gained
    assert proof.lost == tuple(line.replace("there", "missing") for line in gained)
    assert str(proof).startswith(f"proven: {base}/account shows with it 'cookie is there'")
    save_session(tmp_path / "s.json", session)
    assert stat.S_IMODE((tmp_path / "s.json").stat().st_mode) == 0o600
    again = load_session(tmp_path / "s.json")
    assert again == session
    assert "yes-4711-ABCDEFGH" in again.secrets()
    assert "yes-4711" not in repr(again)


def test_a_login_that_changes_nothing_is_not_proven(run: Run[Any]) -> None:
    with serve(club()) as base:
        _, proof = run(login(f"{base}/account", nothing))
    assert not proof.proven
    assert str(proof) == f"not proven: {base}/account shows the same with the session and without it"


def test_a_login_in_another_tab_is_proven_where_that_ended(run: Run[Any]) -> None:
    async def elsewhere(page_: Page) -> None:
        tab = await page_.context.new_page()
        await tab.goto(page_.url + "account")
        await press(tab)
        await page_.close()

    with serve(club()) as base:
        _, proof = run(login(f"{base}/", elsewhere))
    assert proof.url == f"{base}/account"
    assert "tab is there" in proof.gained


def test_a_closed_window_is_no_login(run: Run[Any]) -> None:
    async def close(page_: Page) -> None:
        await page_.context.close()

    with serve(club()) as base, pytest.raises(UsageError, match="closed before the login was done"):
        run(login(f"{base}/account", close))


def members_only(token: bool = False) -> LockedShop:
    """A shop whose pages are for members; its login is on its own site."""

    def lock(request: Request) -> bool:
        return not token or with_token(request)

    made = LockedShop(lock)
    answer = made._answer

    def guarded(request: Request) -> Response:
        member = "member=yes-4711-ABCDEFGH" in request.headers.get("cookie", "")
        found = answer(request)
        return found if member or request.path == "/login" or found.status.startswith("401") else redirect("/login")

    def enter(_: Request) -> Response:
        cookie = "member=yes-4711-ABCDEFGH; Path=/; Max-Age=3600; HttpOnly"
        return Response("", "303 See Other", headers=[("Location", "/"), ("Set-Cookie", cookie)])

    form = "<form method=post><label>User <input name=user></label><button>Log in</button></form>"
    made.route("/login")(lambda _: page("Log in", form))
    made.route("/login", "POST")(enter)
    made._answer = guarded  # type: ignore[method-assign]
    return made


async def by_form(page_: Page) -> None:
    await page_.get_by_label("User").fill("ada")
    await page_.get_by_role("button", name="Log in").click()
    await page_.get_by_text("Walnut tray").first.wait_for()


@pytest.mark.parametrize("foreign", [False, True], ids=["ours", "playwrights"])
def test_a_walk_is_let_in_by_the_session_and_does_not_tell_it(
    run: Run[Any], browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, foreign: bool
) -> None:
    monkeypatch.setenv("TOKEN", "tk-4711-ABCDEFG")
    shop = members_only(token=True)
    config = override(Config(), {"site": {"headers": {"X-Token": "$TOKEN"}}})
    with serve(shop) as base:
        session, proof = run(login(base, by_form, config))
        assert proof.proven
        file = tmp_path / "session.json"
        save_session(file, session)
        if foreign:
            file.write_text(json.dumps(session.state))
        options = WalkOptions("US", access=access_of(override(config, {"session": file}), os.environ))
        record: WalkRecord = run(walk(base, options, browser=browser, out=tmp_path / "c"))
    assert record.outcome is Outcome.REACHED
    assert "a saved session" in record.warnings[0]
    assert shop.orders == 0
    held = b"".join(path.read_bytes() for path in (tmp_path / "c").rglob("*.json"))
    assert b"yes-4711" not in held


def test_what_gives_somebody_the_session_is_secret_and_a_mere_choice_is_not() -> None:
    stored = [{"name": "auth", "value": json.dumps({"user": {"accessToken": "eyJhbGciOiJIUzI1NiJ9"}, "lang": "en"})}]
    database = [{"name": "db", "stores": [{"records": [{"value": {"refresh": "rt-0123456789-abcdef"}}]}]}]
    state = {
        "cookies": [{"name": "sid", "value": "0123456789abcdef"}, {"name": "currency", "value": "EUR"}],
        "origins": [{"origin": "https://shop.test", "localStorage": stored, "indexedDB": database}],
    }
    found = set(
        SavedSession(state, {"https://shop.test": {"csrf": "zzzzzzzzzzzzzzzz", "seen": "a text with blanks"}}).secrets()
    )
    assert found == {"eyJhbGciOiJIUzI1NiJ9", "rt-0123456789-abcdef", "0123456789abcdef", "zzzzzzzzzzzzzzzz"}


def test_files_that_are_no_session_are_told(tmp_path: Path) -> None:
    file = tmp_path / "s.json"
    cookie = {"name": "a", "value": "b", "domain": "shop.test", "path": "/", "expires": 1000}
    for text, said in (
        ("", "not JSON"),
        ("[]", "no cookies and origins"),
        ('{"cookies": [], "origins": [], "feelint": {"version": 2}}', "newer feelint"),
        ('{"cookies": [{}], "origins": []}', "not those of a browser"),
        (json.dumps({"cookies": [cookie], "origins": []}), "has expired"),
    ):
        file.write_text(text)
        with pytest.raises(UsageError, match=said):
            load_session(file)
    with pytest.raises(UsageError, match="No such file"):
        load_session(tmp_path / "none.json")


def test_a_file_that_others_may_read_is_told_and_replaced_by_one_that_they_may_not(tmp_path: Path) -> None:
    file = tmp_path / "s.json"
    file.write_text("x")
    file.chmod(0o644)
    assert open_to_others(file)
    save_session(file, SavedSession({"cookies": [], "origins": []}))
    assert not open_to_others(file)
