from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.screen import screen
from trainer.desktop.workshops.room_window import CLOSED, ONE_SCREEN, UNPLUGGED

LAPTOP = {"x": 0, "y": 0, "width": 1280, "height": 840}
PROJECTOR = {"x": 1280, "y": 0, "width": 1920, "height": 1080}
PLUG = "xrandr --setmonitor projector 1920/500x1080/300+1280+0 none"
UNPLUG = "xrandr --delmonitor projector"


def turns(environment: Mapping[str, str], *cable: str) -> dict[str, dict[str, Any]]:
    """Where the room's window is after each turn."""
    command = [sys.executable, "-m", "tests.desktop.workshops.two_screens", *cable]
    done = subprocess.run(
        command,
        env={**os.environ, **environment},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return {each["turn"]: each for each in json.loads(done.stdout)}


def platform(folder: Path, **places: Mapping[str, int]) -> dict[str, str]:
    """The variables for Qt's offscreen platform with these screens."""
    screens = [
        {"name": name, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1, **place} for name, place in places.items()
    ]
    file = folder / "screens.json"
    whole = {"synchronousWindowSystemEvents": True, "windowFrameMargins": False, "screens": screens}
    file.write_text(json.dumps(whole), encoding="utf-8")
    return {"QT_QPA_PLATFORM": f"offscreen:configfile={file}"}


@pytest.fixture(scope="module")
def offscreen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """On Qt's own offscreen platform; a cable is pulled by hiding the screen from the window."""
    return turns(platform(tmp_path_factory.mktemp("screens"), laptop=LAPTOP, projector=PROJECTOR), "", "")


def test_it_fills_the_projector_and_leaves_the_laptop_alone(offscreen: dict[str, dict[str, Any]]) -> None:
    opened = offscreen["open"]

    assert opened["visible"]
    assert opened["full"]
    assert opened["place"] == [1280, 0, 1920, 1080]
    assert opened["where"] == "Second screen, 1920 × 1080"
    assert opened["pixels"] == [1920, 1080]


def test_unplugged_it_goes_and_plugged_in_it_comes_back(offscreen: dict[str, dict[str, Any]]) -> None:
    assert not offscreen["unplugged"]["visible"]
    assert offscreen["unplugged"]["where"] == UNPLUGGED
    assert offscreen["plugged"]["full"]
    assert offscreen["plugged"]["place"] == [1280, 0, 1920, 1080]


def test_closed_by_mistake_it_fills_the_projector_again(offscreen: dict[str, dict[str, Any]]) -> None:
    assert not offscreen["closed"]["visible"]
    assert offscreen["closed"]["where"] == CLOSED
    assert offscreen["opened again"]["full"]
    assert offscreen["opened again"]["place"] == [1280, 0, 1920, 1080]


def test_once_the_presenter_comes_to_its_screen_it_takes_the_other(offscreen: dict[str, dict[str, Any]]) -> None:
    assert offscreen["presenter moved"]["full"]
    assert offscreen["presenter moved"]["place"] == [0, 0, 1280, 840]


def test_a_projector_that_repeats_the_laptop_is_no_other_screen(tmp_path: Path) -> None:
    opened = turns(platform(tmp_path, laptop=LAPTOP, projector=LAPTOP))["open"]

    assert opened["visible"]
    assert not opened["full"]
    assert opened["where"] == ONE_SCREEN


def test_of_two_others_it_takes_the_larger(tmp_path: Path) -> None:
    small = {"x": 4000, "y": 0, "width": 800, "height": 600}

    opened = turns(platform(tmp_path, laptop=LAPTOP, small=small, projector=PROJECTOR))["open"]

    assert opened["place"] == [1280, 0, 1920, 1080]


@pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xrandr")), reason="needs Xvfb and xrandr")
def test_a_monitor_of_the_x_server_goes_and_comes_back() -> None:
    with screen(3200, 1080) as (_name, environment):
        there = {**os.environ, **environment}
        laptop = "xrandr --setmonitor laptop 1280/300x840/200+0+0 screen"
        for command in (laptop, PLUG):
            subprocess.run(command.split(), env=there, check=True, capture_output=True)
        found = turns(environment, UNPLUG, PLUG)

    assert found["open"]["place"] == [1280, 0, 1920, 1080]
    assert found["open"]["full"]
    assert not found["unplugged"]["visible"]
    assert found["unplugged"]["where"] == UNPLUGGED
    assert found["plugged"]["full"]
    assert found["plugged"]["place"] == [1280, 0, 1920, 1080]
