"""Fold a spelling to the key that all its variants share.

Width, case, accents, spaces, punctuation, old forms of kanji, hiragana and katakana, long marks,
and the ways to write one foreign sound in kana fall together. Whatever is compared is folded by
this one function; where running text is searched, the key remembers where each letter came from.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MAX_MARKS = 8
"""Combining marks that are read as part of one letter: no script needs more, and normalising a
flood of them at once takes quadratic time."""

_HALF_WIDTH_MARKS = "ﾞﾟ"

# Old and new form side by side.
OLD_KANJI = (
    "亞亜惡悪壓圧圍囲醫医爲為壹壱隱隠榮栄營営衞衛驛駅圓円鹽塩應応歐欧毆殴櫻桜奧奥假仮價価畫画會会囘回"
    "懷懐繪絵擴拡殼殻覺覚學学嶽岳樂楽勸勧卷巻歡歓關関觀観氣気歸帰龜亀僞偽戲戯犧犠舊旧據拠擧挙峽峡"
    "挾挟狹狭驅駆區区勳勲薰薫徑径惠恵溪渓經経繼継莖茎螢蛍輕軽鷄鶏藝芸缺欠儉倹劍剣圈圏檢検權権獻献"
    "縣県險険顯顕驗験嚴厳效効廣広恆恒鑛鉱號号國国濟済碎砕齋斎劑剤雜雑參参慘惨棧桟蠶蚕贊賛殘残絲糸"
    "齒歯兒児辭辞濕湿實実舍舎寫写釋釈壽寿收収從従澁渋獸獣縱縦肅粛處処緖緒敍叙奬奨將将燒焼證証乘乗"
    "剩剰壤壌孃嬢條条淨浄疊畳穰穣讓譲釀醸囑嘱觸触寢寝愼慎眞真盡尽圖図粹粋醉酔隨随髓髄數数樞枢聲声"
    "靜静齊斉攝摂竊窃專専戰戦淺浅潛潜纖繊踐践錢銭禪禅雙双壯壮搜捜插挿爭争總総聰聡莊荘裝装騷騒臟臓"
    "藏蔵屬属續続墮堕體体對対帶帯滯滞臺台瀧滝擇択澤沢單単擔担膽胆團団彈弾斷断癡痴遲遅晝昼蟲虫鑄鋳"
    "廳庁聽聴敕勅鎭鎮遞逓鐵鉄轉転點点傳伝黨党盜盗燈灯當当鬪闘德徳獨独讀読屆届繩縄貳弐惱悩腦脳霸覇"
    "廢廃拜拝賣売麥麦發発髮髪拔抜蠻蛮祕秘彥彦濱浜甁瓶拂払佛仏竝並變変邊辺辨弁辯弁舖舗穗穂寶宝萠萌"
    "襃褒豐豊沒没每毎萬万滿満默黙彌弥藥薬譯訳豫予餘余與与譽誉搖揺樣様謠謡來来賴頼亂乱覽覧龍竜兩両"
    "獵猟綠緑壘塁淚涙勵励禮礼隸隷靈霊齡齢戀恋爐炉勞労樓楼祿禄灣湾敎教步歩"
    "溫温增増淸清靑青黃黄黑黒橫横卽即旣既槪概鄕郷緣縁硏研强強內内穩穏產産說説稅税銳鋭閱閲脫脱悅悦絕絶"
    "歲歳吳呉顏顔郞郎虛虚尙尚"
)

_VARIANTS: dict[str, str] = {
    "ー": "",
    "−": "",  # a minus sign that stands for a hyphen
    "ゔ": "ぶ",
    "ぢ": "じ",
    "づ": "ず",
    **dict(zip(OLD_KANJI[::2], OLD_KANJI[1::2], strict=True)),
}

_DIGRAPHS = {
    "てぃ": "てい",
    "でぃ": "でい",
    "てゅ": "ちゅ",
    "でゅ": "じゅ",
    "とぅ": "つ",
    "どぅ": "ず",
    "すぃ": "し",
    "ずぃ": "じ",
    "ふゅ": "ひゅ",
    "うぃ": "うい",
    "うぇ": "うえ",
    "うぉ": "うお",
    "いぇ": "いえ",
    "くぁ": "くあ",
    "くぃ": "くい",
    "くぇ": "くえ",
    "くぉ": "くお",
    "ぶぁ": "ば",
    "ぶぃ": "び",
    "ぶぇ": "べ",
    "ぶぉ": "ぼ",
    "ぶゅ": "びゅ",
}
_SMALL = frozenset(pair[1] for pair in _DIGRAPHS)
_REPEAT = frozenset("々ゝ")


_NO_LETTERS = {  # C++ is not C
    code: None for code in range(128) if not chr(code).isalnum() and chr(code) != "+"
}
_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


@dataclass(frozen=True, slots=True)
class Folded:
    """A key, and where each of its letters came from.

    Args:
        starts: for each letter of the key, the offset in the text of what it was made from.
        ends: the offset after it.
    """

    key: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def gap(self, at: int) -> bool:
        """Return whether the text has something between the letters `at - 1` and `at`."""
        return self.starts[at] > self.ends[at - 1]

    def is_whole(self, first: int, last: int) -> bool:
        """Return whether letters `first` to `last` share no letter of the text with others."""
        begins = first == 0 or self.starts[first] >= self.ends[first - 1]
        return begins and (last == len(self.key) or self.starts[last] >= self.ends[last - 1])


def hiragana(text: str) -> str:
    """Return `text` with katakana of any width as hiragana, its long marks and the rest kept."""
    return unicodedata.normalize("NFKC", text).translate(_KATAKANA)


def fold(text: str) -> str:
    """Return the key of `text`; text without a letter has an empty one."""
    if text.isascii():  # as fold_mapped does it, ten times as fast
        return text.lower().translate(_NO_LETTERS)
    return fold_mapped(text).key


def fold_mapped(text: str) -> Folded:
    """Return the key of `text` with the place of each of its letters."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    start, length = 0, len(text)
    while start < length:
        end = start + 1
        while end < length and text[end] > "\u02ff" and _is_mark(text[end]):
            end += 1
        folded = _fold_unit(text[start : min(end, start + 1 + MAX_MARKS)])
        origin = start
        if letters and folded in _REPEAT:
            folded = letters[-1]
        elif (
            folded in _SMALL
            and ends[-1:] == [start]
            and (merged := _DIGRAPHS.get(letters[-1] + folded))
        ):
            folded, origin = merged, starts[-1]
            del letters[-1], starts[-1], ends[-1]
        for letter in folded:
            letters.append(letter)
            starts.append(origin)
            ends.append(end)
        start = end
    return Folded("".join(letters), tuple(starts), tuple(ends))


def _is_mark(character: str) -> bool:
    return character in _HALF_WIDTH_MARKS or unicodedata.combining(character) > 0


@lru_cache(maxsize=8192)
def _fold_unit(unit: str) -> str:
    """Return the key of one letter with its marks."""
    normal = unicodedata.normalize("NFKC", unit).casefold()
    return "".join(_fold_character(character) for character in normal)


def _fold_character(character: str) -> str:
    if character.isascii():
        return "" if ord(character) in _NO_LETTERS else character
    character = character.translate(_KATAKANA)
    variant = _VARIANTS.get(character)
    if variant is not None:
        return variant
    if unicodedata.category(character)[0] in "CMPZ":
        return ""
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() else character
