"""The fictional customer of a walk: what to type into a field, which option to choose. It has no means of payment."""

import dataclasses
import datetime
import difflib
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from feelint.errors import UsageError
from feelint.extract.lexicon import LANGUAGES, bare, language, normalise, terms
from feelint.pilot.fields import FORBIDDEN, Datum, FieldDescriptor

_DOMAIN = "example.com"
_PASSWORD = "Walker-Lint4You!"
_BIRTH = datetime.date(1985, 4, 17)
_DATE_FORMS = {
    "mdy": "%m/%d/%Y", "dmy": "%d/%m/%Y", "dot": "%d.%m.%Y", "dash": "%d-%m-%Y", "iso": "%Y-%m-%d",
    "slash": "%Y/%m/%d",
}  # fmt: skip
_NUMBERS = frozenset({"phone", "postal_code", "house_number", "tax_id", "quantity"})
_EXPLOSIVE = re.compile(r"\([^()]*[+*|{][^()]*\)[+*{]|\)\)[+*{]")
"""A repeated group that repeats or chooses inside: a page could make matching it take for ever."""
_DATE_HINTS = (
    (r"(?:yyyy|jjjj|aaaa|rrrr|åååå|éééé)-(?:mm)-(?:dd|tt|jj|gg)", "iso"),
    (r"(?:yyyy|jjjj|aaaa|rrrr|åååå)/(?:mm)/(?:dd|tt|jj|gg)", "slash"),
    (r"mm\s*/\s*(?:dd|tt|jj|gg)\s*/", "mdy"),
    (r"(?:dd|tt|jj|gg)\s*/\s*mm\s*/", "dmy"),
    (r"(?:dd|tt|jj|gg)\.\s*mm\.", "dot"),
    (r"(?:dd|tt|jj|gg)\s*-\s*mm\s*-", "dash"),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Persona:
    """A fictional adult at a plausible address of one country; ``names`` are the country's names by language."""

    country: str
    region: str
    region_name: str
    locale: str
    currency: str
    first_name: str
    last_name: str
    first_name_kana: str
    last_name_kana: str
    street: str
    house_number: str
    city: str
    postal_code: str
    phone: str
    dial: str
    alpha3: str
    email: str
    tax_id: str
    number_first: bool
    date_form: str
    names: dict[str, str]
    also: tuple[str, ...] = ()
    roman: dict[str, str] = dataclasses.field(default_factory=dict)
    password: str = _PASSWORD
    birth: datetime.date = _BIRTH

    @property
    def full_name(self) -> str:
        """The name as the country writes it."""
        parts = (self.last_name, self.first_name) if self.country == "JP" else (self.first_name, self.last_name)
        return " ".join(parts)

    @property
    def street_line(self) -> str:
        """Street and house number in one line, in the country's order."""
        if self.country == "JP":
            return f"{self.street}{self.house_number}"
        parts = (self.house_number, self.street) if self.number_first else (self.street, self.house_number)
        return " ".join(parts)

    @property
    def _language(self) -> str:
        return language(self.locale) or "en"

    def value(self, datum: Datum, field: FieldDescriptor | None = None, *, separate_number: bool = False) -> str | None:
        """What to type for ``datum``; None for what the persona has not, and always for means of payment.

        ``separate_number`` says that the form asks for the house number in a field of its own.
        """
        if datum in FORBIDDEN:
            return None
        field = field or FieldDescriptor()
        text = self._text(datum, field, separate_number)
        if datum in self.roman and (asked := field.label or field.placeholder) and asked.isascii():
            text = self.roman[datum]
        return None if text is None else _fitted(text, datum, field)

    def ways(self, datum: Datum, field: FieldDescriptor | None = None, *, separate_number: bool = False) -> list[str]:
        """All ways to write ``datum``, the best first: telephone numbers also as ITU-T E.164 has them, and bare.

        A post code also without its space or hyphen.
        """
        value = self.value(datum, field, separate_number=separate_number)
        if value is not None and datum == "postal_code":
            return list(dict.fromkeys([value, re.sub(r"[\s-]", "", value)]))
        if value is None or datum != "phone":
            return [] if value is None else [value]
        national = self.phone if self.country == "IT" else self.phone.removeprefix("0")
        return list(dict.fromkeys([value, self.dial + _digits(national), _digits(self.phone)]))

    def best_option(self, datum: Datum, options: Sequence[tuple[str, str]]) -> int | None:
        """The index of the (value, text) option of a select or radio group that fits; None if none does."""
        wanted = self._wanted(datum)
        for by_text in (True, False):
            for want in wanted:
                for index, option in enumerate(options):
                    if _plain(option[by_text]) == want:
                        return index
        for want in (w for w in wanted if len(w) > 3):
            named = [i for i, (_, text) in enumerate(options) if re.search(rf"\b{re.escape(want)}\b", _plain(text))]
            if named:
                return min(named, key=lambda i: len(options[i][1]))
        return None

    def _text(self, datum: Datum, field: FieldDescriptor, separate_number: bool) -> str | None:
        match datum:
            case "first_name" | "last_name" | "full_name" | "city" | "postal_code" | "house_number" | "password":
                return str(getattr(self, datum))
            case "email" | "email_repeat" | "username":
                return self.email
            case "password_repeat":
                return self.password
            case "phone":
                return self._phone(field)
            case "street":
                return self.street if separate_number else self.street_line
            case "region":
                return self._region(field) or None
            case "country":
                return self.names[self._language]
            case "first_name_kana" | "last_name_kana" | "full_name_kana":
                return self._kana(datum, field)
            case "birth_date":
                return self._birth(field)
            case "birth_day":
                return f"{self.birth.day:02d}"
            case "birth_month":
                return f"{self.birth.month:02d}"
            case "birth_year":
                return str(self.birth.year)
            case "tax_id":
                return self.tax_id or None
            case "quantity":
                return "1"
            case "honorific":
                return next(t for lang, key, t in terms("honorific") if key == "feminine" and lang == self._language)
            case _:
                return None

    def _phone(self, field: FieldDescriptor) -> str:
        if re.search(r"^\+\d|^\^?\\\+(?!\?)", field.placeholder or field.pattern):
            return self.dial + (self.phone if self.country == "IT" else self.phone.removeprefix("0"))
        return self.phone

    def _region(self, field: FieldDescriptor) -> str:
        """Its name, or its code where the field takes no more, or only that: in capitals or, if it says so, in small letters."""
        limit = field.maxlength or len(self.region_name)
        ways = (self.region_name, self.region, self.region.lower())
        return next(
            (way for way in ways if way and len(way) <= limit and _matches(field.pattern, way)), self.region_name
        )

    def _kana(self, datum: Datum, field: FieldDescriptor) -> str | None:
        kana = {
            "first_name_kana": self.first_name_kana,
            "last_name_kana": self.last_name_kana,
            "full_name_kana": f"{self.last_name_kana} {self.first_name_kana}".strip(),
        }[datum]
        if re.search("[ぁ-ん]", f"{field.label}{field.placeholder}" or field.nearby):
            kana = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana)
        return kana or None

    def _birth(self, field: FieldDescriptor) -> str:
        if field.type == "date":
            return self.birth.isoformat()
        return self.birth.strftime(_date_form(f"{field.placeholder} {field.label}") or _DATE_FORMS[self.date_form])

    def _wanted(self, datum: Datum) -> list[str]:
        match datum:
            case "country":
                wanted = [self.country, self.alpha3, *self.names.values(), *self.also, self.dial]
            case "region":
                wanted = [self.region, f"{self.country}-{self.region}", self.region_name, self.roman.get("region", "")]
            case "honorific":
                order = ("feminine", "masculine", "neutral")
                wanted = [term for kind in order for _, key, term in terms("honorific") if key == kind]
            case "birth_day":
                wanted = [str(self.birth.day), f"{self.birth.day:02d}", f"{self.birth.day}日"]
            case "birth_month":
                months = [term for _, key, term in terms("month") if key == "april"]
                wanted = [str(self.birth.month), f"{self.birth.month:02d}", f"{self.birth.month}月", *months]
            case "birth_year":
                wanted = [str(self.birth.year), f"{self.birth.year}年"]
            case _:
                text = self.value(datum)
                wanted = [text] if text else []
        return [plain for word in wanted if (plain := _plain(word))]


def persona(ship_to: str, *, tag: str = "walk") -> Persona:
    """The persona who lives at ``ship_to`` (ISO 3166: ``DE``, ``US-FL``, ``CA-QC``); ``tag`` makes the e-mail unique."""
    code, _, region = ship_to.strip().upper().partition("-")
    data = _personas()
    if code not in data:
        raise UsageError(f"no persona for the country {ship_to!r}", hint=_did_you_mean(code, ship_to, data))
    country = data[code]
    regions: dict[str, list[str]] = country["regions"]
    region = region or str(country["default"])
    if region not in regions:
        names = {name.upper(): key for key, (name, *_) in regions.items()} | {key: key for key in regions}
        close = [name for name in names if name.startswith(region[:3]) or name == region[:2]][:1]
        close = close or difflib.get_close_matches(region, names, n=1, cutoff=0.5)
        hint = f"did you mean {code}-{names[close[0]]}? " if close else ""
        hint += f"known regions: {', '.join(sorted(regions))}"
        raise UsageError(f"no persona for the region {ship_to!r}", hint=hint)
    region_name, city, postal_code, *romanised = regions[region]
    safe = re.sub(r"[^a-z0-9]+", "", bare(tag).lower()) or "walk"
    return Persona(
        country=code,
        region="" if region == "-" else region,
        region_name=region_name,
        locale=country["locale"],
        currency=country["currency"],
        first_name=country["first"],
        last_name=country["last"],
        first_name_kana=country.get("first_kana", ""),
        last_name_kana=country.get("last_kana", ""),
        street=country["street"],
        house_number=country["number"],
        city=city,
        postal_code=postal_code,
        phone=country["phone"],
        dial=country["dial"],
        alpha3=country["alpha3"],
        email=f"walker.{safe}@{_DOMAIN}",
        tax_id=country.get("tax_id", ""),
        number_first=country.get("number_first", False),
        date_form=country["date"],
        also=tuple(country.get("also", ())),
        roman=dict(country.get("roman", {})) | dict(zip(("region", "city"), romanised, strict=False)),
        names=dict(zip(LANGUAGES, country["names"], strict=True)),
    )


@cache
def regions_of(country: str) -> dict[str, str]:
    """The regions of a country that personas live in, code to name, the usual one first; empty where it has none."""
    data = _personas().get(country, {"regions": {}, "default": ""})
    usual = str(data["default"])
    codes = sorted(data["regions"], key=lambda code: code != usual)
    return {code: str(data["regions"][code][0]) for code in codes if code != "-"}


@cache
def country_codes() -> dict[str, str]:
    """The countries that personas live in, by their names in ten languages, in lower case."""
    return {
        name.casefold(): code for code, data in _personas().items() for name in (*data["names"], *data.get("also", ()))
    }


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(_plain(term) for _, _, term in terms("honorific"))


def is_honorific(text: str) -> bool:
    """Whether ``text`` is a form of address such as Mr or Frau."""
    return _plain(text) in _honorifics()


def _digits(text: str) -> str:
    return re.sub(r"[^\d+]", "", text)


def _plain(text: str) -> str:
    return bare(" ".join(normalise(text).strip(" .:*").split()))


def _date_form(hint: str) -> str | None:
    """The form of a date that ``hint`` spells out ("TT.MM.JJJJ") or gives an example of ("31.12.2000")."""
    spelled = next((_DATE_FORMS[form] for pattern, form in _DATE_HINTS if re.search(pattern, hint.lower())), None)
    example = re.search(r"\b(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})\b", hint)
    if spelled or not example:
        return spelled
    first, mark, second, _ = example.groups()
    if len(first) == 4:
        return f"%Y{mark}%m{mark}%d"
    if max(int(first), int(second)) <= 12:
        return None
    return f"%m{mark}%d{mark}%Y" if int(second) > 12 else f"%d{mark}%m{mark}%Y"


def written_like(example: str, day: datetime.date) -> str | None:
    """``day``, or noon, written like an example of a date or of a time; None for an example of anything else."""
    if form := _date_form(example):
        return day.strftime(form)
    clock = re.fullmatch(r"\D*(?:\d{1,2}|[a-z]{2})([:.h])(?:\d\d|mm)\D*", example.strip().lower())
    return f"12{clock[1]}00" if clock else None


def _fitted(text: str, datum: Datum, field: FieldDescriptor) -> str:
    """``text`` as the field takes it: the first way to write it that its pattern, its type and its length allow."""
    limit = field.maxlength if field.maxlength and field.maxlength > 0 else len(text)
    ways = [text, bare(text)]
    if datum in _NUMBERS:
        ways += [re.sub(r"[\s().-]", "", text), re.sub(r"\D", "", text) or text]
        if field.type == "number" or field.inputmode == "numeric":
            ways = ways[-1:]
        parts = text.split("-")
        asked = re.search(r"0?([1-3])\W*$", field.name or field.id)
        if asked and limit <= 5 and int(asked[1]) <= len(parts):
            ways = [parts[int(asked[1]) - 1]]
    if datum in ("email", "email_repeat"):
        ways.append(f"walker@{_DOMAIN}")
    fitting = [way for way in ways if len(way) <= limit]
    return next((way for way in fitting if _matches(field.pattern, way)), fitting[0] if fitting else ways[-1][:limit])


def _matches(pattern: str, text: str) -> bool:
    if not pattern:
        return True
    if len(pattern) > 200 or _EXPLOSIVE.search(pattern):
        return False
    try:
        return re.fullmatch(pattern, text) is not None
    except re.error:
        return False


def _did_you_mean(code: str, ship_to: str, data: dict[str, Any]) -> str:
    names = country_codes() | {str(country["alpha3"]).casefold(): key for key, country in data.items()} | {"uk": "GB"}
    names |= {key.casefold(): key for key in data}
    close = difflib.get_close_matches(ship_to.strip().casefold(), names, n=1, cutoff=0.6)
    close = close or difflib.get_close_matches(code.casefold(), names, n=1, cutoff=0.5)
    known = f"known countries: {', '.join(sorted(data))}"
    return f"did you mean {names[close[0]]}? {known}" if close else known


@cache
def _personas() -> dict[str, dict[str, Any]]:
    path = resources.files(__package__) / "personas.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
