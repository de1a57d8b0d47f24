from __future__ import annotations

import math
from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from trainer.study.intervals import (
    Interval,
    beta_quantile,
    beta_share,
    interval_of,
    jeffreys,
    mean_interval,
    t_quantile,
)

LEVEL = st.sampled_from((0.5, 0.8, 0.95, 0.9875, 0.99))
SHAPE = st.floats(0.05, 5_000)


@st.composite
def share(draw: st.DrawFn, most: int = 5_000) -> tuple[int, int]:
    n = draw(st.integers(1, most))
    return draw(st.one_of(st.integers(0, n), st.sampled_from((0, 1, n - 1, n)))), n


def assert_jeffreys_as_scipy(hits: int, n: int, level: float, tolerance: float) -> None:
    tail = (1 - level) / 2
    posterior = stats.beta(hits + 0.5, n - hits + 0.5)
    found = jeffreys(hits, n, level)
    assert found.low == (0 if hits == 0 else pytest.approx(posterior.ppf(tail), rel=tolerance))
    assert found.high == (1 if hits == n else pytest.approx(posterior.ppf(1 - tail), rel=tolerance))


@given(of=share(), level=LEVEL)
def test_the_interval_of_a_share_agrees_with_scipy(of: tuple[int, int], level: float) -> None:
    assert_jeffreys_as_scipy(*of, level, tolerance=1e-9)


@pytest.mark.parametrize("hits", [1, 2, 999, 250_000, 500_000, 777_777, 999_999])
def test_it_agrees_with_scipy_at_a_million_too(hits: int) -> None:
    assert_jeffreys_as_scipy(hits, 1_000_000, 0.95, tolerance=1e-7)


@pytest.mark.parametrize(("hits", "n", "low", "high"), [(0, 1, 0, 0.8533), (14, 21, 0.4540, 0.8368), (5, 5, 0.6206, 1)])
def test_intervals_known_from_elsewhere(hits: int, n: int, low: float, high: float) -> None:
    found = jeffreys(hits, n)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@given(of=share(), level=LEVEL)
def test_it_holds_the_share_and_mirrors_it(of: tuple[int, int], level: float) -> None:
    hits, n = of
    found, mirrored = jeffreys(hits, n, level), jeffreys(n - hits, n, level)
    assert 0 <= found.low <= hits / n <= found.high <= 1
    assert found.low == pytest.approx(1 - mirrored.high, abs=1e-9)


@given(of=share())
def test_it_narrows_as_the_same_share_is_seen_more_often_and_widens_with_the_level(of: tuple[int, int]) -> None:
    hits, n = of
    width, more, surer = (
        each.high - each.low for each in (jeffreys(hits, n), jeffreys(4 * hits, 4 * n), jeffreys(hits, n, 0.99))
    )
    assert more < width < surer


def test_nothing_seen_leaves_all_open() -> None:
    assert jeffreys(0, 0) == Interval(0, 1)


@pytest.mark.parametrize(("hits", "n"), [(-1, 3), (4, 3), (0, -1)])
def test_what_is_no_share_is_refused(hits: int, n: int) -> None:
    with pytest.raises(ValueError, match=f"{hits} out of {n} is no share"):
        jeffreys(hits, n)


@pytest.mark.parametrize("level", [0, 1, 95, -0.1])
def test_a_level_that_is_none_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="a level lies between 0 and 1"):
        jeffreys(1, 2, level)
    with pytest.raises(ValueError, match="a level lies between 0 and 1"):
        mean_interval(2, 0, 1, level)


@given(values=st.lists(st.floats(-100, 100), min_size=2, max_size=60), level=LEVEL)
def test_the_interval_of_a_mean_agrees_with_scipy(values: list[float], level: float) -> None:
    mean, error = fmean(values), stdev(values) / math.sqrt(len(values))
    reach = stats.t.ppf((1 + level) / 2, len(values) - 1) * error
    found = interval_of(values, level)
    assert found is not None
    assert (found.low, found.high) == (
        pytest.approx(mean - reach, abs=1e-9 * max(reach, 1)),
        pytest.approx(mean + reach, abs=1e-9 * max(reach, 1)),
    )


@pytest.mark.parametrize("values", [(), (7.0,)])
def test_fewer_than_two_values_have_no_interval(values: tuple[float, ...]) -> None:
    assert interval_of(values) is None
    assert mean_interval(len(values), 7, 0) is None


def test_a_negative_spread_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative, as -1 is"):
        mean_interval(3, 0, -1)


def test_an_interval_holds_its_ends() -> None:
    interval = Interval(0.25, 0.5)
    assert 0.25 in interval
    assert 0.5 in interval
    assert 0.51 not in interval


@given(x=st.floats(0, 1), a=SHAPE, b=SHAPE)
def test_the_incomplete_beta_function_agrees_with_scipy(x: float, a: float, b: float) -> None:
    assert beta_share(x, a, b) == pytest.approx(special.betainc(a, b, x), abs=1e-10)


@given(p=st.floats(0.001, 0.999), a=SHAPE, b=SHAPE)
def test_its_inverse_leads_back(p: float, a: float, b: float) -> None:
    x = beta_quantile(p, a, b)
    # Where the distribution rises more steeply than numbers lie apart, the numbers on both sides are all there are.
    below, above = (beta_share(near, a, b) for near in (x * (1 - 1e-14), min(x * (1 + 1e-14), 1)))
    assert below - 1e-9 <= p <= above + 1e-9


@pytest.mark.parametrize("p", [0, 1])
def test_its_inverse_begins_and_ends_with_the_ends(p: int) -> None:
    assert beta_quantile(p, 2, 3) == p


@given(p=st.floats(0.001, 0.999), freedom=st.one_of(st.integers(1, 200), st.floats(0.5, 1e6)))
def test_students_quantile_agrees_with_scipy(p: float, freedom: float) -> None:
    assert t_quantile(p, freedom) == pytest.approx(stats.t.ppf(p, freedom), rel=1e-7, abs=1e-9)


@pytest.mark.parametrize(
    "call",
    [
        lambda: beta_share(0.5, 0, 1),
        lambda: beta_quantile(0.5, 1, -1),
        lambda: beta_quantile(1.5, 1, 1),
        lambda: t_quantile(0, 3),
        lambda: t_quantile(0.9, 0),
    ],
)
def test_what_has_no_distribution_is_refused(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match=r"no (share|beta distribution)"):
        call()
