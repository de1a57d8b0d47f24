"""What the learner has set: each setting declared once, kept in one JSON file.

A damaged file or value never stops the program: the default takes its place, the file as it was is kept beside, and
a notice says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from trainer.files import free_name, replace_file

T = TypeVar("T", bool, int, str)


class Setting(Generic[T]):
    """One thing that can be set: its name in the file, its default, and what it may be."""

    __slots__ = ("choices", "default", "description", "name", "within")

    def __init__(
        self,
        name: str,
        default: T,
        description: str,
        *,
        choices: tuple[T, ...] = (),
        within: range | None = None,
    ) -> None:
        """
        Args:
            name: as it stands in the file.
            default: also says of what type it is.
            description: one line for the page of settings.
            choices: all that it may be; anything if empty.
            within: all numbers that it may be.
        """
        self.name = name
        self.default: T = default
        self.description = description
        self.choices: tuple[T, ...] = choices
        self.within = within

    def accepts(self, value: object) -> bool:
        """Whether it may be set to that."""
        if type(value) is not type(self.default):
            return False
        if self.choices and value not in self.choices:
            return False
        return self.within is None or value in self.within

    @property
    def allowed(self) -> str:
        """What it may be, in words: ``one of 'system', 'light', 'dark'``."""
        if self.choices:
            return "one of " + ", ".join(map(repr, self.choices))
        if self.within is not None:
            return f"a number from {self.within[0]} to {self.within[-1]} in steps of {self.within.step}"
        return {bool: "true or false", int: "a whole number", str: "a text"}[type(self.default)]

    def __repr__(self) -> str:
        return f"Setting({self.name!r})"


THEME = Setting("theme", "system", "Light or dark, or as the system has it.", choices=("system", "light", "dark"))
TEXT_SIZES = (100, 110, 125, 150, 175, 200)
"""The sizes that a menu offers, in percent."""

TEXT_SIZE = Setting("text_size", 100, "Size of all text, in percent.", within=range(100, 201, 5))
MOTION = Setting("motion", default=True, description="Pages and parts of the reveal move into place.")
RETENTION = Setting(
    "retention", 90, "How much you want to remember when a decision comes back, in percent.", within=range(70, 98)
)
DAILY_LIMIT = Setting("daily_limit", 20, "How many decisions come back on one day at most.", within=range(1, 201))
WINDOW_GEOMETRY = Setting("window_geometry", "", "Size and place of the window, in base64.")

ALL: tuple[Setting[Any], ...] = (THEME, TEXT_SIZE, MOTION, RETENTION, DAILY_LIMIT, WINDOW_GEOMETRY)
"""Every setting, in the order in which a page lists them."""


class Settings:
    """The values in effect, and the file they are kept in."""

    def __init__(self, path: Path, values: dict[str, object] | None = None) -> None:
        """Use :meth:`load`; with no values everything is at its default."""
        self._path = path
        self._values = values or {}
        self._notices: list[str] = []
        self._subscribers: list[Callable[[Setting[Any]], None]] = []

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Read the file; without one everything is at its default. Never raises: see :attr:`notices`."""
        settings = cls(path)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return settings
        except OSError as error:
            reason = error.strerror or str(error)
            settings._note(f"The settings could not be read from {path} ({reason}); the defaults are in effect.")
            return settings
        settings._take(content)
        return settings

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the learner on what went wrong with the file, the oldest first."""
        return tuple(self._notices)

    def get(self, setting: Setting[T]) -> T:
        """The value in effect."""
        return cast("T", self._values.get(setting.name, setting.default))

    def set(self, setting: Setting[T], value: T) -> None:
        """Put a value into effect, tell the subscribers, and keep it.

        Where the file cannot be written the value is in effect until the program ends, and :attr:`notices` says so.

        Raises:
            ValueError: the setting cannot have that value; nothing has changed.
        """
        if not setting.accepts(value):
            raise ValueError(f"'{setting.name}' must be {setting.allowed}, not {value!r}")
        if value == self.get(setting):
            return
        self._values[setting.name] = value
        self._save()
        for subscriber in tuple(self._subscribers):
            subscriber(setting)

    def subscribe(self, subscriber: Callable[[Setting[Any]], None]) -> Callable[[], None]:
        """Have it called after each change with the setting that changed; returns what ends that."""
        self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return unsubscribe

    def _take(self, content: bytes) -> None:
        """Take over what stands in the file; names that mean nothing here are kept for the version that knows them."""
        try:
            found = json.loads(content)
            if not isinstance(found, dict):
                raise ValueError("not an object")
        except (ValueError, RecursionError):
            self._set_aside(content, "are damaged", "all of them are back at their defaults")
            return
        wrong = [each for each in ALL if each.name in found and not each.accepts(found[each.name])]
        self._values = {name: value for name, value in found.items() if name not in {each.name for each in wrong}}
        if wrong:
            names = ", ".join(f"'{each.name}' (must be {each.allowed})" for each in wrong)
            self._set_aside(content, f"hold values that cannot be used: {names}", "these are back at their defaults")

    def _set_aside(self, content: bytes, fault: str, remedy: str) -> None:
        aside = free_name(self._path.with_name(f"{self._path.stem}.damaged{self._path.suffix}"))
        try:
            replace_file(aside, content)
        except OSError as error:
            self._note(f"The settings in {self._path} {fault}; {remedy}. No copy could be kept ({error.strerror}).")
            return
        self._note(f"The settings in {self._path} {fault}; {remedy}. The file as it was is kept as {aside.name}.")
        self._save()

    def _save(self) -> None:
        content = json.dumps(self._values, indent=2, sort_keys=True) + "\n"
        try:
            replace_file(self._path, content.encode())
        except OSError as error:
            reason = error.strerror or str(error)
            self._note(f"The settings could not be saved to {self._path} ({reason}); they last until you close.")

    def _note(self, sentence: str) -> None:
        if sentence not in self._notices:
            self._notices.append(sentence)
