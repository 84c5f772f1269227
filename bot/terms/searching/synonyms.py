"""Everyday English words that colleagues say where definitions write another.

They are for describing a meaning only: a search finds what is written. They were written down in
2026-11 from what definitions call things and from the half of `descriptions.tsv`
to choose by; which of the other half were missed was not looked at. Japanese needed none: its
compounds share their kanji.
"""

from collections import defaultdict
from functools import cache

from bot.terms.searching.stems import stem

_GROUPS = """
adjust change update tune
answer reply response
attack attacker hacker criminal hack
big huge large
bot chatbot assistant agent
buy bought purchase shopping
cheap money price cost fee
chip gpu processor
choose chosen chose pick select
clip movie film video
company firm business organization
connect link plug relation
conversation chat dialogue talk
copy imitate mimic
danger dangerous harmful harm risk
delete erase remove wipe
draw paint
employee staff colleague worker
fake false untrue lie invented
fast quick speed
file document
follow obey
forget forgot forgotten
give gave given
goal aim purpose intend
government state country nation
group category class cluster
guess predict estimate forecast
hidden invisible hide
isolate locked separate
job task work
join merge combine mix blend
keep store save retain
keyword term word
know knowledge knew
law rule regulation legislation
learn learned learnt
limit maximum cap
made make create generate produce
meaning sense semantic
mistake error wrong incorrect
people person human someone
permission allow access right
phone smartphone device
picture photo photograph drawing image
piece chunk passage part
program code software
promise contract guarantee
question query ask
quote cite citation mention
rank order sort
reason why explain explanation
remember memory recall
score grade rating
secret private confidential personal
show shown display
small little tiny
speech voice spoken speak talk
split cut divide
spot detect notice discover
standard norm certify
step stage
tag label annotate
teach taught train
test exam check
trick fool deceive
unfair discriminate bias disadvantage
vendor supplier provider maker
wait delay latency
website site page web
worse decline degrade worsen
write written wrote
"""


def synonyms(stem: str) -> frozenset[str]:
    """Return the stems of words that mean much the same."""
    return _by_stem().get(stem, frozenset())


@cache
def _by_stem() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in _GROUPS.strip().splitlines():
        alike = {stem(word) for word in group.split()}
        for one in alike:
            found[one] |= alike - {one}
    return {one: frozenset(alike) for one, alike in found.items()}
