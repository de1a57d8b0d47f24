"""The set-up says what it misses, on systems that lack it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="packages are a matter of Linux")

LINE = "sudo apt-get update && sudo apt-get install -y --no-install-recommends"
PROGRAMS = {"run": "", "dev": " libatomic1 xvfb chromium"}
TOOLS = ("cat", "dirname", "find", "grep", "rm", "tail", "touch", "uname")


class System:
    """A checkout on a system that has a shell, a few tools, and the commands it is given."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "checkout"
        (self.checkout / "scripts").mkdir(parents=True)
        shutil.copy(ROOT / "scripts" / "setup", self.checkout / "scripts")
        self._commands = folder / "bin"
        self._commands.mkdir()
        for tool in TOOLS:
            path = shutil.which(tool)
            assert path
            (self._commands / tool).symlink_to(path)

    def add(self, name: str, script: str) -> None:
        (self._commands / name).write_text(f"#!/bin/sh\n{script}\n")
        (self._commands / name).chmod(0o755)

    def set_up(self, aim: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", "scripts/setup", aim],
            cwd=self.checkout,
            env={
                "PATH": str(self._commands),
                "HOME": str(self.checkout),
                "OS_RELEASE": str(self.checkout / "os-release"),
            },
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def system(tmp_path: Path) -> System:
    """Without Python, shared libraries or fonts, for a user who is not root."""
    system = System(tmp_path)
    system.add("id", "echo 1000")
    system.add("ldconfig", "exit 0")
    system.add("fc-list", "exit 0")
    return system


def add_python(system: System, *, with_venv: bool) -> None:
    """One that knows its version and no more."""
    without = int(not with_venv)
    system.add("python3.12", f"case $2 in *ensurepip*) exit {without} ;; *print*) echo python3.12-venv ;; esac")


def test_without_python_it_asks_for_one(system: System) -> None:
    done = system.set_up("run")

    assert done.returncode == 1
    assert done.stderr == (
        "Case Trainer needs Python 3.11 or newer, and there is none on the PATH. Install it, then try again.\n"
    )


def test_a_python_that_is_too_old_is_passed_over(system: System) -> None:
    system.add("python3", "exit 1")

    assert "needs Python 3.11 or newer" in system.set_up("run").stderr


@pytest.mark.parametrize("aim", ["run", "dev"])
def test_who_is_not_root_is_given_the_one_line_to_type(system: System, aim: str) -> None:
    add_python(system, with_venv=False)
    system.add("apt-get", "echo called >&2; exit 1")

    done = system.set_up(aim)

    assert done.returncode == 1
    first, line = done.stderr.splitlines()
    assert first == "Case Trainer needs packages of the system that are missing. Type this line, then try again:"
    assert line.startswith(f"{LINE} python3.12-venv libegl1 ")
    assert line.endswith(" fonts-noto-core fonts-noto-cjk" + PROGRAMS[aim])
    assert not (system.checkout / ".venv").exists()


def test_on_ubuntu_the_browser_is_no_package(system: System) -> None:
    add_python(system, with_venv=True)
    system.add("apt-get", "exit 1")
    (system.checkout / "os-release").write_text("NAME=Ubuntu\nID=ubuntu\n")

    assert system.set_up("dev").stderr.splitlines()[1].endswith(" xvfb")


def test_only_what_is_missing_is_asked_for(system: System) -> None:
    add_python(system, with_venv=True)
    system.add("apt-get", "exit 1")
    lists = (ROOT / "scripts" / "setup").read_text().split("libraries='\n")[1:]
    libraries = [name for each in lists for name in each.split("'")[0].split()[::2]]
    listed = "\n".join(f"\t{name} (libc6,x86-64) => /lib/{name}" for name in libraries if name != "libxcb-cursor.so.0")
    system.add("ldconfig", f"cat <<'EOF'\n{listed}\nEOF")
    system.add("fc-list", "echo Noto Sans CJK SC")
    system.add("Xvfb", "exit 0")
    system.add("chromium-browser", "exit 0")

    line = system.set_up("dev").stderr.splitlines()[1]

    assert line == f"{LINE} libxcb-cursor0"


def test_elsewhere_than_on_debian_the_packages_are_named(system: System) -> None:
    add_python(system, with_venv=True)

    done = system.set_up("run")

    assert done.returncode == 1
    assert done.stderr.startswith("Missing on this system, by their names in Debian: libegl1 libgl1 ")
    assert done.stderr.endswith(" Install them with your package manager, then try again.\n")


def test_root_sees_why_apt_get_failed(system: System) -> None:
    add_python(system, with_venv=True)
    system.add("id", "echo 0")
    system.add("apt-get", "echo E: no network; exit 100")
    system.add("mktemp", "echo apt.log")

    done = system.set_up("run")

    assert done.returncode == 1
    assert "E: no network\n" in done.stderr
    assert "apt-get could not install what is missing" in done.stderr
