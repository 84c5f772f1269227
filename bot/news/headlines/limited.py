"""An HTTP connection that takes no more of an answer than it is worth."""

from collections.abc import AsyncIterator

import httpx2

MOST_BYTES = 500_000
"""Of an answer: the longest that is asked for has 10 kB, a model's thoughts may come with it."""


class LimitedTransport(httpx2.AsyncHTTPTransport):
    """Answers with at most `MOST_BYTES`, and none that would grow when it is unpacked."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send `request`, and ask for an answer that is not compressed.

        Raises:
            httpx2.HTTPError: there is no answer, or it comes compressed.
        """
        request.headers["Accept-Encoding"] = "identity"
        response = await super().handle_async_request(request)
        if response.headers.get("Content-Encoding", "identity") != "identity":
            await response.aclose()
            raise httpx2.DecodingError("the answer is compressed", request=request)
        response.stream = _Limited(response.stream, request)
        return response


class _Limited(httpx2.AsyncByteStream):
    """A stream of bytes that fails where it becomes too long."""

    def __init__(
        self, stream: httpx2.AsyncByteStream | httpx2.SyncByteStream, request: httpx2.Request
    ) -> None:
        assert isinstance(stream, httpx2.AsyncByteStream)  # noqa: S101 -- of an asynchronous transport
        self._stream = stream
        self._request = request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for part in self._stream:
            read += len(part)
            if read > MOST_BYTES:
                raise httpx2.ReadError("the answer is too long", request=self._request)
            yield part

    async def aclose(self) -> None:
        """End the connection."""
        await self._stream.aclose()
