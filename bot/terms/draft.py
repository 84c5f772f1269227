"""A new entry to be filled in: well formed, and left out of the glossary until it is."""

from datetime import date
from pathlib import Path

from bot.errors import UsageError
from bot.terms.entry import CATEGORIES, KINDS
from bot.terms.rules import ARTICLE_LENGTH, ID, MAX_DEFINITION, MIN_SOURCES, RELATED, SECTIONS


def write_draft(folder: Path, entry_id: str, today: date) -> Path:
    """Write the draft of a new entry, and return its file.

    Raises:
        UsageError: the id is no kebab-case, or there is such an entry.
    """
    if not ID.fullmatch(entry_id):
        raise UsageError(
            "{id} is no id; write it with a-z, 0-9 and single hyphens, such as transfer-learning",
            id=entry_id,
        )
    path = folder / f"{entry_id}.yaml"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(_draft(entry_id, today))
    except FileExistsError:
        raise UsageError("{file} is there already; edit it", file=str(path)) from None
    except OSError as error:
        raise UsageError("{file}: {reason}", file=str(path), reason=error.strerror or "") from error
    return path


def _draft(entry_id: str, today: date) -> str:
    english = entry_id.replace("-", " ").title()
    least, most = RELATED
    sources = "\n".join(
        f'  - {{title: "", url: "https://", kind: {KINDS[0]}, year: {today.year}}}'
        for _ in range(MIN_SOURCES)
    )
    return f"""\
id: "{entry_id}"
name: {{en: "{english}", ja: ""}}  # as official documents write it, abbreviations spelled out
reading: ""  # of the Japanese name, in hiragana and ー
aliases:  # what people type: abbreviations, other spellings, loose names
  en: []
  ja: []
# asked_only: [names that mostly mean something else, and all of one or two letters]
# senses:  # for each name that another entry has too, there as well
#   - {{name: "", en: what it means here, ja: ここでの意味}}
# elsewhere:  # what a name means outside of AI
#   - {{name: "", en: a meaning, ja: 別の意味}}
category: ""  # one of {", ".join(CATEGORIES)}
definition:
  en: ""  # one to three plain sentences, at most {MAX_DEFINITION["en"]} characters
  ja: ""  # です・ます, at most {MAX_DEFINITION["ja"]} characters
article:
  ja:  # {ARTICLE_LENGTH["ja"][0]} to {ARTICLE_LENGTH["ja"][1]} characters in all
{_article()}
  en:  # {ARTICLE_LENGTH["en"][0]} to {ARTICLE_LENGTH["en"][1]} words; the same claims, fresh
{_article()}
related: []  # {least} to {most} ids, each of which names this one and has {most} at most itself
sources:  # first-hand: {", ".join(KINDS)}
{sources}
checked:  # the day on which you compared the facts with the sources, such as {today.isoformat()}
"""


def _article() -> str:
    section = '      - heading: ""\n        body: >-\n'
    return "    introduction: >-\n    sections:\n" + (section * SECTIONS).rstrip("\n")
