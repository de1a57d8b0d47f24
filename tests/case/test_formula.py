from __future__ import annotations

import warnings
from fractions import Fraction
from typing import TypeAlias

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trainer.case.arithmetic import LARGEST, MAX_POWER
from trainer.case.formula import FUNCTIONS, MAX_LENGTH, Formula, FormulaError, is_word

Tree: TypeAlias = "tuple[str, Fraction | None]"
"""A generated formula, and what it must come to."""

WORDS = (*"+-*/%(),<", "a", "1", "2.5", "0", "//", "**", "==", "if", "else", "and", "not", "min", "sqrt", "round")
NAMES = {"price": Fraction(1499), "cost": Fraction(2000), "share": Fraction("0.125"), "none": Fraction(0)}


def work(text: str, **figures: float | None) -> Fraction | None:
    given = {name: None if value is None else Fraction(str(value)) for name, value in figures.items()}
    return Formula.parse(text).evaluate(given)


def refusal(text: str) -> tuple[str, str]:
    """What is said of a text, and the text from the place it is said of."""
    with pytest.raises(FormulaError) as caught:
        Formula.parse(text)
    return str(caught.value), text[caught.value.index :]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(1499 - 2000) * 300000", -150_300_000),
        ("-2 ** 2", -4),
        ("2 ** -2", 0.25),
        ("7 // 2 + 7 % 2", 4),
        ("-7 // 2", -4),
        ("0.1 * 3", 0.3),
        ("round(2.5) + round(-2.5)", 0),
        ("round(1 / 3, 2)", 0.33),
        ("min(3, 1, 2) + max(3, 1, 2)", 4),
        ("abs(-3) + sqrt(16)", 7),
        ("16 ** 0.5", 4),
        ("1 if 0.1 * 3 == 0.3 else 2", 1),
        ("1 if 1 < 2 < 2 else 2", 2),
        ("1 if not 1 > 2 and (2 != 3 or 1 > 2) else 2", 1),
        ("+3", 3),
    ],
)
def test_a_formula_is_worked_out_exactly(text: str, value: float) -> None:
    assert work(text) == Fraction(str(value))


@pytest.mark.parametrize(
    "text",
    [
        "1 / 0",
        "1 // 0",
        "1 % 0",
        "0 ** -1",
        "sqrt(-1)",
        "(-8) ** 0.5",
        "10 ** 19",
        "10 ** 10 * 10 ** 10",
        f"2 ** {MAX_POWER + 1}",
        "2 ** 0.5 ** -90",
        "round(1, 0.5)",
        "round(1, 10)",
        "1 + 1 / 0 * 0",
    ],
)
def test_what_makes_no_sense_has_no_result(text: str) -> None:
    assert work(text) is None


def test_a_figure_without_a_result_leaves_what_rests_on_it_without_one() -> None:
    assert work("each * 2", each=None) is None
    assert work("each * 2") is None
    assert work("each * 2 if 1 > 2 else 3", each=None) == 3
    assert work("1 if cost != 0 and 1 / cost > 2 else 0", cost=0) == 0


def test_the_names_of_a_formula_stand_in_the_order_of_its_text() -> None:
    formula = Formula.parse("max(price, cost) - price")

    assert [(name.text, name.index) for name in formula.names] == [("price", 4), ("cost", 11), ("price", 19)]


@pytest.mark.parametrize(
    ("text", "message", "rest"),
    [
        ("price × 2", "'×' can't be read; write *", "× 2"),
        ("price − cost", "'−' can't be read; write -", "− cost"),
        ("price ^ 2", "'^' can't be read; write **", "^ 2"),
        ("a if b = c else d", "a single '=' can't stand in a formula; write == to compare", "= c else d"),
        ("a ' b", "the character ''' can't stand in a formula; take it out", "' b"),
        ("2 * preço", "the character 'ç' can't stand in a formula; take it out", "ço"),
        ("2price", "a sign is missing before 'price'; write * to multiply", "price"),
        ("2(price)", "a sign is missing before '('; write * to multiply", "(price)"),
        ("a + lambda", "'lambda' can't stand in a formula; take it out", "lambda"),
        ("a + 012", "a number can't begin with 0 and a digit; take the 0 away", "012"),
        ("", "the formula is empty or begins with a blank; write one such as price - cost", ""),
        ("a + (b * c", "the '(' that stands here isn't closed; add ')' where it is missing", "(b * c"),
        ("a + b)", "this ')' closes nothing; take it out, or add '(' before it", ")"),
        ("1 if a > b", "an 'else' is missing; write what holds otherwise: a if b else c", "1 if a > b"),
        ("price -", "the formula ends too soon; write what comes behind the last sign", ""),
        ("price cost", "'cost' doesn't fit here; check what stands before it", "cost"),
        ("a + * b", "'*' doesn't fit here; check what stands before it", "* b"),
        ("1,999 * a", "a comma stands outside of a function's brackets; write 1,999 as 1999", "1,999 * a"),
        ("2 * (a > b)", "a comparison is no figure; put it between 'if' and 'else'", "a > b)"),
        ("1 if a else b", "write a comparison between 'if' and 'else', such as price > 0", "a else b"),
        ("2 * maxi(a, b)", "there is no function 'maxi'; did you mean 'max'?", "maxi(a, b)"),
        ("2 * exec(a)", "there is no function 'exec'; write min, max, round, abs or sqrt", "exec(a)"),
        ("1 + sqrt(a, b)", "'sqrt' takes 1 figure; mend what stands in its brackets", "sqrt(a, b)"),
        ("min(a)", "'min' takes 2 to 9 figures; mend what stands in its brackets", "min(a)"),
        ("a + min", "'min' needs its figures; write min(…)", "min"),
        ("min(a, *b)", "this can't stand in a formula; write numbers, names and the signs + - * /", "*b)"),
        (f"1 + {LARGEST * 10}", "this number is too large to be worked with; make it smaller", f"{LARGEST * 10}"),
    ],
)
def test_a_text_that_is_no_formula_is_told_where_and_why(text: str, message: str, rest: str) -> None:
    assert refusal(text) == (message, rest)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "().__class__",
        "price.real",
        "a[0]",
        "[a for a in b]",
        "(a := 1)",
        "a; b",
        "f'{a}'",
        "a @ b",
        "a << 9",
        "0x10",
        "1e9",
        "1_000",
        "1j",
        "...",
        "True",
        "a\nb",
        "a\\",
        "\0",
        "min(**a)",
        "await a",
    ],
)
def test_nothing_else_of_python_is_a_formula(text: str) -> None:
    with pytest.raises(FormulaError):
        Formula.parse(text)


@pytest.mark.parametrize(
    "text", ["(" * 140 + "1" + ")" * 140, "-" * 200 + "1", "1" + "+1" * 100, "a" * (MAX_LENGTH + 1)]
)
def test_what_is_too_large_is_refused_before_it_costs_anything(text: str) -> None:
    formula = _read(text)
    assert formula is None or text.startswith("(")


def test_the_words_of_the_language_name_nothing_else() -> None:
    assert all(is_word(name) for name in (*FUNCTIONS, "if", "and", "lambda"))
    assert not is_word("price")


@given(st.text(max_size=60))
@example("\N{MATHEMATICAL BOLD DIGIT ONE}")
@example("1if 2else 3")
@example("a\ud800")
def test_garbage_raises_nothing_but_a_formula_error(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _either(text)


@given(st.lists(st.sampled_from(WORDS)))
def test_words_in_any_order_raise_nothing_but_a_formula_error(words: list[str]) -> None:
    _either(" ".join(words))


def _either(text: str) -> None:
    formula = _read(text)
    if formula is not None:
        value = formula.evaluate({name.text: Fraction(3) for name in formula.names})
        assert value is None or abs(value) <= LARGEST


def _read(text: str) -> Formula | None:
    """The formula, or nothing where it is refused as it should be."""
    try:
        return Formula.parse(text)
    except FormulaError as error:
        refused = error
    assert 0 <= refused.index <= len(text)
    assert str(refused)
    return None


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> Tree:
    """A formula in writing, with what exact arithmetic says that it comes to."""
    if depth == 0 or draw(st.booleans()):
        name = draw(st.sampled_from((*NAMES, "")))
        number = draw(st.integers(0, 999))
        tenths = draw(st.integers(0, 9))
        return (name, NAMES[name]) if name else (f"{number}.{tenths}", number + Fraction(tenths, 10))
    (left, a), (right, b) = draw(trees(depth - 1)), draw(trees(depth - 1))
    kind = draw(st.sampled_from(("+", "-", "*", "/", "//", "%", "min", "abs", "if", "**")))
    if kind == "min":
        return f"min({left}, {right})", None if a is None or b is None else min(a, b)
    if kind == "abs":
        return f"abs(-({left}))", None if a is None else abs(a)
    if kind == "if":
        return f"({left} if {left} > {right} else {right})", None if a is None or b is None else max(a, b)
    if kind == "**":
        return f"({left}) ** 2", None if a is None else a**2
    return f"({left} {kind} {right})", _sum(a, kind, b)


def _sum(a: Fraction | None, sign: str, b: Fraction | None) -> Fraction | None:
    if a is None or b is None or (b == 0 and sign in ("/", "//", "%")):
        return None
    sums = {"+": a + b, "-": a - b, "*": a * b}
    if sign in sums:
        return sums[sign]
    whole = Fraction((a / b).__floor__())
    return {"/": a / b, "//": whole, "%": a - whole * b}[sign]


@given(trees())
def test_a_formula_agrees_with_exact_arithmetic(tree: Tree) -> None:
    text, expected = tree
    try:
        formula = Formula.parse(text)
    except FormulaError:
        assert len(text) > MAX_LENGTH
        return
    found = formula.evaluate(NAMES)
    if expected is None:
        assert found is None
    elif found is not None:
        assert found == expected
    else:
        assert abs(expected) > 10**12  # some part of it lies beyond what is worked with
