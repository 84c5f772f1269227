"""Find the term in a question: what is left without the words of asking around it."""

import re

MAX_QUERY = 200
"""Characters of a query that are looked at: the longest names have some 60, a described meaning
a sentence."""

_MENTION = re.compile(r"<[@#!][^<>]{1,80}>|^\s*@[\w.-]+(?=\s)")
_EDGES = " \t\r\n\u3000\"'`“”‘’«»„「」『』【】〈〉《》?？!！.。．,，、:：;；…"

_ASKING_JA = (
    r"(?:って|とは|というのは|っていうのは|は)?"
    r"(?:何|なに|なん|なあに|どういう意味|どういうこと|どういうもの|どんなもの|どんな意味)"
    r"(?:なの|なん|のこと)?(?:でしょう|です|だっけ|だろう)?(?:か|の|よ)?"
)
_TELLING_JA = (
    r"(?:について|に関して|を|の)?"
    r"(?:(?:もっと)?(?:わかりやすく|分かりやすく|簡単に|かんたんに|詳しく|くわしく|ざっくり))?"
    r"(?:教え|おしえ|説明し|解説し|定義し|調べ)て"
    r"(?:下さい|ください|くれますか|くれる|くれ|ほしい(?:です)?|欲しい(?:です)?"
    r"|もらえますか|いただけますか|頂けますか)?(?:ませんか|か|よ|ね)?"
)
_TAILS = (
    _ASKING_JA,
    _TELLING_JA,
    r"(?:とは|って|は)?(?:何|なん)の(?:略語?|こと)",
    r"(?:について|に関して)(?:の)?",
    r"(?:を|が|について)?(?:知りたい|わからない|分からない|わかりません|分かりません)(?:です)?",
    r"という(?:言葉|用語|単語|語|もの|の)",
    r"の(?:意味|定義|読み方|読み|英語|日本語|説明|概要|こと)(?:は|を|って|とは)?",
    r"とは|って|っていうのは|というのは|は|を",
    r"ですか|でしょうか",
    r"わかりやすく|分かりやすく|簡単に|詳しく",
    r"\s+(?:please|pls|means?|meaning|definition|stand\s+for|for\s+beginners)",
    r"\s+in\s+(?:simple\s+terms|english|japanese)",
)
_TAIL = re.compile(f"(?:{'|'.join(_TAILS)})$", re.IGNORECASE)
_HEAD = re.compile(
    r"^(?:"
    r"(?:what(?:'s|’s|s|\s+is|\s+are|\s+does|\s+do)|who\s+is|define|describe|explain(?:\s+to\s+me)?"
    r"|(?:the\s+)?(?:meaning|definition)\s+of|tell\s+me(?:\s+more)?\s+about|about"
    r"|(?:can|could|would)\s+you|please|pls|hayami)(?:\s+(?:a|an|the)(?=\s))?[\s,:]+"
    r"|(?:教えて|ねえ|すみません)[、,\s]+"
    r")",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“][^\"“”]+[\"”]")
_GLOSS = re.compile(r"\s*[(（][^()（）]+[)）]?$")


def is_quoted(query: str) -> bool:
    """Return whether all of `query` is in English quotes: then it is English and no romaji."""
    return _QUOTED.fullmatch(query.strip()) is not None


def forms(query: str) -> tuple[str, ...]:
    """Return what `query` may ask for, from all of its words to fewer.

    A name may look like a question, so the words as typed come first; then without mentions,
    quotes and the words of asking; then without a bracket at the end, as in RAG（検索拡張生成）.
    """
    typed = _MENTION.sub(" ", query[:MAX_QUERY]).strip()
    core = _strip(typed)
    return tuple(form for form in dict.fromkeys((typed, core, _GLOSS.sub("", core))) if form)


def _strip(text: str) -> str:
    while True:
        shorter = _TAIL.sub("", _HEAD.sub("", text.strip(_EDGES)).strip(_EDGES)).strip(_EDGES)
        if shorter == text:
            return text
        if not shorter:  # nothing but words of asking: then they are what is asked for
            return text.strip(_EDGES)
        text = shorter
