"""The forms in which an English name stands in a sentence."""

import re
from collections.abc import Iterator

_HISSING = ("s", "x", "z", "ch", "sh")
_NO_PLURAL = ("ss", "us", "is")
_LAST_WORD = re.compile(r"[A-Za-z]+$")
_OF_ING = ("ed", "e", "")


def inflections(name: str, key: str) -> Iterator[str]:
    """Yield the folded forms of a name beside its own: plural, singular, -ed for -ing.

    Only a name of several words has the forms of a verb: fine-tuned models are about
    fine-tuning, but pooled data need not be about pooling.

    Args:
        name: as written.
        key: `name`, folded.
    """
    last = _LAST_WORD.search(name)
    if last is None or not key.isascii():
        return
    yield from _plurals(key)
    if last[0].isupper():  # an abbreviation: FLOPS is no plural
        return
    if key.endswith("s") and not key.endswith(_NO_PLURAL):
        yield key[:-1]
    if key.endswith("ing") and last.start() > 0:
        yield from (key.removesuffix("ing") + ending for ending in _OF_ING)


def stems(form: str) -> Iterator[str]:
    """Yield the folded names of which `form` may be one of the `inflections`."""
    if not form.isascii():
        return
    for ending, instead in (("s", ""), ("es", ""), ("ies", "y")):
        if form.endswith(ending):
            yield form.removesuffix(ending) + instead
    yield form + "s"
    yield from (form.removesuffix(ending) + "ing" for ending in _OF_ING if form.endswith(ending))


def _plurals(key: str) -> Iterator[str]:
    yield key + "s"
    if key.endswith(_HISSING):
        yield key + "es"
    elif key.endswith("y"):
        yield key[:-1] + "ies"
