"""Figures as readers want them, and round numbers for an axis."""

from __future__ import annotations

import math
from decimal import Decimal

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"

_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_LARGEST_IN_WORDS = 10.0**15
_ROUND_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def figure(value: float, unit: str = "") -> str:
    """The exact value with separators: ``4,999``, ``−0.5``; a percentage carries its sign."""
    number = Decimal(repr(float(value)))
    if abs(number) >= Decimal(10) ** 18 or (number and abs(number) < Decimal(10) ** -9):
        text = f"{float(number):.4g}"
    else:
        text = f"{number:,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    return _signed(text, unit)


def short_figure(value: float, unit: str = "") -> str:
    """The value in three digits where it is large: ``1.23 million``; smaller ones as :func:`figure` has them."""
    if abs(value) >= _LARGEST_IN_WORDS:
        return _signed(f"{value:.3g}", unit)
    for power, word in _SCALES:
        if abs(value) >= 10.0**power:
            return _with_percent(f"{figure(float(f'{value / 10.0**power:.3g}'))}{NO_BREAK}{word}", unit)
    return figure(float(f"{value:.4g}") if abs(value) >= 1 else float(f"{value:.3g}"), unit)


def sum_figure(value: float, unit: str = "", *, short: bool = False) -> str:
    """A figure of a sum with its unit, to two digits behind the point; millions in words where it may be ``short``."""
    if short and abs(value) >= 10.0**6:
        text = short_figure(value, "%" if unit == "%" else "")
    else:
        rounded = round(value, 2) if abs(value) >= 0.01 else float(f"{value:.2g}")
        text = figure(rounded or 0.0, "%" if unit == "%" else "")
    return f"{text}{NO_BREAK}{unit}" if unit not in ("", "%") else text


def tick_figure(value: float, largest: float, unit: str = "") -> str:
    """The value of a tick; in words (``1.5 million``) where the axis goes up to ``largest`` in millions."""
    if value == 0:
        return figure(0, unit)
    if abs(largest) >= _LARGEST_IN_WORDS:
        return short_figure(value, unit)
    for power, word in _SCALES:
        if abs(largest) >= 10.0**power:
            scaled = float(Decimal(repr(float(value))).scaleb(-power))
            return _with_percent(f"{figure(scaled)}{NO_BREAK}{word}", unit)
    return figure(value, unit)


def nice_ticks(low: float, high: float, most: int, *, whole: bool = False) -> tuple[float, ...]:
    """Round numbers from ``low`` to ``high``, at most ``most`` steps of 1, 2, 2.5 or 5 times a power of ten.

    Both ends lie within; ``low`` must be below ``high``. Where the values are ``whole`` numbers, the ticks are too.
    """
    bottom, top = Decimal(repr(low)), Decimal(repr(high))
    rough = (top - bottom) / max(most, 1)
    power = math.floor(math.log10(float(rough)))
    if whole and power < 0:
        rough, power = Decimal(1), 0
    steps = (each.scaleb(power) for each in (*_ROUND_STEPS, Decimal(20)))
    step = next(each for each in steps if each >= rough and not (whole and each != each.to_integral_value()))
    first, last = math.ceil(bottom / step), math.floor(top / step)
    return tuple(float(step * index) for index in range(first, last + 1))


def axis(low: float, high: float, most: int, *, whole: bool = False) -> tuple[float, float, tuple[float, ...]]:
    """The ends and ticks of an axis for values from ``low`` to ``high``.

    An end moves out to the next round number only when that is near, so that no room is given away.
    """
    if low == high:
        margin = abs(low) / 2 or 1.0
        low, high = low - margin, high + margin
    ticks = nice_ticks(low, high, most, whole=whole)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 0.0
    if step:
        over, under = ticks[-1] + step, ticks[0] - step
        if high > ticks[-1] and over - high <= step / 2:
            high, ticks = over, (*ticks, over)
        if low < ticks[0] and low - under <= step / 2:
            low, ticks = under, (under, *ticks)
    return low, high, ticks


def _signed(text: str, unit: str) -> str:
    return _with_percent(text.replace("-", MINUS), unit)


def _with_percent(text: str, unit: str) -> str:
    return f"{text}{NO_BREAK}%" if unit == "%" else text
