"""Words of a reader that a button takes along."""

from bot.calls import MAX_ENCODED, Call


def carried(text: str, command: str, option: str) -> str:
    """Return as many of the words as a button can carry to any page of the command's reply."""
    words = " ".join(text.split())[:MAX_ENCODED].strip()
    while words and not _fits(Call(command, ((option, words), ("page", "9999")), "ja")):
        words = words[:-1].rstrip()
    return words


def _fits(call: Call) -> bool:
    try:
        call.encode()
    except ValueError:
        return False
    return True
