"""The pages: the playground, and the glossary, which needs no script."""

from dataclasses import replace
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters.fitting import visible
from adapters.web.address import COMMAND_PAGES, address
from adapters.web.read import PLAYGROUND, language, preferred
from adapters.web.render import render
from adapters.web.words import QUESTIONS, SCRIPT_WORDS, TRIED_COMMANDS
from bot.answer import answer
from bot.calls import Call
from bot.commands import COMMANDS
from bot.core import Bot
from bot.i18n import Language, texts
from bot.reply import Actions, Heading, Note, Reply
from bot.request import Actor, Request

HERE = Path(__file__).parent

VISITOR = Actor(None, may_manage=False)
"""Who asks by opening a page: nobody known. Another site can make a browser open one, so a visitor
may change nothing: what changes the channel or the reader's settings is asked on the playground."""


class Pages:
    """All pages, rendered from the core's replies."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def routes(self) -> list[web.RouteDef | web.StaticDef]:
        """Return the routes of the pages and of what they load."""
        return [
            web.get("/", self._playground),
            web.get("/terms/{id}", self._term),
            web.get("/call", self._call),
            web.get("/ask", self._ask),
            *(web.get(path, self._command) for path in COMMAND_PAGES),
            web.static("/static", HERE / "static"),
        ]

    def fault(
        self, request: web.Request, status: int, message: str, **facts: str | int
    ) -> web.Response:
        """Return a page that says what went wrong and leads on.

        Args:
            message: English source text, marked with `N_`, with places for `facts`.
        """
        said = visible(texts(_language(request))(message, **facts))
        return self._page(request, "fault.html", status=status, message=said)

    async def _playground(self, request: web.Request) -> web.Response:
        shown = _language(request)
        say = texts(shown)
        commands = (COMMANDS.named(name).name_in(shown) for name in TRIED_COMMANDS)
        return self._page(
            request,
            "playground.html",
            chosen=language(request.query.get("lang")),
            text=visible(request.query.get("text", "")),
            examples=(*QUESTIONS, *commands),
            words={name: say(word, count="{count}") for name, word in SCRIPT_WORDS.items()},
        )

    async def _command(self, request: web.Request) -> web.Response:
        command = COMMANDS.named(COMMAND_PAGES[request.path])
        given = ((option.name, request.query.get(option.name)) for option in command.options)
        call = Call(command.name, tuple((name, value) for name, value in given if value))
        return self._shown(request, await self._reply(request, call))

    async def _term(self, request: web.Request) -> web.Response:
        term = (("term", request.match_info["id"]),)
        card = await self._reply(request, Call("define", term))
        if self._bot.terms.get(request.match_info["id"]) is None:
            return self._shown(request, card, status=404)
        article = await self._reply(request, Call("article", term))
        return self._shown(request, *_term_parts(card, article))

    async def _call(self, request: web.Request) -> web.Response:
        call = Call.decode(request.query.get("c", ""))
        return self._shown(request, await self._reply(request, call))

    async def _ask(self, request: web.Request) -> web.Response:
        call = COMMANDS.parse(request.query.get("text", ""))
        return self._shown(request, await self._reply(request, call))

    async def _reply(self, request: web.Request, call: Call) -> Reply:
        call = replace(call, language=_language(request))
        return await answer(Request(call, VISITOR, PLAYGROUND), self._bot)

    def _shown(self, request: web.Request, *replies: Reply, status: int = 200) -> web.Response:
        """Return the page of `replies`, which are parts of one text."""
        first, *_ = replies
        headings = [block.text for block in first.blocks if isinstance(block, Heading)]
        return self._page(
            request,
            "reply.html",
            status=status,
            title=visible(headings[0]) if headings else None,
            parts=[render(reply, address) for reply in replies],
        )

    def _page(
        self, request: web.Request, template: str, *, status: int = 200, **values: object
    ) -> web.Response:
        shown = _language(request)
        html = self._templates.get_template(template).render(
            say=texts(shown),
            language=shown,
            path=request.path,
            kept=f"?lang={shown}" if "lang" in request.query else "",
            here={known: _here(request, known) for known in ("ja", "en")},
            **values,
        )
        return web.Response(
            body=html.encode("utf-8", "replace"),
            status=status,
            content_type="text/html",
            charset="utf-8",
            headers={"Cache-Control": "no-cache", "Vary": "Accept-Language"},
        )


def _term_parts(card: Reply, article: Reply) -> tuple[Reply, Reply]:
    """Return the card without its small print, and the article without what the card has said."""
    facts = tuple(block for block in card.blocks if not isinstance(block, Note))
    text = tuple(
        block for block in article.blocks if block not in facts and not isinstance(block, Actions)
    )
    return replace(card, blocks=facts), replace(article, blocks=text)


def _language(request: web.Request) -> Language:
    return (
        language(request.query.get("lang"))
        or preferred(request.headers.get("Accept-Language", ""))
        or "ja"
    )


def _here(request: web.Request, shown: Language) -> str:
    """Return the address of this very page in the language `shown`."""
    return str(request.rel_url.update_query(lang=shown))
