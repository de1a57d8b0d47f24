"""A tolerant look at the values of a file: what isn't there, or has another shape, is simply empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trainer.case.problems import Problem, Severity
from trainer.case.yaml_map import Value, Where, YamlFile


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a file and where it stands, so that rules can be checked in a file that has other errors too."""

    file: YamlFile
    where: Where = ()
    value: Value = None

    @classmethod
    def root(cls, file: YamlFile) -> Node:
        """All that a file says."""
        return cls(file, (), file.values)

    def __getitem__(self, key: str) -> Node:
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(self.file, (*self.where, key), value)

    def each(self) -> tuple[Node, ...]:
        """The entries of a list."""
        items = self.value if isinstance(self.value, list) else ()
        return tuple(Node(self.file, (*self.where, index), item) for index, item in enumerate(items))

    @property
    def text(self) -> str:
        """The value where it is a text."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def filled(self) -> bool:
        """Whether it is a list with entries."""
        return isinstance(self.value, list) and bool(self.value)

    def walk(self) -> Iterator[Node]:
        """This value and all within it, in no particular order."""
        rest = [self]
        while rest:
            node = rest.pop()
            yield node
            inner = node.value
            if isinstance(inner, (dict, list)):
                pairs = inner.items() if isinstance(inner, dict) else enumerate(inner)
                rest.extend(Node(self.file, (*node.where, key), value) for key, value in pairs)

    def search(self, wanted: Callable[[str | int, Value], bool]) -> Iterator[Node]:
        """What is wanted of all within this value, by its key or index and itself, in no particular order.

        Quicker than :meth:`walk` where little is wanted, for nothing is made of the rest.
        """
        rest: list[tuple[Where, Value]] = [(self.where, self.value)]
        while rest:
            where, value = rest.pop()
            if isinstance(value, (dict, list)):
                for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
                    at = (*where, key)
                    if wanted(key, inner):
                        yield Node(self.file, at, inner)
                    if isinstance(inner, (dict, list)):
                        rest.append((at, inner))

    def problem(self, message: str, severity: Severity = Severity.ERROR) -> Problem:
        """A problem here."""
        return self.file.problem(self.where, message, severity=severity)

    def problem_at(self, index: int, message: str) -> Problem:
        """A problem at one character of this text."""
        return self.file.problem_within(self.where, self.text, index, message)
