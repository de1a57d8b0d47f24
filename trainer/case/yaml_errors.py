"""Sentences for what the YAML parser stumbles over."""

from __future__ import annotations

from yaml.error import Mark, MarkedYAMLError, YAMLError

_SENTENCES = {
    "mapping values are not allowed in this context": (
        "a ':' stands where none can; put the text in quotes, or check the indentation of this line"
    ),
    "did not find expected key": "this line doesn't fit those above; check its indentation and the quotes before it",
    "did not find expected '-' indicator": "this line doesn't fit the list above; check its '- ' and its indentation",
    "could not find expected ':'": "a ':' is missing after the key; check this line and the one before",
    "did not find expected node content": "a value is missing here; write one, or close the bracket",
    "block sequence entries are not allowed in this context": "a list can't begin here; put it on lines of its own",
    "block mapping keys are not allowed in this context": "a key can't begin here; put it on a line of its own",
    "mapping keys are not allowed in this context": "a '?' can't begin a value; put the text in quotes",
    "found unknown escape character": "this '\\' means nothing; write it twice, or use single quotes",
    "did not find expected hexdecimal number": "digits are missing after a '\\'; write it twice, or use single quotes",
    "found a tab character where an indentation space is expected": "a tab indents this line; use spaces",
    "found a tab character where an intendation space is expected": "a tab indents this line; use spaces",
    "found a tab character that violates indentation": "a tab indents this line; use spaces",
    "did not find expected <document start>": "this line belongs to no key; check its indentation",
    "did not find expected comment or line break": "nothing may stand here; begin the text on the next line",
    "did not find expected alphabetic or numeric character": "a value can't begin with '*' or '&'; put it in quotes",
    "found undefined tag handle": "a '!' can't begin a value; put the text in quotes",
}


def sentence(error: YAMLError, text: str) -> tuple[int, int, str]:
    """Line, column (both from 1) and what to do about an error in a text."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return 1, 1, f"the file can't be read as YAML ({error}); check its quotes and its indentation"
    problem, mark = error.problem or "", error.problem_mark
    opened: Mark | None = error.context_mark
    message = _SENTENCES.get(problem)
    if problem == "found character that cannot start any token":
        message = _bad_start(text, mark)
    elif opened is not None and error.context == "while scanning a quoted scalar":
        mark, message = opened, message or "the quotes that begin here aren't closed; add the closing one"
    elif opened is not None and problem in ("did not find expected ',' or ']'", "did not find expected ',' or '}'"):
        kind, bracket = ("list", "]") if "]" in problem else ("mapping", "}")
        mark, message = opened, f"the {kind} that begins here isn't closed; add ',' or '{bracket}' where it is missing"
    message = message or f"the YAML can't be read here ({problem}); check the quotes and the indentation"
    return mark.line + 1, mark.column + 1, message


def _bad_start(text: str, mark: Mark) -> str:
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    character = line[mark.column : mark.column + 1]
    if character == "\t":
        return "a tab stands here; use spaces"
    return f"a value can't begin with '{character}'; put it in quotes"
