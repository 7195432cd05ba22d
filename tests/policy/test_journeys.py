"""Journey files: what they may hold, what is said of one that is wrong, and that what is written is read again."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import cast, get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelint.errors import ConfigError, UsageError
from feelint.model.journey import Data, Do, Journey, JourneyStep
from feelint.pilot.fields import FORBIDDEN, Datum
from feelint.pilot.persona import persona
from feelint.policy import journeys
from feelint.policy.config import Config, override
from feelint.policy.starts import starts

GOOD = """\
# to the total
name = "guest"
base-url = "https://shop.example"
start = "/lamp"
ship-to = "US-CA"

[[step]]
stage = "product"
arrive = { name = "Lamp" }
do = [
  { press = "button", name = "Add to cart", within = "Lamp", nth = 2 },
]

[[step]]
stage = "details"
arrive = { role = "textbox", name = "Email" }
do = [
  { fill = "textbox", name = "Email", data = "email" },
  { fill = "textbox", name = "Note", text = "please ring" },
  { choose = "combobox", data = "region" },
  { choose = "combobox", name = "Size", option = "M" },
  { tick = "radio", name = "Bank transfer" },
  { open = "link", name = "More" },
]

[[step]]
stage = "review"
arrive = { name = "Your order" }
"""


def test_journey_reads_writes_and_reads_the_same() -> None:
    journey = journeys.parse(GOOD, "x")
    assert [step.stage for step in journey.step] == ["product", "details", "review"]
    assert str(journey.step[0].do[0]) == "press button 'Add to cart'"
    assert journeys.parse(journeys.write(journey), "y") == journey


def test_journey_lines_of_its_steps(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "journeys").mkdir()
    file = tmp_path / "journeys" / "guest.toml"
    file.write_text(GOOD, encoding="utf-8")
    read = journeys.read(file)
    assert (read.file, read.lines) == ("journeys/guest.toml", (7, 14, 26))


@pytest.mark.parametrize(
    ("old", "new", "place", "message", "hint"),
    [
        ('{ name = "Lamp" }', '{ nam = "Lamp" }', "x:9:12", "unknown key 'nam'", "Did you mean 'name'?"),
        ("base-url", "base-ulr", "x:3:1", "unknown key 'base-ulr'", "Did you mean 'base-url'?"),
        ('press = "button"', 'pres = "button"', "x:11:5", "unknown key 'pres'", "Did you mean 'press'?"),
        ('press = "button"', 'press = "buton"', "x:11:5", "there is no 'buton'", "Did you mean 'button'?"),
        ('data = "email"', 'data = "emial"', "x:18:39", "there is no 'emial'", "Did you mean 'email'?"),
        ('data = "email"', 'data = "card-number"', "x:18:39", "there is no 'card-number'", ""),
        ('stage = "details"', 'stage = "detail"', "x:15:1", "there is no 'detail'", "Did you mean 'details'?"),
        ('"Note", text = "please ring"', '"Note"', "x:19:3", "'fill' needs `data` or `text`", ""),
        ('tick = "radio", ', 'tick = "radio", untick = "radio", ', "x:22:3", "not tick and untick", ""),
        (', name = "Bank transfer"', "", "x:22:3", "give the `name` of the control", ""),
        ("nth = 2", "nth = 0", "x:11:62", "nth: ", ""),
        ('start = "/lamp"', 'start = "lamp"', "x:4:1", "start: ", ""),
        ('name = "guest"\n', "", "x:1:1", "'name' is missing", ""),
        ('stage = "review"\n', "", "x:26:1", "'stage' is missing", ""),
        ("[[step]]\nstage", "[[steps]]\nstage", "x:7:1", "unknown key 'steps'", "Did you mean 'step'?"),
        ("[[step]]", "[[step]", "x:7:7", "", "Mend the TOML syntax"),
    ],
)
def test_journey_errors_name_line_and_column(old: str, new: str, place: str, message: str, hint: str) -> None:
    with pytest.raises(ConfigError) as told:
        journeys.parse(GOOD.replace(old, new, 1), "x")
    assert told.value.message.startswith(f"{place}: ")
    assert message in told.value.message
    assert hint in told.value.hint
    assert told.value.exit_code == 2


def test_journey_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read") as told:
        journeys.read(tmp_path / "none.toml")
    assert "feelint record" in told.value.hint
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="not UTF-8"):
        journeys.read(tmp_path / "bad.toml")


def test_journey_schema_accepts_what_is_read_and_refuses_the_rest() -> None:
    published = journeys.schema()
    jsonschema.Draft202012Validator.check_schema(published)
    validator = jsonschema.Draft202012Validator(published)
    assert not list(validator.iter_errors(tomllib.loads(GOOD)))
    assert list(validator.iter_errors(tomllib.loads(GOOD.replace("base-url", "base-ulr"))))
    assert list(validator.iter_errors(tomllib.loads(GOOD.replace('"email"', '"iban"'))))
    assert json.loads(json.dumps(published)) == published


def test_journey_data_are_what_the_persona_has_and_no_means_of_payment() -> None:
    told = {word.replace("-", "_") for word in get_args(Data)}
    assert told <= set(get_args(Datum)) - FORBIDDEN
    someone = persona("JP")
    for word in get_args(Data):
        do = Do.model_validate({"fill": "textbox", "name": "x", "data": word})
        assert someone.value(cast("Datum", do.datum)) is not None or word == "tax-id"


texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(str.strip)


@given(texts, texts, texts)
def test_journey_texts_of_any_script_come_back(name: str, text: str, heading: str) -> None:
    step = {
        "stage": "details",
        "arrive": {"name": heading},
        "do": [{"fill": "textbox", "name": name, "text": text}, {"press": "button", "name": "x", "within": name}],
    }
    journey = Journey(name="guest", start="/", step=(JourneyStep.model_validate(step),))
    assert journeys.parse(journeys.write(journey), "x") == journey


@pytest.mark.parametrize(
    ("url", "base", "expected"),
    [
        ("https://shop.example/p?a=1", "", "https://shop.example/p?a=1"),
        ("https://shop.example/p?a=1#x", "http://127.0.0.1:8000", "http://127.0.0.1:8000/p?a=1#x"),
        ("https://shop.example", "https://staging.example/eu/", "https://staging.example/eu/"),
        ("https://shop.example/p", "https://staging.example/eu/", "https://staging.example/eu/p"),
    ],
)
def test_base_url_replaces_where_a_shop_stands(url: str, base: str, expected: str) -> None:
    assert journeys.rebased(url, base) == expected


@pytest.fixture
def guest(tmp_path: Path) -> str:
    file = tmp_path / "guest.toml"
    file.write_text(GOOD, encoding="utf-8")
    return str(file)


def test_starts_take_the_command_line_before_the_journey_and_that_before_the_file(guest: str) -> None:
    file = Config.model_validate({"ship-to": "DE", "currency": "EUR"})
    (start,) = starts(guest, file)
    assert (start.url, start.config.ship_to, start.config.currency) == ("https://shop.example/lamp", "US-CA", "EUR")
    given = override(file, {"ship-to": "US-FL", "base-url": "https://staging.example/eu"})
    (start,) = starts(guest, given)
    assert (start.url, start.config.ship_to) == ("https://staging.example/eu/lamp", "US-FL")


def test_starts_repeat_side_by_side(guest: str) -> None:
    begun = starts([guest, "https://shop.example/vase"], override(Config(), {"repeat": 2}))
    assert [(start.url.rpartition("/")[2], start.run) for start in begun] == [
        ("lamp", 0), ("lamp", 1), ("vase", 0), ("vase", 1),
    ]  # fmt: skip


def test_starts_refuse_two_journeys_of_one_name(guest: str, tmp_path: Path) -> None:
    (tmp_path / "again.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(UsageError, match="both called 'guest'"):
        starts([guest, str(tmp_path / "again.toml")], Config())


def test_starts_need_a_shop(tmp_path: Path) -> None:
    file = tmp_path / "bare.toml"
    file.write_text(GOOD.replace('base-url = "https://shop.example"\n', ""), encoding="utf-8")
    with pytest.raises(UsageError, match="names no shop") as told:
        starts(str(file), Config())
    assert "--base-url" in told.value.hint
    assert starts(str(file), override(Config(), {"base-url": "http://127.0.0.1:1"}))[0].url == "http://127.0.0.1:1/lamp"
