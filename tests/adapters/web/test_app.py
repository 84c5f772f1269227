import asyncio
import socket
from collections.abc import Callable
from io import BytesIO
from urllib.parse import quote

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer

from adapters.web.app import MAX_BODY, serve
from bot.answer import MAX_QUESTION
from bot.errors import ServiceError, UsageError

Client = TestClient[web.Request, web.Application]
MakeApp = Callable[..., web.Application]


async def test_every_answer_forbids_what_the_pages_do_not_need(client: Client) -> None:
    for path in ("/", "/static/playground.js", "/healthz", "/no-such-page", "/api/channel"):
        headers = (await client.get(path)).headers

        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "LOCALHOST:80", "[::1]:8765"])
async def test_the_page_is_there_under_the_names_of_this_machine(client: Client, host: str) -> None:
    assert (await client.get("/", headers={"Host": host})).status == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[", ""])
async def test_a_name_that_was_bent_to_this_machine_is_refused(client: Client, host: str) -> None:
    for path in ("/", "/api/channel", "/static/style.css"):
        assert (await client.get(path, headers={"Host": host})).status == 421


async def test_the_page_is_there_under_the_name_that_was_set(make_app: MakeApp) -> None:
    async with TestClient(TestServer(make_app(hosts=("hayami.example",)))) as client:
        good = await client.get("/", headers={"Host": "hayami.example"})
        bad = await client.get("/", headers={"Host": "evil.example"})

    assert (good.status, bad.status) == (200, 421)


async def test_a_server_for_every_address_takes_addresses_and_no_strange_names(
    make_app: MakeApp,
) -> None:
    async with TestClient(TestServer(make_app(hosts=("0.0.0.0",)))) as client:  # noqa: S104 -- a name
        good = await client.get("/", headers={"Host": "192.168.1.20:8765"})
        bad = await client.get("/", headers={"Host": "evil.example"})

    assert (good.status, bad.status) == (200, 421)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_another_site_may_not_post(client: Client, origin: str) -> None:
    response = await client.post("/api/ask", json={"text": "RAG"}, headers={"Origin": origin})

    assert response.status == 403
    assert (await response.json())["error"]


async def test_a_form_of_another_site_may_not_post(client: Client) -> None:
    for sent in ("text/plain", "application/x-www-form-urlencoded"):
        response = await client.post(
            "/api/ask", data=b'{"text": "RAG"}', headers={"Content-Type": sent}
        )
        assert response.status == 415


async def test_the_page_itself_may_post(client: Client) -> None:
    origin = str(client.make_url("/").origin())
    response = await client.post("/api/ask", json={"text": "RAG"}, headers={"Origin": origin})

    assert response.status == 200


async def test_a_body_beyond_the_limit_is_refused(client: Client) -> None:
    body = BytesIO(b'{"text": "%s"}' % (b"x" * MAX_BODY))
    response = await client.post(
        "/api/ask", data=body, headers={"Content-Type": "application/json"}
    )

    assert response.status == 413
    assert (await response.json())["error"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b"[" * 200_000, b'{"text": 1}'])
async def test_a_body_that_is_no_question_gets_a_polite_answer(client: Client, body: bytes) -> None:
    response = await client.post(
        "/api/ask", data=body, headers={"Content-Type": "application/json"}
    )

    assert response.status == 400
    assert (await response.json())["error"]


async def test_a_page_that_is_not_there_leads_on(client: Client) -> None:
    response = await client.get("/no-such-page")
    html = await response.text()

    assert response.status == 404
    assert 'href="/glossary' in html


async def test_a_page_that_breaks_says_so_without_its_inside(make_app: MakeApp) -> None:
    async def broken(request: web.Request) -> web.Response:
        raise ZeroDivisionError(request.path)

    app = make_app(routes=[web.get("/broken", broken)])
    async with TestClient(TestServer(app)) as client:
        response = await client.get("/broken")
        html = await response.text()

    assert response.status == 500
    assert "ZeroDivisionError" not in html


async def test_the_routes_of_another_adapter_look_after_themselves(make_app: MakeApp) -> None:
    """Slack's server has a name and a content type of its own."""

    async def events(request: web.Request) -> web.Response:
        if "X-Signature" not in request.headers:
            raise web.HTTPUnauthorized(text="unsigned")
        return web.Response(text=await request.text())

    app = make_app(routes=[web.post("/slack/events", events)])
    async with TestClient(TestServer(app)) as client:
        response = await client.post(
            "/slack/events",
            data={"payload": "x"},
            headers={"Host": "tunnel.example", "X-Signature": "s"},
        )
        unsigned = await client.post("/slack/events", data={"payload": "x"})

        assert (response.status, await response.text()) == (200, "payload=x")
        assert (unsigned.status, await unsigned.text()) == (401, "unsigned")


async def test_health_tells_what_is_wrong(client: Client, health: dict[str, str]) -> None:
    well = await (await client.get("/healthz")).json()
    health["slack"] = "connection lost"
    ill = await (await client.get("/healthz", headers={"Host": "probe.example"})).json()

    assert well == {"status": "ok", "parts": {"worker": "ok"}}
    assert ill == {"status": "degraded", "parts": {"worker": "ok", "slack": "connection lost"}}


async def test_health_names_the_sources_in_trouble_and_does_not_wait_for_the_database(
    make_app: MakeApp,
) -> None:
    async def known() -> dict[str, str]:
        return {"meti-press": "failing"}

    async def away() -> dict[str, str]:
        raise ServiceError("the database failed")

    answers = []
    for troubles in (known, away):
        async with TestClient(TestServer(make_app(troubles=troubles))) as client:
            answers.append(await (await client.get("/healthz")).json())

    assert answers == [
        {"status": "ok", "parts": {"worker": "ok"}, "sources": {"meti-press": "failing"}},
        {"status": "ok", "parts": {"worker": "ok"}},
    ]


async def test_the_page_is_served_until_it_is_cancelled(make_app: MakeApp) -> None:
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(serve(make_app(), "127.0.0.1", 0, address.set_result))
    async with ClientSession() as session, session.get(f"{await address}/healthz") as response:
        assert response.status == 200
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving

    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", int((await address).rpartition(":")[2]))


async def test_a_question_of_any_length_that_is_looked_at_fits_into_an_address(
    make_app: MakeApp,
) -> None:
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(serve(make_app(), "127.0.0.1", 0, address.set_result))
    async with ClientSession() as session:
        asked = f"{await address}/ask"
        for text in ("あ" * 920, "👩" * MAX_QUESTION):
            headers = {"Referer": f"{asked}?text={quote(text)}"}
            async with session.get(asked, params={"text": text}, headers=headers) as response:
                assert response.status == 200
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving


async def test_a_port_that_is_taken_is_said_with_what_to_do(make_app: MakeApp) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=f"Port {port} .* HAYAMI_WEB_PORT"):
            await serve(make_app(), "127.0.0.1", port)


async def test_a_host_that_is_not_of_this_machine_is_said_with_what_to_do(
    make_app: MakeApp,
) -> None:
    for host in ("192.0.2.1", "a" * 64 + ".example", "a..example"):
        with pytest.raises(UsageError, match="HAYAMI_WEB_HOST"):
            await serve(make_app(), host, 0)
