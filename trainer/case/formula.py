"""Formulas: the tiny language in which a model says what its figures come to.

Numbers, names, ``+ - * / // % **``, comparisons within ``a if b else c``, and five functions. A text is taken apart
by the standard ``ast`` and then walked node by node; it is never made into code. Figures are exact fractions, so that
``0.1 * 3 == 0.3``; what has no sense, such as a division by zero, is ``None`` and no error.
"""

from __future__ import annotations

import ast
import keyword
import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn, TypeAlias

from trainer.case.messages import suggestion

MAX_LENGTH = 300
"""Characters of a formula at most."""

MAX_DEPTH = 64
"""How deep its parts may lie within each other."""

MAX_POWER = 100
"""The largest exponent, up or down."""

LARGEST = Fraction(10) ** 18
"""Beyond this, up or down, there is no result."""

FUNCTIONS: Mapping[str, tuple[int, int]] = {
    "min": (2, 9),
    "max": (2, 9),
    "round": (1, 2),
    "abs": (1, 1),
    "sqrt": (1, 1),
}
"""What can be called, and with how many figures at least and at most."""

_FINEST = 1 << 256
"""Finest part of one that is kept, where a denominator would grow beyond it."""

_TOKEN = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Za-z_]\w*)|(?P<sign>\*\*|//|[<>=!]=|[-+*/%()<>,])")
_WORDS = ("if", "else", "and", "or", "not")
_MEANT = {"×": "*", "·": "*", "÷": "/", ":": "/", "−": "-", "–": "-", "^": "**", "≤": "<=", "≥": ">=", "≠": "!="}
_CONDITION = "write a comparison between 'if' and 'else', such as price > 0"

Figures: TypeAlias = Mapping[str, Fraction | None]
"""Figures by their names; ``None`` for one that has no result."""


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
            result: a division by zero, the root of less than nothing, more than :data:`LARGEST`, or a name without
            a figure.
        """
        try:
            return _number(self._tree, figures)
        except (_NoResult, ArithmeticError):
            return None


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
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _SIGNS:
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


class _NoResult(Exception):
    """Somewhere on the way there is no figure."""


def _number(node: ast.expr, figures: Figures) -> Fraction:
    match node:
        case ast.Constant(value=value):
            return Fraction(str(value))
        case ast.Name(id=name):
            return _there(figures.get(name))
        case ast.UnaryOp(op=op, operand=operand):
            inner = _number(operand, figures)
            return -inner if isinstance(op, ast.USub) else inner
        case ast.BinOp(left=left, op=op, right=right):
            return _kept(_SIGNS[type(op)](_number(left, figures), _number(right, figures)))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _number(body if _holds(test, figures) else orelse, figures)
        case ast.Call(func=ast.Name(id=name), args=args):
            return _kept(_CALLS[name](*(_number(each, figures) for each in args)))
        case _:
            raise _NoResult


def _holds(node: ast.expr, figures: Figures) -> bool:
    match node:
        case ast.Compare(left=left, ops=ops, comparators=others):
            values = [_number(each, figures) for each in (left, *others)]
            pairs = zip(ops, values, values[1:], strict=False)
            return all(_COMPARISONS[type(op)](a, b) for op, a, b in pairs)
        case ast.BoolOp(op=op, values=parts):
            found = (_holds(each, figures) for each in parts)
            return all(found) if isinstance(op, ast.And) else any(found)
        case ast.UnaryOp(operand=operand):
            return not _holds(operand, figures)
        case _:
            raise _NoResult


def _there(value: Fraction | None) -> Fraction:
    if value is None:
        raise _NoResult
    return _kept(value)


def _kept(value: Fraction) -> Fraction:
    """The value within the bounds of what is worked with, in size and in fineness."""
    if abs(value) > LARGEST:
        raise _NoResult
    return value if value.denominator <= _FINEST else Fraction(round(value * _FINEST), _FINEST)


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if abs(exponent) > MAX_POWER:
        raise _NoResult
    if exponent.denominator == 1:
        return Fraction(base**exponent.numerator)
    if base < 0:
        raise _NoResult
    return Fraction(float(base) ** float(exponent))


def _sqrt(value: Fraction) -> Fraction:
    if value < 0:
        raise _NoResult
    return Fraction(math.sqrt(value))


def _round(value: Fraction, digits: Fraction = Fraction(0)) -> Fraction:
    """To so many digits behind the point; a half goes away from zero, as on paper."""
    if digits.denominator != 1 or not 0 <= digits <= 9:
        raise _NoResult
    scale = 10**digits.numerator
    whole = math.floor(abs(value) * scale + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, scale)


_SIGNS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: lambda a, b: Fraction(a // b),
    ast.Mod: operator.mod,
    ast.Pow: _power,
}
_CALLS: Mapping[str, Callable[..., Fraction]] = {"min": min, "max": max, "round": _round, "abs": abs, "sqrt": _sqrt}
_COMPARISONS: Mapping[type[ast.cmpop], Callable[[Fraction, Fraction], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
