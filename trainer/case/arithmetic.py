"""Working out a parsed formula: exact fractions, bounded in size, and no result where there is no sense."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

MAX_POWER = 100
"""The largest exponent, up or down."""

LARGEST = Fraction(10) ** 18
"""Beyond this, up or down, there is no result."""

_FINEST = 1 << 256
"""Finest part of one that is kept, where a denominator would grow beyond it."""

Figures: TypeAlias = Mapping[str, Fraction | None]
"""Figures by their names; ``None`` for one that has no result."""


def value_of(tree: ast.expr, figures: Figures) -> Fraction | None:
    """What a parsed formula comes to, or ``None`` where there is no result; any other kind of node has none."""
    try:
        return _number(tree, figures)
    except (_NoResult, ArithmeticError):
        return None


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
            return _kept(SIGNS[type(op)](_number(left, figures), _number(right, figures)))
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


SIGNS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
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
