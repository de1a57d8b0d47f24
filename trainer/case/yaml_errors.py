"""Sentences for what the YAML parser stumbles over."""

from __future__ import annotations

from yaml.error import Mark, MarkedYAMLError, YAMLError

_UNFIT = "a ':' stands where none can; put the text in quotes, or check the indentation of this line"
_TAB = "a tab indents this line; use spaces"
_TAG = "a '!' can't begin a value; put the text in quotes"
_DIRECTIVE = "a '%' can't begin a line; put the text in quotes"
_REFERENCE = "a '*' or '&' can't begin a value; put the text in quotes"

_BY_PROBLEM = {
    "mapping values are not allowed in this context": _UNFIT,
    "found unexpected ':'": _UNFIT,
    "did not find expected key": "this line doesn't fit those above; check its indentation and the quotes before it",
    "did not find expected '-' indicator": "this line doesn't fit the list above; check its '- ' and its indentation",
    "did not find expected node content": "a value is missing here; write one, or close the bracket",
    "block sequence entries are not allowed in this context": "a list can't begin here; put it on lines of its own",
    "mapping keys are not allowed in this context": "a '?' can't begin a value; put the text in quotes",
    "found unknown escape character": "this '\\' means nothing; write it twice, or use single quotes",
    "did not find expected hexdecimal number": "digits are missing after a '\\'; write it twice, or use single quotes",
    "found invalid Unicode character escape code": "no character has the number that stands here; mend its digits",
    "found a tab character where an indentation space is expected": _TAB,
    "found a tab character that violates indentation": _TAB,
    "did not find expected <document start>": "this line belongs to no key; check its indentation",
    "found undefined tag handle": _TAG,
    "found incompatible YAML document": _DIRECTIVE,
    "found duplicate %YAML directive": _DIRECTIVE,
    "found duplicate %TAG directive": _DIRECTIVE,
}

_BY_CONTEXT = {
    "a simple key": "a ':' is missing after the key; if this is no key but goes on with a text, indent it as that is",
    "directive": _DIRECTIVE,
    "a tag": _TAG,
    "alias": _REFERENCE,
    "anchor": _REFERENCE,
    "scanning a quoted scalar": "the quotes that begin here aren't closed; add the closing one",
    "a block scalar": "a text that begins like this stands on the lines below; put nothing behind its mark",
}
"""Told by a word of what the parser was at, and placed where that begins."""


def sentence(error: YAMLError, text: str, quoted: tuple[int, int, int] | None = None) -> tuple[int, int, str]:
    """Line, column (both from 1) and what to do about an error in a text.

    Args:
        error: what the parser says.
        text: the whole file.
        quoted: line and column where the last text in quotes over several lines begins, and the line it ends in.
    """
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return 1, 1, f"the file can't be read as YAML ({error}); check its quotes and its indentation"
    problem, mark = error.problem or "", error.problem_mark
    opened: Mark | None = error.context_mark
    message = _BY_PROBLEM.get(problem)
    if quoted and quoted[2] == mark.line + 1 and message is not None:
        line, column, end = quoted
        return line, column, f"the quotes that begin here are closed in line {end}; close them where the text ends"
    if problem == "found character that cannot start any token":
        message = _bad_start(text, mark)
    elif message is None and opened is not None:
        message = _unclosed(problem) or _begun(error.context or "")
        mark = opened if message else mark
    message = message or f"the YAML can't be read here ({problem}); check the quotes and the indentation"
    return mark.line + 1, mark.column + 1, message


def _unclosed(problem: str) -> str | None:
    for kind, bracket in (("list", "]"), ("mapping", "}")):
        if problem == f"did not find expected ',' or '{bracket}'":
            return f"the {kind} that begins here isn't closed; add ',' or '{bracket}' where it is missing"
    return None


def _begun(context: str) -> str | None:
    return next((message for word, message in _BY_CONTEXT.items() if word in context), None)


def _bad_start(text: str, mark: Mark) -> str:
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    character = line[mark.column : mark.column + 1]
    if character == "\t":
        return "a tab stands here; use spaces"
    return f"a '{character}' can't begin a value; put the text in quotes"
