from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.settings import ALL, MOTION, TEXT_SIZE, THEME, WINDOW_GEOMETRY, Setting, Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "settings.json"


def write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def test_without_a_file_everything_is_at_its_default_and_nothing_is_written(path: Path) -> None:
    settings = Settings.load(path)

    assert all(settings.get(setting) == setting.default for setting in ALL)
    assert settings.notices == ()
    assert not path.parent.exists()


def test_what_is_set_is_there_the_next_time(path: Path) -> None:
    settings = Settings.load(path)
    settings.set(TEXT_SIZE, 120)
    settings.set(THEME, "dark")
    settings.set(MOTION, False)
    settings.set(WINDOW_GEOMETRY, "小米")

    again = Settings.load(path)

    changed: tuple[Setting[Any], ...] = (TEXT_SIZE, THEME, MOTION, WINDOW_GEOMETRY)
    assert [again.get(each) for each in changed] == [120, "dark", False, "小米"]
    assert again.notices == ()


@pytest.mark.parametrize("setting", ALL)
def test_every_default_is_allowed_and_described(setting: Setting[Any]) -> None:
    assert setting.accepts(setting.default)
    assert setting.description.endswith(".")
    assert len({each.name for each in ALL}) == len(ALL)


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        (TEXT_SIZE, 205, "'text_size' must be a number from 100 to 200 in steps of 5, not 205"),
        (TEXT_SIZE, 103, "'text_size' must be a number from 100 to 200 in steps of 5, not 103"),
        (TEXT_SIZE, True, "'text_size' must be a number from 100 to 200 in steps of 5, not True"),
        (THEME, "pink", "'theme' must be one of 'system', 'light', 'dark', not 'pink'"),
        (MOTION, 1, "'motion' must be true or false, not 1"),
        (WINDOW_GEOMETRY, None, "'window_geometry' must be a text, not None"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_and_changes_nothing(
    path: Path, setting: Setting[Any], value: object, sentence: str
) -> None:
    settings = Settings.load(path)

    with pytest.raises(ValueError, match="must be") as refused:
        settings.set(setting, value)

    assert str(refused.value) == sentence
    assert settings.get(setting) == setting.default
    assert not path.exists()


def test_subscribers_hear_of_each_change_once_and_of_no_other(path: Path) -> None:
    settings = Settings.load(path)
    heard: list[tuple[str, object]] = []
    unsubscribe = settings.subscribe(lambda setting: heard.append((setting.name, settings.get(setting))))

    settings.set(TEXT_SIZE, 150)
    settings.set(TEXT_SIZE, 150)
    settings.set(THEME, "light")
    unsubscribe()
    unsubscribe()
    settings.set(THEME, "dark")

    assert heard == [("text_size", 150), ("theme", "light")]


def test_names_that_mean_nothing_here_are_kept(path: Path) -> None:
    write(path, '{"theme": "dark", "from_a_later_version": {"a": [1, null]}}')

    settings = Settings.load(path)
    settings.set(THEME, "light")

    assert json.loads(path.read_text()) == {"theme": "light", "from_a_later_version": {"a": [1, None]}}
    assert settings.notices == ()


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", '{"theme": "dark"', "null", "[" * 100_000])
def test_a_damaged_file_gives_the_defaults_and_is_kept(path: Path, content: str) -> None:
    write(path, content)

    settings = Settings.load(path)

    assert all(settings.get(setting) == setting.default for setting in ALL)
    (notice,) = settings.notices
    assert notice == (
        f"The settings in {path} are damaged; all of them are back at their defaults. "
        "The file as it was is kept as settings.damaged.json."
    )
    assert path.with_name("settings.damaged.json").read_text() == content
    assert Settings.load(path).notices == ()


def test_a_second_damaged_file_does_not_take_the_place_of_the_first(path: Path) -> None:
    for content in ("first", "second"):
        write(path, content)
        Settings.load(path)

    assert path.with_name("settings.damaged.json").read_text() == "first"
    assert path.with_name("settings.damaged-2.json").read_text() == "second"


def test_a_damaged_value_gives_its_default_and_the_others_hold(path: Path) -> None:
    before = '{"text_size": 9000, "theme": "dark", "motion": "no"}'
    write(path, before)

    settings = Settings.load(path)

    assert (settings.get(TEXT_SIZE), settings.get(THEME), settings.get(MOTION)) == (100, "dark", True)
    (notice,) = settings.notices
    assert notice == (
        f"The settings in {path} hold values that cannot be used: 'text_size' (must be a number from 100 to 200 in "
        "steps of 5), 'motion' (must be true or false); these are back at their defaults. "
        "The file as it was is kept as settings.damaged.json."
    )
    assert path.with_name("settings.damaged.json").read_text() == before
    assert json.loads(path.read_text()) == {"theme": "dark"}


def test_a_file_that_cannot_be_written_is_noted_once_and_the_value_holds(tmp_path: Path) -> None:
    in_the_way = tmp_path / "data"
    in_the_way.write_text("a file where the folder should be")
    settings = Settings(in_the_way / "settings.json")

    settings.set(TEXT_SIZE, 150)
    settings.set(TEXT_SIZE, 160)

    assert settings.get(TEXT_SIZE) == 160
    assert len(settings.notices) == 1
    assert settings.notices[0].startswith(f"The settings could not be saved to {in_the_way / 'settings.json'} (")
    assert in_the_way.read_text() == "a file where the folder should be"


def test_a_file_that_cannot_be_read_is_noted_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.mkdir()

    settings = Settings.load(path)

    assert settings.get(TEXT_SIZE) == 100
    assert settings.notices == (
        f"The settings could not be read from {path} (Is a directory); the defaults are in effect.",
    )
    assert path.is_dir()


plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
json_values = plain | st.lists(plain, max_size=2) | st.dictionaries(st.text(), plain, max_size=2)


@given(content=st.dictionaries(st.sampled_from([each.name for each in ALL]) | st.text(), json_values).map(json.dumps))
def test_whatever_the_file_holds_every_setting_has_an_allowed_value(content: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "settings.json"
        path.write_text(content)

        settings = Settings.load(path)
        settings.set(TEXT_SIZE, 190 if settings.get(TEXT_SIZE) != 190 else 180)

        assert all(setting.accepts(settings.get(setting)) for setting in ALL)
        assert Settings.load(path).notices == ()


@given(content=st.binary(max_size=200))
def test_no_bytes_in_the_file_stop_the_program(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "settings.json"
        path.write_bytes(content)

        settings = Settings.load(path)

        assert all(setting.accepts(settings.get(setting)) for setting in ALL)
