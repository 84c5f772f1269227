"""Turn a reply into HTML that needs no script."""

from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from markupsafe import Markup, escape

from adapters.fitting import visible
from bot.calls import Call
from bot.i18n import Language, texts
from bot.reply import (
    Actions,
    Block,
    Button,
    Choice,
    Divider,
    Field,
    Fields,
    Heading,
    Link,
    LinkButton,
    Moment,
    Note,
    Notice,
    Reply,
    Ruby,
    Section,
    Select,
    Span,
    Spans,
    Text,
    Words,
)

Address = Callable[[Call], str]
"""Where a call leads: a path on this site."""


def render(reply: Reply, address: Address) -> Markup:
    """Return `reply` as HTML; every word of it is escaped, and what can't be seen left out.

    The first heading is the page's own (`h1`), those below it are on the next level.
    """
    return Markup(visible(_join(_blocks(reply, address))))  # noqa: S704 -- only less than it was


def _blocks(reply: Reply, address: Address) -> Iterator[Markup]:
    has_title = False
    for block in reply.blocks:
        if isinstance(block, Heading) and not has_title:
            has_title = True
            yield Markup("<h1>{}</h1>").format(block.text)
        else:
            yield _block(block, reply.language, address)


def _block(  # noqa: PLR0911 -- one for each kind
    block: Block, language: Language, address: Address
) -> Markup:
    match block:
        case Heading(text):
            return Markup("<h2>{}</h2>").format(text)
        case Text(spans):
            return Markup("<p>{}</p>").format(_spans(spans, language))
        case Section(heading, spans):
            return Markup("<section><h2>{}</h2><p>{}</p></section>").format(
                heading, _spans(spans, language)
            )
        case Note(spans):
            return Markup('<p class="note">{}</p>').format(_spans(spans, language))
        case Notice(tone, spans):
            return Markup('<p class="notice {}" role="note">{}</p>').format(
                tone, _spans(spans, language)
            )
        case Fields(fields):
            return Markup("<dl>{}</dl>").format(_join(_field(field, language) for field in fields))
        case Actions(buttons):
            return Markup('<div class="actions">{}</div>').format(
                _join(_button(button, address) for button in buttons)
            )
        case Select(placeholder, choices):
            return Markup(
                '<nav class="choices" aria-label="{0}"><p>{0}</p><ul>{1}</ul></nav>'
            ).format(placeholder, _join(_choice(choice, address) for choice in choices))
        case Divider():
            return Markup("<hr>")
        case _:
            assert_never(block)


def _field(field: Field, language: Language) -> Markup:
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
        field.label, _spans(field.spans, language)
    )


def _button(button: Button | LinkButton, address: Address) -> Markup:
    match button:
        case Button(label, call, primary):
            return Markup('<a class="button{}" href="{}">{}</a>').format(
                " primary" if primary else "", address(call), label
            )
        case LinkButton(label, url):
            return _external(label, url, "button")
        case _:
            assert_never(button)


def _choice(choice: Choice, address: Address) -> Markup:
    return Markup('<li><a href="{}"><b>{}</b> <small>{}</small></a></li>').format(
        address(choice.call), choice.label, choice.description
    )


def _spans(spans: Spans, language: Language) -> Markup:
    return _join(_span(span, language) for span in spans)


def _span(span: Span, language: Language) -> Markup:
    match span:
        case Words(text, strong):
            return Markup("<strong>{}</strong>").format(text) if strong else escape(text)
        case Link(text, url):
            return _external(text, url, "link")
        case Ruby(text, reading):
            return Markup("<ruby>{}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>").format(text, reading)
        case Moment(at, timezone):
            return Markup('<time datetime="{}">{}</time>').format(
                at.isoformat(), texts(language).moment(at, timezone)
            )
        case _:
            assert_never(span)


def _external(text: str, url: str, kind: str) -> Markup:
    """Return a link to another site."""
    return Markup('<a class="{}" href="{}" rel="external noopener noreferrer">{}</a>').format(
        kind, url, text
    )


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup().join(parts)
