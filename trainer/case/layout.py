"""Laying out a new case: a small one that works, to be written over."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

from trainer.case.base import SLUG_PATTERN
from trainer.case.schema import schemas
from trainer.files import replace_file

TEMPLATE = Path(__file__).parent / "template"

_FOLDERS = {"sources": ".sources"}
"""What is hidden in the new case: the texts it rests on are the author's to check against, and aren't given away."""
_SCHEMAS = ".schema"
_ID, _TITLE = "id: my-case ", "title: My case\n"
_LONGEST_ID = 64
_LONGEST_TITLE = 400


class NotLaidOut(Exception):
    """A case can't be laid out; the message is a sentence for the author."""


def lay_out(folder: Path, case_id: str | None = None, title: str | None = None) -> tuple[str, str]:
    """Write a new case into a folder that is empty or not there yet.

    Args:
        folder: where it goes; its name gives id and title where they are left out.
        case_id: small letters, digits, hyphens.
        title: one line.

    Returns:
        The id and the title that the case has now.

    Raises:
        NotLaidOut: the folder holds something, the id or the title won't do, or nothing can be written there.
    """
    name = folder.resolve().name
    case_id = _checked_id(case_id) if case_id is not None else _id_from(name)
    title = _checked_title(title) if title is not None else _title_from(name)
    try:
        if folder.exists() and not folder.is_dir():
            raise NotLaidOut(f"'{folder}' is a file; name a folder that is empty, or one that isn't there yet.")
        if folder.exists() and any(folder.iterdir()):
            raise NotLaidOut(f"'{folder}' isn't empty; name a folder that is, or one that isn't there yet.")
        _write(folder, _files(case_id, title))
    except OSError as error:
        raise NotLaidOut(f"'{folder}' can't be written: {error.strerror or error}.") from error
    return case_id, title


def _files(case_id: str, title: str) -> dict[str, bytes]:
    """What the new case holds, by the name of each file within it."""
    found = {path.relative_to(TEMPLATE): path.read_bytes() for path in sorted(TEMPLATE.rglob("*")) if path.is_file()}
    files = {_placed(path): text for path, text in found.items()}
    head = files["case.yaml"].decode()
    if head.count(_ID) != 1 or head.count(_TITLE) != 1:
        raise AssertionError("the template has another id or title than the one that is looked for")
    head = head.replace(_ID, f"id: {case_id} ").replace(_TITLE, f"title: {json.dumps(title, ensure_ascii=False)}\n")
    return files | {"case.yaml": head.encode()} | {f"{_SCHEMAS}/{name}": text for name, text in schemas().items()}


def _placed(path: Path) -> str:
    first, *rest = path.parts
    return "/".join((_FOLDERS.get(first, first), *rest))


def _write(folder: Path, files: dict[str, bytes]) -> None:
    written: list[Path] = []
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, text)
            written.append(path)
    except OSError:
        for path in written:  # half a case would only be in the way of the next try
            path.unlink(missing_ok=True)
        raise


def _checked_id(case_id: str) -> str:
    if len(case_id) > _LONGEST_ID or not re.fullmatch(SLUG_PATTERN, case_id):
        raise NotLaidOut(
            f"'{case_id}' can't be an id: it has small letters, digits and single hyphens; "
            f"'{_id_from(case_id)}' would do."
        )
    return case_id


def _checked_title(title: str) -> str:
    line = title.strip()
    if not line or len(line) > _LONGEST_TITLE or not line.isprintable():
        raise NotLaidOut(f"A title is one line of 1 to {_LONGEST_TITLE} characters.")
    return line


def _id_from(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()  # café becomes cafe
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:_LONGEST_ID].strip("-") or "my-case"


def _title_from(name: str) -> str:
    words = re.sub(r"[-_\s]+", " ", name).strip()
    return words[:1].upper() + words[1:_LONGEST_TITLE] if words.isprintable() and words else "My case"
