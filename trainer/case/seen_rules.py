"""What must hold within one sealed text that comes from elsewhere, so that every page can show it.

A text that was sealed here came from a pack that was checked; one in a file that somebody hands over may say anything.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from functools import partial
from math import isfinite

from trainer.case.node import Node
from trainer.case.pictures import BadPicture, check_picture
from trainer.case.rules import LONGEST_TEXT, check_decision
from trainer.case.sealed import FullSheet
from trainer.case.yaml_map import YamlFile

MOST = 100_000
"""No case has more acts or decisions."""

_LONGEST_LINE = 400


def what_is_wrong(sheet: FullSheet) -> str:
    """The first thing that doesn't hold in a text, to stand inside a sentence; empty where all does."""
    return next(_problems(sheet), "")


def _problems(sheet: FullSheet) -> Iterator[str]:
    # As a file would say it: what is left out there is no key with nothing behind it.
    plain = sheet.model_dump(mode="json", exclude_none=True)
    if not (1 <= sheet.act_number <= MOST and 1 <= sheet.number <= sheet.of <= MOST):
        yield "its numbers are none that a case has"
    for title in (sheet.case_title, sheet.case_subtitle, sheet.case_version):
        if not 0 < len(title) <= _LONGEST_LINE or "\n" in title:
            yield "its case has a title that no case has"
    if not all(map(_is_sound, _leaves(plain | {"pictures": None}))):
        yield f"it has a figure that is none, or a piece of more than {LONGEST_TEXT:,} characters"
    file = YamlFile("", plain)
    case = Node(file, (), {"acts": [plain["act"]], "people": plain["people"], "sources": plain["sources"]})
    if not (sheet.people and sheet.sources):
        yield "it lacks its people or its sources"
    for problem in check_decision(case, Node(file, (), plain["briefing"]), partial(_picture, sheet.pictures)):
        yield f"{problem.path}: {problem.message.partition(';')[0]}"
    known = {source.id for source in sheet.sources}
    if any(ref.source not in known for entry in sheet.timeline for ref in entry.sources):
        yield "its timeline names a source that isn't there"


def _picture(pictures: Mapping[str, str], file: str) -> None:
    try:
        data = base64.b64decode(pictures[file], validate=True)
    except KeyError:
        raise BadPicture(f"the picture '{file}' isn't there") from None
    except (binascii.Error, ValueError):
        raise BadPicture(f"the picture '{file}' is damaged") from None
    check_picture(file, data)


def _leaves(plain: object) -> Iterator[object]:
    rest = [plain]
    while rest:
        value = rest.pop()
        if isinstance(value, (dict, list)):
            rest.extend(value.values() if isinstance(value, dict) else value)
        else:
            yield value


def _is_sound(leaf: object) -> bool:
    if isinstance(leaf, float):
        return isfinite(leaf)
    return not isinstance(leaf, str) or (len(leaf) <= LONGEST_TEXT and "\0" not in leaf)
