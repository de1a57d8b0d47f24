"""A case as one file: a ``.casepack``, which is a zip archive of a pack with a manifest.

``manifest.json`` comes first and says which case it is, and of every other file its size and SHA-256. An archive is
believed in nothing: it is read whole, within limits, and compared with its manifest before anything is done with it.
"""

from trainer.case.archive.installing import Installed, install, put_back_interrupted
from trainer.case.archive.manifest import SUFFIX, ArchiveRefused, Manifest
from trainer.case.archive.packing import Packed, pack_case
from trainer.case.archive.unpacking import Unpacked, read_archive, unpack

__all__ = [
    "SUFFIX",
    "ArchiveRefused",
    "Installed",
    "Manifest",
    "Packed",
    "Unpacked",
    "install",
    "pack_case",
    "put_back_interrupted",
    "read_archive",
    "unpack",
]
