"""Find how a name begins that was begun with a slip."""

from bisect import bisect_right

from bot.terms.completing.openings import Openings

ONE_SLIP = 4
"""Letters typed from which on a slip is forgiven: fewer begin too many other names."""

_SCRIPTS = ("\2", "ぁ", "㐀", "\U0010ffff")
"""Where Latin letters, kana and kanji begin: only those of one script are taken for each other."""


def slipped(known: Openings, typed: str) -> list[str]:
    """Return what is one slip away from `typed` and begins some lines.

    A slip is a letter too many, one missing, another of the same script, or two exchanged. The
    first letter is right, unless it is exchanged with the second.

    Args:
        known: lines of which none begins with `typed`.
        typed: `ONE_SLIP` letters or more.
    """
    tried = [typed[1] + typed[0] + typed[2:]]
    last = len(typed) - 1
    for at in range(1, last):
        head, letter, after = typed[:at], typed[at], typed[at + 1 :]
        following = known.after(head)
        if not following:
            return known.begun(tried)
        tried += (head + after, head + after[0] + letter + after[1:])
        script = bisect_right(_SCRIPTS, letter)
        first, past = _SCRIPTS[script - 1], _SCRIPTS[script]
        for other in following:
            if first <= other < past and other != letter:
                tried += (head + other + after, head + other + typed[at:])
    return known.begun((*tried, typed[:last]))  # where the last is wrong, any letter does
