"""Keep other web sites out: whose name the page is asked under, and who may post to it."""

from collections.abc import Collection, Iterable
from ipaddress import ip_address

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from yarl import URL

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
EVERY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104 -- compared with, not bound to

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:  # noqa: ARG001 -- a signal's form
    """Forbid what the pages do not need, on every answer."""
    response.headers.update(HEADERS)


def guard(hosts: Collection[str], open_paths: Iterable[str]) -> Middleware:
    """Return the middleware that refuses what comes from or through another site.

    A name that leads to this machine only since its owner said so (DNS rebinding) would let a
    stranger's page read ours; a cross-site post would let it act as the reader.

    Args:
        hosts: names or addresses under which the page is reached besides the loopback ones. One
            that stands for every address of the machine lets each literal address in: rebinding
            needs a name.
        open_paths: paths that look after themselves.
    """
    names = LOOPBACK | {host.lower() for host in hosts}
    literals = not EVERY_ADDRESS.isdisjoint(hosts)
    left_open = frozenset(open_paths)

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path not in left_open:
            host = _host_of(f"http://{request.host}")
            if host not in names and not (literals and _is_address(host)):
                raise web.HTTPMisdirectedRequest
            if request.method == "POST":
                _check_post(request)
        return await handler(request)

    return check


def _check_post(request: web.Request) -> None:
    origin = request.headers.get("Origin")
    if origin is not None and origin not in (f"http://{request.host}", f"https://{request.host}"):
        raise web.HTTPForbidden
    if request.content_type != "application/json":  # a form of another site can't send this
        raise web.HTTPUnsupportedMediaType


def _host_of(url: str) -> str:
    try:
        return URL(url).host or ""
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
