"""The `hayami` program: the only place where the parts are put together.

What a command needs is imported when it runs, not before: `hayami ask` must not wait for a web
server, a database or a chat SDK (0.2 to 0.5 s each) that it does not use.
"""

import asyncio
import io
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from bot.i18n import Language
    from bot.settings import Settings

Batch = Annotated[Path | None, typer.Option(help="A file of questions, - for standard input.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, for scripts.")]
LanguageChoice = Annotated[
    Literal["ja", "en"] | None,
    typer.Option(help="Else that of the question or the terminal."),
]

app = typer.Typer(
    help="hayami: AI terms and official AI news, in Japanese and English.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
terms_app = typer.Typer(help="The glossary's files.", no_args_is_help=True)
news_app = typer.Typer(help="Official news.", no_args_is_help=True)
digest_app = typer.Typer(help="The digests of channels.", no_args_is_help=True)
slack_app = typer.Typer(help="Setting up Slack.", no_args_is_help=True)
discord_app = typer.Typer(help="Setting up Discord.", no_args_is_help=True)
app.add_typer(terms_app, name="terms")
app.add_typer(news_app, name="news")
app.add_typer(digest_app, name="digest")
app.add_typer(slack_app, name="slack")
app.add_typer(discord_app, name="discord")


def main() -> None:
    """Run the program; a mistake in its use ends it with a sentence, not a trace."""
    from bot.errors import HayamiError

    for stream in (sys.stdout, sys.stderr):  # a terminal without Japanese shows what it can
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except HayamiError as error:
        print(f"hayami: {error}", file=sys.stderr)
        sys.exit(2)


def settings() -> "Settings":
    """Return the settings, or end the program with what is wrong with them."""
    from pydantic import ValidationError

    from bot.errors import UsageError
    from bot.settings import Settings

    try:
        return Settings()
    except UnicodeDecodeError as error:
        raise UsageError(".env is not UTF-8; save it as UTF-8 text") from error
    except ValidationError as error:
        faults = "; ".join(f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors())
        raise UsageError("a setting is wrong: {faults}", faults=faults) from error


def terminal_language() -> "Language":
    """Return the language of the operator's terminal."""
    chosen = next((os.environ[name] for name in ("LC_ALL", "LANG") if os.environ.get(name)), "")
    return "ja" if chosen.startswith("ja") else "en"


def day(given: str = "") -> date:
    """Return a day that was given, else today in the operator's zone.

    Raises:
        UsageError: it is no day.
    """
    from bot.clock import SystemClock
    from bot.errors import UsageError

    try:
        return date.fromisoformat(given) if given else SystemClock().now().astimezone().date()
    except ValueError:
        raise UsageError("{day} is no day; write it like 2027-01-31", day=given) from None


@app.command()
def run(
    only: Annotated[str, typer.Option(help="Parts to start: web, slack, discord, worker.")] = "",
    port: Annotated[int | None, typer.Option(help="Instead of HAYAMI_WEB_PORT.")] = None,
) -> None:
    """Start hayami: the web page, the scheduler, and the chats whose tokens are set."""
    from adapters.cli.serve import PARTS, serve
    from bot.errors import UsageError

    parts = tuple(part.strip() for part in only.split(",")) if only else PARTS
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        raise UsageError(
            "--only takes {parts}, not {unknown}",
            parts=", ".join(PARTS),
            unknown=", ".join(unknown),
        )
    chosen = settings()
    if port is not None:
        chosen = chosen.model_copy(update={"web_port": port})
    sys.exit(serve(chosen, parts, terminal_language()))


@app.command()
def ask(question: list[str], language: LanguageChoice = None) -> None:
    """Answer one question, such as 転移学習とは, or run a command, such as index か."""
    from adapters.cli.talk import ask

    asyncio.run(ask(settings(), " ".join(question), language))


@app.command()
def chat(language: LanguageChoice = None) -> None:
    """Talk to hayami at a prompt, with completion."""
    from adapters.cli.talk import talk

    asyncio.run(talk(settings(), language))


@app.command()
def doctor() -> None:
    """Check settings, tokens, rights, database, terms and sources; say how to mend each fault."""
    from adapters.cli.doctor import examine

    sys.exit(asyncio.run(examine(settings(), terminal_language())))


@app.command()
def lookup(
    query: Annotated[list[str] | None, typer.Argument()] = None,
    *,
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option(min=1, max=25, help="Most results a query.")] = 5,
    batch: Batch = None,
) -> None:
    """Look up terms and say how each was found."""
    from adapters.cli.scripts import lookup_lines

    for line in lookup_lines(settings(), query or (), batch, limit, as_json=as_json):
        print(line)


@app.command()
def explain(
    text: Annotated[list[str] | None, typer.Argument()] = None,
    *,
    as_json: AsJson = False,
    batch: Batch = None,
) -> None:
    """Find the terms in a text, with their places."""
    from adapters.cli.scripts import explain_lines

    texts = [" ".join(text)] if text else []
    for line in explain_lines(settings(), texts, batch, as_json=as_json):
        print(line)


@terms_app.command("check")
def terms_check() -> None:
    """Check every entry; each fault is file:line, what is wrong, and how to mend it."""
    from adapters.cli.terms import check_lines

    lines, faults = check_lines(settings())
    print("\n".join(lines))
    sys.exit(1 if faults else 0)


@terms_app.command("list")
def terms_list(
    form: Annotated[Literal["table", "csv", "json", "tbx"], typer.Option("--format")] = "table",
) -> None:
    """List the entries for people, or export all of them for a table, a program, a termbase."""
    from adapters.cli.terms import listing

    print(listing(settings(), form), end="")


@terms_app.command("due")
def terms_due(
    on: Annotated[str, typer.Option(help="A day, such as 2027-01-31; today without.")] = "",
) -> None:
    """List entries whose last check is too old: 180 days, for laws and products 90."""
    from adapters.cli.terms import due_lines

    lines = due_lines(settings(), day(on))
    print("\n".join(lines) if lines else "No entry is due.")
    sys.exit(1 if lines else 0)


@terms_app.command("new")
def terms_new(term_id: str) -> None:
    """Write the draft of an entry, to be filled in."""
    from adapters.cli.terms import new_lines

    print("\n".join(new_lines(settings(), term_id, day())))


@terms_app.command("counts")
def terms_counts(
    into: Annotated[Path | None, typer.Option(help="A file with a place for them.")] = None,
) -> None:
    """Count entries, aliases and sources, as Markdown."""
    from adapters.cli.terms import count_lines

    print(count_lines(settings(), into))


@terms_app.command("show")
def terms_show(term_id: str, language: LanguageChoice = None) -> None:
    """Show one entry with its article."""
    from adapters.cli.talk import ask
    from adapters.cli.terms import check_known

    check_known(settings(), term_id)
    asyncio.run(ask(settings(), f"article {term_id}", language or terminal_language()))


@news_app.command("refresh")
def news_refresh(
    source: Annotated[list[str] | None, typer.Argument(help="Ids; all without.")] = None,
) -> None:
    """Fetch the sources now and say what each gave."""
    from adapters.cli.news import refresh

    sys.exit(asyncio.run(refresh(settings(), tuple(source or ()))))


@news_app.command("check")
def news_check(
    source: Annotated[list[str] | None, typer.Argument(help="Ids; all enabled without.")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="Name the disabled ones, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Try the sources now, storing nothing, and say how each is; 1 where an enabled one fails."""
    from adapters.cli.check import check_sources

    ids = tuple(source or ())
    sys.exit(asyncio.run(check_sources(settings(), ids, every=every, as_json=as_json)))


@news_app.command("rejected")
def news_rejected(
    *,
    source: Annotated[str, typer.Option(help="A source's id; all without.")] = "",
    since: Annotated[str, typer.Option(help="Such as 7d, 12h or 2026-11-01.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the items that were set aside, each with the reason."""
    from adapters.cli.rejected import rejected_lines

    for line in asyncio.run(rejected_lines(settings(), source, since, as_json=as_json)):
        print(line)


@news_app.command("list")
def news_list(
    words: Annotated[list[str] | None, typer.Argument()] = None, language: LanguageChoice = None
) -> None:
    """List the latest news."""
    from adapters.cli.talk import ask

    line = " ".join(["news", *(words or ())])
    asyncio.run(ask(settings(), line, language or terminal_language()))


@news_app.command("write")
def news_write() -> None:
    """Let the model write about new items now, and say what came of it."""
    from adapters.cli.writing import write

    sys.exit(asyncio.run(write(settings())))


@news_app.command("parse")
def news_parse(  # noqa: PLR0913 -- one parameter an option, as typer wants it
    files: list[Path],
    *,
    as_json: AsJson = False,
    source: Annotated[str, typer.Option(help="A source's id: its domains, kind, extraction.")] = "",
    domains: Annotated[str, typer.Option(help="Official domains, comma-separated.")] = "",
    kind: Annotated[
        Literal["rss", "atom", "json", "sitemap", "html"] | None, typer.Option()
    ] = None,
    language: LanguageChoice = None,
    base_url: Annotated[str, typer.Option(help="What relative links are relative to.")] = "",
    now: Annotated[str, typer.Option(help="The time of reading, ISO 8601.")] = "",
    content_type: Annotated[str, typer.Option(help="As the server sent it.")] = "",
    filtered: Annotated[
        bool, typer.Option("--filtered", help="Leave out what the source's filter does.")
    ] = False,
) -> None:
    """Say what a first refresh would read in recorded documents; nothing is fetched or stored."""
    from adapters.cli.parse import ParseOptions, parse_lines

    options = ParseOptions(
        source, domains, kind, language, base_url, now, content_type, filtered=filtered
    )
    for line in parse_lines(settings(), files, options, as_json=as_json):
        print(line)


@digest_app.command("subscribe")
def digest_subscribe(  # noqa: PLR0913, PLR0917 -- one parameter an option, as typer wants it
    platform: Annotated[Literal["slack", "discord", "web"], typer.Option()],
    tenant: Annotated[str, typer.Option(help="Id of the Slack workspace or Discord server.")],
    channel: Annotated[str, typer.Option(help="The platform's id of the channel.")],
    at: Annotated[str, typer.Option(help="Local time of day, such as 09:00.")],
    timezone: Annotated[str, typer.Option(help="IANA name, such as Asia/Tokyo.")] = "",
    language: LanguageChoice = None,
    weekdays: Annotated[str, typer.Option(help="Such as mon-fri or daily.")] = "",
) -> None:
    """Send a digest to a channel on every chosen day."""
    from adapters.cli.digest import in_place
    from bot.calls import Call
    from bot.request import Place

    options = {"at": at, "timezone": timezone, "language": language or "", "weekdays": weekdays}
    given = tuple((name, value) for name, value in options.items() if value)
    call = Call("digest subscribe", given, language or terminal_language())
    sys.exit(asyncio.run(in_place(settings(), Place(platform, tenant, channel), call)))


@digest_app.command("preview")
def digest_preview(language: LanguageChoice = None) -> None:
    """Show what the next digest would hold."""
    from adapters.cli.talk import ask

    asyncio.run(ask(settings(), "digest preview", language or terminal_language()))


@digest_app.command("list")
def digest_list() -> None:
    """List every subscription, with its last and next slot."""
    from adapters.cli.digest import list_lines

    print("\n".join(asyncio.run(list_lines(settings(), terminal_language()))))


@digest_app.command("pause")
def digest_pause(number: int) -> None:
    """Pause a subscription."""
    from adapters.cli.digest import change

    sys.exit(asyncio.run(change(settings(), "digest pause", number, terminal_language())))


@digest_app.command("resume")
def digest_resume(number: int) -> None:
    """Resume a paused subscription."""
    from adapters.cli.digest import change

    sys.exit(asyncio.run(change(settings(), "digest resume", number, terminal_language())))


@digest_app.command("remove")
def digest_remove(number: int) -> None:
    """Remove a subscription."""
    from adapters.cli.digest import change

    sys.exit(asyncio.run(change(settings(), "digest remove", number, terminal_language())))


@digest_app.command("send")
def digest_send(number: int) -> None:
    """Send a subscription's digest now, beside its regular slots."""
    from adapters.cli.digest import send

    sys.exit(asyncio.run(send(settings(), number, terminal_language())))


@slack_app.command("manifest")
def slack_manifest(
    url: Annotated[str, typer.Option(help="Public address, for HTTP instead of Socket Mode.")] = "",
    language: LanguageChoice = None,
) -> None:
    """Print the app manifest to paste at api.slack.com/apps."""
    from adapters.cli.setup import print_slack_manifest

    print_slack_manifest(url, language or terminal_language())


@discord_app.command("invite")
def discord_invite(
    application: Annotated[str, typer.Option(help="Application id; else the token's.")] = "",
) -> None:
    """Print the link that invites the bot, with the least rights."""
    from adapters.cli.setup import print_discord_invite

    asyncio.run(print_discord_invite(settings(), application, terminal_language()))
