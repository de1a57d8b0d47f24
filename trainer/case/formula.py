"""Formulas: the tiny language in which a model says what its figures come to.

Numbers, names, ``+ - * / // % **``, comparisons within ``a if b else c``, and five functions. A text is taken apart
by the standard ``ast`` and then walked node by node; it is never made into code. Figures are exact fractions, so that
``0.1 * 3 == 0.3``; what has no sense, such as a division by zero, is ``None`` and no error.
"""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn

from trainer.case.arithmetic import LARGEST, SIGNS, Figures, value_of
from trainer.case.messages import suggestion

MAX_LENGTH = 300
"""Characters of a formula at most."""

MAX_DEPTH = 64
"""How deep its parts may lie within each other."""

FUNCTIONS: Mapping[str, tuple[int, int]] = {
    "min": (2, 9),
    "max": (2, 9),
    "round": (1, 2),
    "abs": (1, 1),
    "sqrt": (1, 1),
}
"""What can be called, and with how many figures at least and at most."""

_TOKEN = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Za-z_]\w*)|(?P<sign>\*\*|//|[<>=!]=|[-+*/%()<>,])")
_WORDS = ("if", "else", "and", "or", "not")
_MEANT = {"×": "*", "·": "*", "÷": "/", ":": "/", "−": "-", "–": "-", "^": "**", "≤": "<=", "≥": ">=", "≠": "!="}
_CONDITION = "write a comparison between 'if' and 'else', such as price > 0"


class FormulaError(ValueError):
    """A text is no formula; the message says what to do."""

    def __init__(self, message: str, index: int) -> None:
        """
        Args:
            message: a sentence without a capital or a full stop.
            index: of the character in the text that the trouble begins with.
        """
        super().__init__(message)
        self.index = index


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a formula, and the index of its first character."""

    text: str
    index: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that can be worked out; made by :meth:`parse`."""

    text: str
    names: tuple[Name, ...]
    """Every name it uses, in the order of the text, as often as it stands there."""
    _tree: ast.expr

    @classmethod
    def parse(cls, text: str) -> Formula:
        """Read a formula; raises :class:`FormulaError` where it isn't one."""
        _scan(text)
        tree = _parsed(text)
        check = _Check()
        check.number(tree, 0)
        return cls(text, tuple(sorted(check.names, key=lambda name: name.index)), tree)

    def evaluate(self, figures: Figures) -> Fraction | None:
        """What it comes to.

        Args:
            figures: a figure for each of ``names``.

        Returns:
            The exact figure (roots and broken powers to the precision of a float), or ``None`` where there is no
            result: a division by zero, the root of less than nothing, a figure beyond ``arithmetic.LARGEST``, or a
            name without a figure.
        """
        return value_of(self._tree, figures)


def is_word(name: str) -> bool:
    """Whether a name means something in formulas already, so that nothing else can be called so."""
    return name in FUNCTIONS or keyword.iskeyword(name)


def _scan(text: str) -> None:
    """Refuse what no formula holds, so that nothing else ever reaches the parser."""
    if len(text) > MAX_LENGTH:
        message = f"the formula has {len(text)} characters and {MAX_LENGTH} is the most; make lines of its parts"
        raise FormulaError(message, MAX_LENGTH)
    if not text.strip(" ") or text.startswith(" "):
        raise FormulaError("the formula is empty or begins with a blank; write one such as price - cost", 0)
    at, number_ends = 0, -1
    while at < len(text):
        found = _TOKEN.match(text, at)
        if text[at] == " ":
            at += 1
            continue
        if found is None or not found[0].isascii():
            at += next((i for i, character in enumerate(found[0]) if not character.isascii()), 0) if found else 0
            raise FormulaError(_stranger(text[at]), at)
        if found["name"] and number_ends == at:
            raise FormulaError(f"a sign is missing before '{found[0]}'; write * to multiply", at)
        if found["name"] and keyword.iskeyword(found[0]) and found[0] not in _WORDS:
            raise FormulaError(f"'{found[0]}' can't stand in a formula; take it out", at)
        if found["number"] and re.match("0[0-9]", found[0]):
            raise FormulaError("a number can't begin with 0 and a digit; take the 0 away", at)
        at = found.end()
        number_ends = at if found["number"] else -1


def _stranger(character: str) -> str:
    if character in _MEANT:
        return f"'{character}' can't be read; write {_MEANT[character]}"
    if character == "=":
        return "a single '=' can't stand in a formula; write == to compare"
    return f"the character '{character}' can't stand in a formula; take it out"


def _parsed(text: str) -> ast.expr:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        offset = error.offset or 0
        index = offset - 1 if 0 < offset <= len(text) else len(text)
        raise FormulaError(_unfit(text, index, error.msg), index) from None
    except (MemoryError, RecursionError, ValueError):
        raise FormulaError("the formula has too many parts; make lines of some of them", 0) from None


def _unfit(text: str, index: int, said: str) -> str:
    if "never closed" in said:
        return "the '(' that stands here isn't closed; add ')' where it is missing"
    if "unmatched" in said:
        return "this ')' closes nothing; take it out, or add '(' before it"
    if "'else'" in said:
        return "an 'else' is missing; write what holds otherwise: a if b else c"
    if index >= len(text):
        return "the formula ends too soon; write what comes behind the last sign"
    found = _TOKEN.match(text, index)
    return f"'{found[0] if found else text[index]}' doesn't fit here; check what stands before it"


class _Check:
    """Walks a parsed text and refuses every kind of node that isn't named here."""

    def __init__(self) -> None:
        self.names: list[Name] = []

    def number(self, node: ast.expr, depth: int) -> None:
        """Whether a node stands for a figure."""
        if depth > MAX_DEPTH:
            raise FormulaError("the formula is too long in one go; make lines of its parts", node.col_offset)
        match node:
            case ast.Constant(value=int() | float() as value):
                if value > LARGEST:
                    raise FormulaError("this number is too large to be worked with; make it smaller", node.col_offset)
            case ast.Name(id=name):
                if name in FUNCTIONS:
                    raise FormulaError(f"'{name}' needs its figures; write {name}(…)", node.col_offset)
                self.names.append(Name(name, node.col_offset))
            case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
                self.number(operand, depth + 1)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in SIGNS:
                self.number(left, depth + 1)
                self.number(right, depth + 1)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                self._condition(test, depth + 1)
                self.number(body, depth + 1)
                self.number(orelse, depth + 1)
            case ast.Call():
                self._call(node, depth)
            case _:
                _refuse(node)

    def _condition(self, node: ast.expr, depth: int) -> None:
        match node:
            case ast.Compare(left=left, comparators=others):
                for each in (left, *others):
                    self.number(each, depth + 1)
            case ast.BoolOp(values=values):
                for each in values:
                    self._condition(each, depth + 1)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                self._condition(operand, depth + 1)
            case _:
                raise FormulaError(_CONDITION, node.col_offset)

    def _call(self, node: ast.Call, depth: int) -> None:
        name = node.func
        if not isinstance(name, ast.Name):
            raise FormulaError("a sign is missing before '('; write * to multiply", name.end_col_offset or 0)
        if name.id not in FUNCTIONS:
            hint = suggestion(name.id, list(FUNCTIONS))
            raise FormulaError(f"there is no function '{name.id}'; {hint}", name.col_offset)
        least, most = FUNCTIONS[name.id]
        if node.keywords or not least <= len(node.args) <= most:
            wanted = "1 figure" if most == 1 else f"{least} to {most} figures"
            raise FormulaError(f"'{name.id}' takes {wanted}; mend what stands in its brackets", node.col_offset)
        for each in node.args:
            self.number(each, depth + 1)


def _refuse(node: ast.expr) -> NoReturn:
    match node:
        case ast.Tuple():
            message = "a comma stands outside of a function's brackets; write 1,999 as 1999"
        case ast.Compare() | ast.BoolOp() | ast.UnaryOp():
            message = "a comparison is no figure; put it between 'if' and 'else'"
        case _:
            message = "this can't stand in a formula; write numbers, names and the signs + - * /"
    raise FormulaError(message, node.col_offset)
