"""Commands for case packs."""

from __future__ import annotations

import argparse
import sys

from trainer.cli.common import paths_of


def check(given: argparse.Namespace) -> int:
    """Say what is wrong in case packs. Returns the exit code."""
    from trainer.case.check import check

    return check(given.packs, sys.stdout, given.sources)


def new(given: argparse.Namespace) -> int:
    """Lay out a new case. Returns the exit code."""
    import shlex

    from trainer.case.layout import NotLaidOut, lay_out

    try:
        case_id, title = lay_out(given.folder, given.id, given.title)
    except NotLaidOut as refused:
        print(refused, file=sys.stderr)
        return 2
    print(f"{given.folder}: a new case, “{title}” ({case_id}). Begin with case.yaml; to see it as you write:")
    print(f"  trainer --case {shlex.quote(str(given.folder))}")
    return 0


def pack(given: argparse.Namespace) -> int:
    """Make one file of a case pack. Returns the exit code."""
    from trainer.case.archive.manifest import ArchiveRefused
    from trainer.case.archive.packing import pack_case
    from trainer.case.problems import PackErrors

    try:
        packed = pack_case(given.pack, given.out, force=given.force)
    except ArchiveRefused as refused:
        print(refused, file=sys.stderr)
        return 2
    except PackErrors as errors:
        print(f"'{given.pack}' can't be packed: it has errors.", *errors.problems, sep="\n", file=sys.stderr)
        return 1
    manifest = packed.manifest
    print(f"{packed.file}: “{manifest.title}”, version {manifest.version}, {len(manifest.files)} files.")
    return 0


def install(given: argparse.Namespace) -> int:
    """Add a case to the library. Returns the exit code."""
    from trainer.case.archive.installing import install
    from trainer.case.archive.manifest import ArchiveRefused

    paths = paths_of(given)
    try:
        installed = install(given.file, paths.own_cases, paths.content)
    except ArchiveRefused as refused:
        print(refused, file=sys.stderr)
        return 2
    print(installed.sentence)
    return 0
