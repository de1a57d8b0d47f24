"""How sure a share or a mean is: 95 % intervals that stay honest with few cases.

The incomplete beta function and its inverse are worked out here, since nothing else in the program needs more of
statistics than the standard library has.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist, fmean, stdev

LEVEL = 0.95
"""How often an interval made this way holds what it is about."""

_TINY = 1e-300
_PRECISE = 4e-16
_NEAR = 2e-15
_MOST_TERMS = 100_000
_MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``, both included."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


@lru_cache(maxsize=4096)
def jeffreys(hits: int, n: int, level: float = LEVEL) -> Interval:
    """The interval for a share: between which ends it lies, if ``hits`` out of ``n`` were seen.

    The equal-tailed interval of the beta distribution with Jeffreys' prior, with 0 and 1 as its outer ends where
    nothing or everything hit, so that it covers well with few cases.

    Source: L. D. Brown, T. T. Cai and A. DasGupta, "Interval Estimation for a Binomial Proportion", Statistical
    Science 16 (2001), section 3.1.2.

    Args:
        hits: how often it was so.
        n: out of how many.
        level: how often such an interval shall hold the share, between 0 and 1.

    Returns:
        Ends between 0 and 1; all from 0 to 1 where nothing was seen.

    Raises:
        ValueError: more hits than cases, a negative number, or a level that is none.
    """
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} out of {n} is no share")
    tail = _tail(level)
    low = 0.0 if hits == 0 else beta_quantile(tail, hits + 0.5, n - hits + 0.5)
    high = 1.0 if hits == n else beta_quantile(1 - tail, hits + 0.5, n - hits + 0.5)
    return Interval(low, high)


def mean_interval(n: int, mean: float, sd: float, level: float = LEVEL) -> Interval | None:
    """The interval for a mean, after Student: ``None`` below two values, which say nothing of their spread.

    Source: Student, "The Probable Error of a Mean", Biometrika 6 (1908).

    Args:
        n: how many values there are.
        mean: theirs.
        sd: their standard deviation, with ``n - 1`` below it.
        level: how often such an interval shall hold the mean, between 0 and 1.

    Raises:
        ValueError: a negative deviation, or a level that is none.
    """
    if sd < 0:
        raise ValueError(f"a standard deviation is not negative, as {sd} is")
    tail = _tail(level)
    if n < 2:
        return None
    reach = t_quantile(1 - tail, n - 1) * sd / math.sqrt(n)
    return Interval(mean - reach, mean + reach)


def interval_of(values: Iterable[float], level: float = LEVEL) -> Interval | None:
    """:func:`mean_interval` of these values."""
    every = tuple(values)
    return mean_interval(len(every), fmean(every), stdev(every), level) if len(every) > 1 else None


def beta_share(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function: how much of the beta distribution of ``a`` and ``b`` lies below ``x``.

    By Lentz's way through its continued fraction.

    Source: NIST Digital Library of Mathematical Functions, 8.17.20 and 8.17.22; W. H. Press et al., Numerical
    Recipes (3rd ed., 2007), section 6.4.

    Raises:
        ValueError: ``a`` or ``b`` isn't above 0.
    """
    if a <= 0 or b <= 0:
        raise ValueError(f"there is no beta distribution of {a} and {b}")
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = math.exp(_log_scale(a, b) + a * math.log(x) + b * math.log1p(-x))
    # The fraction converges fast below the mean; above, the other tail is worked out.
    if x < (a + 1) / (a + b + 2):
        return min(front * _fraction(x, a, b) / a, 1.0)
    return max(1 - front * _fraction(1 - x, b, a) / b, 0.0)


def beta_quantile(p: float, a: float, b: float) -> float:
    """Below which ``x`` a share of ``p`` of the beta distribution lies: the inverse of :func:`beta_share`.

    Halley's steps, kept within a bracket that only narrows, so that it arrives whatever the shape.

    Raises:
        ValueError: ``p`` is no share, or ``a`` or ``b`` isn't above 0.
    """
    if not 0 <= p <= 1:
        raise ValueError(f"{p} is no share")
    if a <= 0 or b <= 0:
        raise ValueError(f"there is no beta distribution of {a} and {b}")
    if p in (0, 1):
        return float(p)
    low, high, x = 0.0, 1.0, _guess(p, a, b)
    scale = _log_scale(a, b)
    for _ in range(_MOST_STEPS):
        error = beta_share(x, a, b) - p
        low, high = (low, x) if error > 0 else (x, high)
        density = math.exp(scale + (a - 1) * math.log(x) + (b - 1) * math.log1p(-x))
        step = _halley(error, density, (a - 1) / x - (b - 1) / (1 - x))
        if step is not None and abs(step) <= _NEAR * x:
            return x
        nearer = x - step if step is not None and low < x - step < high else (low + high) / 2
        if not low < nearer < high:
            return x
        x = nearer
    return x


def t_quantile(p: float, freedom: float) -> float:
    """Below which ``t`` a share of ``p`` of Student's distribution with so many degrees of freedom lies.

    Source: NIST Digital Library of Mathematical Functions, 8.17; M. Abramowitz and I. A. Stegun, Handbook of
    Mathematical Functions (1964), 26.7.1.

    Raises:
        ValueError: ``p`` isn't between 0 and 1, or ``freedom`` isn't above 0.
    """
    if not 0 < p < 1:
        raise ValueError(f"{p} is no share between 0 and 1")
    if p < 0.5:
        return -t_quantile(1 - p, freedom)
    inside = beta_quantile(2 * p - 1, 0.5, freedom / 2)
    return math.sqrt(freedom * inside / (1 - inside))


def _tail(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not at {level}")
    return (1 - level) / 2


def _log_scale(a: float, b: float) -> float:
    return math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function."""
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _MOST_TERMS):
        change = 1.0
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _not_zero(1 + term * d)
            c = _not_zero(1 + term / c)
            change = d * c
            value *= change
        if abs(change - 1) <= _PRECISE:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _guess(p: float, a: float, b: float) -> float:
    """Where to begin: near the normal distribution's answer, or at the mean.

    Source: Abramowitz and Stegun, 26.5.22.
    """
    mean = a / (a + b)
    if a < 1 or b < 1:
        return mean
    z = NormalDist().inv_cdf(1 - p)
    by_a, by_b = 1 / (2 * a - 1), 1 / (2 * b - 1)
    third = (z * z - 3) / 6
    h = 2 / (by_a + by_b)
    w = z * math.sqrt(max(third + h, 0)) / h - (by_b - by_a) * (third + 5 / 6 - 2 / (3 * h))
    guess = a / (a + b * math.exp(2 * w)) if abs(w) < 300 else mean
    return guess if 0 < guess < 1 else mean


def _halley(error: float, density: float, bend: float) -> float | None:
    """A step towards the root from there, or ``None`` where the slope leads nowhere.

    Args:
        error: of the share at this place.
        density: the share's slope.
        bend: the slope of the density, divided by it.
    """
    if density <= _TINY:
        return None
    newton = error / density
    return newton / max(1 - 0.5 * newton * bend, 0.5)
