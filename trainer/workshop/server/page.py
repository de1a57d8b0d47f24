"""The files of the phones' page, as they go over the line."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

PAGE = "page.html"
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
}


@dataclass(frozen=True, slots=True)
class PageFile:
    """One file, read once."""

    kind: str
    plain: bytes
    packed: bytes
    etag: str

    def response(self, request: Request) -> Response:
        """The file, or that the phone has it already. Asked for each time, so that none keeps an older one."""
        asked: Headers = request.headers
        headers = {"etag": self.etag, "cache-control": "no-cache", "vary": "accept-encoding"}
        if self.etag in asked.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if "gzip" in asked.get("accept-encoding", "").lower():
            return Response(self.packed, headers=headers | {"content-encoding": "gzip"}, media_type=self.kind)
        return Response(self.plain, headers=headers, media_type=self.kind)


def read_page(folder: Path) -> dict[str, PageFile]:
    """The files of the page by their names. Nothing else in or below the folder can be asked for.

    Raises:
        OSError: a file can't be read.
    """
    return dict(_files(folder))


def _files(folder: Path) -> Iterator[tuple[str, PageFile]]:
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix in _KINDS:
            plain = path.read_bytes()
            etag = f'"{hashlib.sha256(plain).hexdigest()[:20]}"'
            yield path.name, PageFile(_KINDS[path.suffix], plain, gzip.compress(plain, 9, mtime=0), etag)
