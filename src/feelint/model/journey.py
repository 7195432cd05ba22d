"""A journey file: the way through a shop, written down. What people edit and ``feelint check`` replays.

It names controls as Playwright does, by role and accessible name, and what is typed by the persona's field. It holds no
secrets and no addresses but its start, so one file serves staging and production.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from feelint.model.words import Stage

Verb = Literal["press", "fill", "choose", "tick", "untick", "open"]
VERBS: tuple[Verb, ...] = get_args(Verb)
Role = Literal[
    "button", "link", "textbox", "searchbox", "spinbutton", "combobox", "listbox", "option", "checkbox", "radio",
    "switch", "slider", "tab", "menuitem", "menuitemradio", "menuitemcheckbox", "generic",
]  # fmt: skip
"""ARIA roles, as Playwright's ``get_by_role`` knows them; ``generic`` is a box that scripts made pressable."""
ROLES: tuple[Role, ...] = get_args(Role)
Data = Literal[
    "honorific", "first-name", "last-name", "full-name", "first-name-kana", "last-name-kana", "full-name-kana",
    "email", "email-repeat", "phone", "tax-id", "street", "house-number", "city", "postal-code", "region", "country",
    "birth-date", "birth-day", "birth-month", "birth-year", "username", "password", "password-repeat", "quantity",
]  # fmt: skip
"""What the persona has to say. There is no word for a means of payment."""
Text = Annotated[str, Field(min_length=1, max_length=400)]


class Keyed(BaseModel):
    """A table of the file: keys with hyphens, unknown keys are errors."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-"), validate_by_name=True
    )


class Arrival(Keyed):
    """The proof that a step is reached: an element of that role and name is on the page."""

    role: Role | Literal["heading"] = "heading"
    name: Text = Field(description="Its accessible name; prices and numbers in it may change.")


class Do(Keyed):
    """One thing to do. Exactly one verb, with the role of the control: ``{ press = "button", name = "Check out" }``."""

    press: Role | None = Field(default=None, description="Press the control of this role.")
    fill: Role | None = Field(default=None, description="Type into the field of this role: `data` or `text`.")
    choose: Role | None = Field(default=None, description="Choose in the select box: by `data` or `option`.")
    tick: Role | None = Field(default=None, description="Switch a checkbox or radio on.")
    untick: Role | None = Field(default=None, description="Switch a checkbox off.")
    open: Role | None = Field(default=None, description="Open the address of a link of the page.")
    name: str = Field(default="", max_length=400, description="The accessible name of the control.")
    data: Data | None = Field(default=None, description="The persona's field to type or to choose by.")
    text: Text | None = Field(default=None, description="What to type where it is no persona's field. No secrets.")
    option: Text | None = Field(default=None, description="The entry of the select box to choose.")
    within: Text | None = Field(
        default=None, description="Words of the group, row or heading that it stands in, where the name is not enough."
    )
    nth: int | None = Field(default=None, ge=1, le=99, description="Which of several that fit, counted from 1.")

    @model_validator(mode="after")
    def _one_verb(self) -> Do:
        verbs = [verb for verb in VERBS if getattr(self, verb) is not None]
        if len(verbs) != 1:
            raise ValueError(f"give one verb of {', '.join(VERBS)}, not {' and '.join(verbs) or 'none'}")
        verb = verbs[0]
        wanted = {"fill": ("data", "text"), "choose": ("data", "option")}.get(verb, ())
        given = [key for key in ("data", "text", "option") if getattr(self, key) is not None]
        if wanted and (len(given) != 1 or given[0] not in wanted):
            raise ValueError(f"{verb!r} needs `{wanted[0]}` or `{wanted[1]}`, and only one of them")
        picks = verb == "press" and self.press == "option" and given == ["data"]
        if not wanted and given and not picks:
            raise ValueError(f"{verb!r} takes no `{given[0]}`")
        if not self.name.strip() and self.data is None and self.within is None and self.nth is None:
            raise ValueError("give the `name` of the control")
        return self

    @property
    def verb(self) -> Verb:
        """What to do."""
        return next(verb for verb in VERBS if getattr(self, verb) is not None)

    @property
    def role(self) -> Role:
        """The role of the control."""
        role: Role = getattr(self, self.verb)
        return role

    @property
    def datum(self) -> str:
        """The persona's field as the pilot calls it; empty for none."""
        return (self.data or "").replace("-", "_")

    def __str__(self) -> str:
        """As a sentence of a report has it: ``press button 'Check out'``."""
        what = (
            repr(self.name) if self.name else f"for {self.data}" if self.data else self.within or f"number {self.nth}"
        )
        return f"{self.verb} {self.role} {what}"


class JourneyStep(Keyed):
    """One state of the shop: where it is on the way, how its arrival is proved, and what is done there."""

    stage: Stage = Field(description="Its place on the way. The fences go by the page, whatever stands here.")
    arrive: Arrival = Field(description="What proves that the step is reached.")
    do: tuple[Do, ...] = Field(default=(), description="What is done there, in order.")


class Journey(Keyed):
    """The whole way, from the first page to the final total."""

    schema_version: Literal[1] = Field(default=1, description="The version of this format.")
    name: str = Field(
        pattern=r"^\w[\w .-]{0,79}$", description="Names the journey in reports and baselines, whatever the base URL."
    )
    start: Annotated[str, Field(pattern=r"^(https?://[^\s/]+\S*|/\S*)$")] = Field(
        description="The first page: a path below `base-url`, or a whole address."
    )
    base_url: Annotated[str, Field(pattern=r"^(https?://[^\s/?#]+[^\s?#]*)?$")] = Field(
        default="", description="Where the shop stands; `--base-url` has another one walked."
    )
    ship_to: Annotated[str, Field(pattern=r"^([A-Za-z]{2}(-[A-Za-z0-9]{1,3})?)?$")] = Field(
        default="", description="Country, or country and region, to ship to: DE, US-CA."
    )
    locale: Annotated[str, Field(pattern=r"^([A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*)?$")] = Field(
        default="", description="Locale of the shop, such as de-DE."
    )
    currency: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")] = Field(default="", description="ISO 4217 currency.")
    viewport: Literal["", "desktop", "mobile"] = Field(default="", description="Size and kind of the screen.")
    step: tuple[JourneyStep, ...] = Field(min_length=1, description="The steps, in walking order.")
