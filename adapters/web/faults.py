"""Turn errors into polite answers: a page, or JSON under /api."""

import logging

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from adapters.web.pages import Pages
from adapters.web.read import UNREADABLE, preferred
from bot.errors import ServiceError, UsageError
from bot.i18n import N_, texts

_MESSAGES = {
    400: UNREADABLE,
    403: N_("That came from another site, so I did not do it."),
    404: N_("There is no such page."),
    405: N_("That can't be done to this page."),
    413: N_("That is too long. Please send less."),
    415: UNREADABLE,
    421: N_(
        "This page is not served under that name. "
        "Open it as 127.0.0.1 with its port, or set HAYAMI_WEB_HOST to the name."
    ),
    500: N_("Something went wrong on our side; it has been noted. Please try again later."),
    503: N_("That does not work at the moment. Please try again in a few minutes."),
}

log = logging.getLogger(__name__)


def faults(pages: Pages) -> Middleware:
    """Return the middleware through which no error leaves bare.

    Args:
        pages: show the message where a person looks at it.
    """

    def polite(
        request: web.Request, status: int, message: str = "", **facts: str | int
    ) -> web.Response:
        message = message or _MESSAGES[status]
        if not request.path.startswith("/api/"):
            return pages.fault(request, status, message, **facts)
        say = texts(preferred(request.headers.get("Accept-Language", "")) or "ja")
        return web.json_response({"error": say(message, **facts)}, status=status)

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except UsageError as error:
            return polite(request, 400, error.message, **error.facts)
        except ServiceError as error:
            log.warning("page_failed", extra={"path": request.path, "error": str(error)})
            return polite(request, 503)
        except web.HTTPException as error:
            if error.status not in _MESSAGES:  # a redirect, a file that has not changed
                raise
            return polite(request, error.status)
        except Exception:
            log.exception("page_broke", extra={"path": request.path})
            return polite(request, 500)

    return answer
