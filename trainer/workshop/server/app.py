"""Which paths there are."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from trainer.workshop.codes import is_code, tidy
from trainer.workshop.host import Host
from trainer.workshop.server.answers import failure, page_saying
from trainer.workshop.server.api import Api
from trainer.workshop.server.limits import Tried
from trainer.workshop.server.page import PAGE, PageFile

Tested = Callable[[str], None]
"""Told the address of each phone that opened the page of the test."""

_THERE = {
    "en": ("It works", "This phone reaches the laptop. You can close this page."),
    "zh": ("可以了", "这部手机能连到讲师的电脑。可以关闭此页。"),
}


def make_router(host: Host, api: Api, files: Mapping[str, PageFile], tested: Tested) -> Router:
    """All that can be asked for over the network."""

    async def page(request: Request) -> Response:
        return files[PAGE].response(request)

    tried = Tried(time.monotonic)

    async def test(request: Request) -> Response:
        address = request.client.host if request.client else ""
        if tried.is_news(address):
            tested(address)
        language = host.session.plan.language
        title, text = _THERE.get(language, _THERE["en"])
        return page_saying(200, title, text, language)

    async def file(request: Request) -> Response:
        """A file of the page; or the page itself, where the code was typed behind the address."""
        name = request.path_params["name"]
        if name in files:
            return files[name].response(request)
        return files[PAGE].response(request) if is_code(tidy(name)) else _not_here()

    return Router(
        [
            # First what all phones do at the same moment.
            Route("/api/vote", _Directly(api.vote), methods=["POST"]),
            Route("/api/join", _Directly(api.join), methods=["POST"]),
            Route("/", page),
            Route("/api/hello", api.hello),
            Route("/api/me", api.me),
            Route("/api/name", api.name, methods=["POST"]),
            Route("/api/reflect", api.reflect, methods=["POST"]),
            Route("/api/stream", api.stream, methods=["GET"]),
            Route("/api/take-home", api.take_home),
            Route("/test", test),
            Route("/{name}", file),
        ],
        redirect_slashes=False,
        default=_nowhere,
    )


class _Directly:
    """Has a request answered without what Starlette does for exceptions, which costs as much as to check a vote; here
    the guard tells of them."""

    def __init__(self, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._answer(Request(scope))
        await response(scope, receive, send)


async def _nowhere(scope: Scope, receive: Receive, send: Send) -> None:
    asked_by_page = scope["path"].startswith("/api/")
    gone = failure(404, "nowhere", "There is nothing here.") if asked_by_page else _not_here()
    await gone(scope, receive, send)


def _not_here() -> Response:
    text = "Type the address exactly as it stands on the room’s screen, or scan the code there."
    return page_saying(404, "There is nothing here", text)
