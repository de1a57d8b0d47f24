"""Sentences for what the model finds wrong with a file's values."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from trainer.case.base import NAME_PATTERN, SLUG_PATTERN, SOURCE_ID_PATTERN
from trainer.case.problems import Problem
from trainer.case.yaml_map import Value, Where, YamlFile

_TAGGED = "exhibits"
_SHOWN = 40


def model_problems(error: ValidationError, model: type[BaseModel], file: YamlFile) -> list[Problem]:
    """Everything the model found wrong, at its place in the file."""
    problems = []
    for each in error.errors(include_url=False):
        if each["type"] == "too_short" and len(each["input"]) >= each["ctx"]["min_length"]:
            continue  # there are enough; those that are wrong are reported themselves
        problems.append(_problem(each, model, file))
    return problems


def one_of(words: Iterable[str]) -> str:
    """``a, b or c``."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def suggestion(word: str, known: Sequence[str]) -> str:
    """What might have been meant: ``did you mean 'act'?`` or the list of all that is known."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
    return f"did you mean '{close[0]}'?" if close else f"write {one_of(known)}"


def _problem(error: ErrorDetails, model: type[BaseModel], file: YamlFile) -> Problem:
    loc, kind = error["loc"], error["type"]
    where = _in_file(loc)
    if kind == "extra_forbidden":
        return file.problem(where, _unknown_key(str(where[-1]), _model_at(model, loc[:-1])), key=True)
    if kind == "missing":
        return file.problem(where, f"the key '{where[-1]}' is missing; add it")
    if kind == "union_tag_not_found":
        return file.problem((*where, "kind"), "the key 'kind' is missing; add it with " + one_of(_kinds(model, loc)))
    if kind == "union_tag_invalid":
        where, allowed = (*where, "kind"), one_of(_kinds(model, loc))
        return file.problem(where, f"{shown(error['input'].get('kind'))} is no kind of exhibit; write {allowed}")
    sentence = _SENTENCES.get(kind)
    return file.problem(where, sentence(error["input"], error.get("ctx", {})) if sentence else error["msg"])


def _in_file(loc: Where) -> Where:
    """A location of pydantic's as the file has it: the kind of an exhibit, after its number, is no key there."""
    if _TAGGED not in loc:
        return loc
    kind = loc.index(_TAGGED) + 2
    return loc[:kind] + loc[kind + 1 :]


def shown(value: object) -> str:
    """A value as a sentence names it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"the number {value}"
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = str(value)
    return f"'{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}'".replace("\n", " ")


def _needed(what: str) -> Callable[[Value, dict[str, Any]], str]:
    return lambda value, _: f"{what}, not {shown(value)}"


def _text(value: Value, _: dict[str, Any]) -> str:
    if value is None:
        return "a text is missing after the ':'; write one, or take the key out"
    if isinstance(value, (int, float)):
        return f"a text is needed here, not {shown(value)}; put it in quotes"
    return f"a text is needed here, not {shown(value)}"


def _pattern(value: Value, ctx: dict[str, Any]) -> str:
    text, pattern = str(value), ctx["pattern"]
    if not text.strip():
        return "the text is empty; write something, or take the key out"
    if pattern == SLUG_PATTERN:
        return f"{shown(text)} is no id; use lower-case letters, digits and single hyphens"
    if pattern == NAME_PATTERN:
        return f"{shown(text)} is no name for a formula; use lower-case letters, digits and underscores"
    if pattern == SOURCE_ID_PATTERN:
        return f"{shown(text)} is no id of a source; use letters, digits, hyphens and underscores"
    if "\n" in text:
        return "one line is needed here; write it behind its key, or after '>-'"
    return "a blank begins or ends the text; take it away"


def _count(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"


def _too_short(value: Value, ctx: dict[str, Any]) -> str:
    have = len(value) if isinstance(value, list) else 0
    return f"at least {_count(ctx['min_length'])} must stand here, not {have}; add to the list"


def _too_long(value: Value, ctx: dict[str, Any]) -> str:
    have = len(value) if isinstance(value, list) else 0
    return f"at most {_count(ctx['max_length'])} may stand here, not {have}; shorten the list"


_SENTENCES: dict[str, Callable[[Value, dict[str, Any]], str]] = {
    "string_type": _text,
    "string_too_short": lambda *_: "the text is empty; write something, or take the key out",
    "string_too_long": lambda value, ctx: (
        f"the text has {len(str(value))} characters and {ctx['max_length']} is the most; shorten it"
    ),
    "string_pattern_mismatch": _pattern,
    "int_type": _needed("a whole number is needed here"),
    "float_type": _needed("a number is needed here"),
    "bool_type": _needed("write true or false"),
    "tuple_type": _needed("a list is needed here"),
    "model_type": _needed("keys and values are needed here"),
    "model_attributes_type": _needed("keys and values are needed here"),
    "literal_error": lambda value, ctx: f"write {ctx['expected']}, not {shown(value)}",
    "enum": lambda value, ctx: f"write {ctx['expected']}, not {shown(value)}",
    "too_short": _too_short,
    "too_long": _too_long,
    "greater_than": lambda value, ctx: f"a number above {ctx['gt']} is needed here, not {value}",
    "greater_than_equal": lambda value, ctx: f"a number of at least {ctx['ge']} is needed here, not {value}",
    "less_than_equal": lambda value, ctx: f"a number of at most {ctx['le']} is needed here, not {value}",
    "value_error": lambda _, ctx: str(ctx["error"]),
}


def _unknown_key(key: str, model: type[BaseModel]) -> str:
    known = list(model.model_fields)
    close = difflib.get_close_matches(key, known, n=1)
    hint = f"did you mean '{close[0]}'?" if close else f"the keys here are {', '.join(known)}"
    return f"the key '{key}' isn't known here; {hint}"


def _model_at(model: type[BaseModel], loc: Sequence[str | int]) -> type[BaseModel]:
    """The model of the mapping at a location, which must be one."""
    annotation: Any = model
    for part in loc:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            annotation = annotation.model_fields[str(part)].annotation
        elif get_origin(annotation) is tuple:
            annotation = get_args(annotation)[0]
        else:
            annotation = next(each for each in get_args(annotation) if _kind(each) == part)
        annotation = _bare(annotation)
    assert isinstance(annotation, type)
    return annotation


def _bare(annotation: Any) -> Any:
    """Without ``Annotated`` and ``| None``."""
    if hasattr(annotation, "__metadata__"):
        return _bare(annotation.__origin__)
    if get_origin(annotation) in (Union, UnionType):
        members = [each for each in get_args(annotation) if each is not NoneType]
        return _bare(members[0]) if len(members) == 1 else annotation
    return annotation


def _kind(model: type[BaseModel]) -> str:
    """The word that tells an exhibit's model from the others."""
    literal = model.model_fields["kind"].annotation
    assert get_origin(literal) is Literal
    return str(get_args(literal)[0])


def _kinds(model: type[BaseModel], loc: Where) -> list[str]:
    holder = _model_at(model, loc[: loc.index(_TAGGED)])
    entry = _bare(get_args(holder.model_fields[_TAGGED].annotation)[0])
    return [_kind(each) for each in get_args(entry)]
