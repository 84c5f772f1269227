"""Words of everyday language that look like a term, or sound like one.

They are a letter away from one, are one in capitals, or are read as one is. Who types one of them
means it: it is no misspelt term. In running text such a word is a term only
as a headword, or in the capitals of an abbreviation (RAG, but not rag).

The words were picked in 2026-11 by going through the commonest 26,000 English and 60,000 Japanese
words (lists of the package wordfreq 3) for those within the slips that `bot.terms.finding.fuzzy`
forgives, and through the aliases of some 600 terms for those that mean something else to most
people; those that sound like a term by putting homophones (SudachiDict core) for the words of the
same terms.
"""

from functools import cache

from bot.terms.fold import fold

_NEAR_A_TERM = """
abolition abortion accurate actuality agent agents aggression alpha annexation arresting
assignment attentive attest attrition autopilot aviation backdrop baking banging begging blasting
boasting boating booking booming bragging bursting changing chanting checking choking churning
clarification classified clause cloud clouds code coded codes computation computer consolation
convent cooling counting cunning database deflection depression ditto document documentary driven
election emergencies emergency emergent emotion emotional evening evil fairest fairies fairy
fatality feather featured fitness fixture fooling fracture frontier future gamma grinding
grooming grossing grouping growing guest hardness harvest height imagine imagined imitation
implementation influence innovation interference kennel kill knowledgeable labelling lagging lama
learning leveling locally mama mamma mean measure minimal modeled modelled moment momentous
mutation nagging narrow narrowed narrower narrowly neutron notation notebook oncology outlet
outline outsider painting pass perception perimeter pertaining physically pinning placing
planting plating playing polling profit progression promising promote prompted provider providing
provision putting rama recession reelection reflecting reflective rejection repression reputation
resent reset restraining retaining rounding scaling scarcity scaring scarring screaming scripting
search seeming selection sensibility shadow shadowy shaking shaming shaping shocking skilled
skull soaking sovereignty spacing sparking sparsely spill spraying spreading stabbing staffing
staging staining stalking stalling stamping standing staring starring starting starving stating
staying stealing steaming stemming sticking still stocking strapping streamline stressing
striking stroking stronger strongly tagging taken temperate throughout transform transformation
transformed transparent transporter undercut vector weigh workflow workshop

いらい いらいら げんなり つるつる はずれ はずれる アウトライン アストラル アセンション アルファ
イコライザー イライラ エピック エリック エンディング エージェンシー カンファレンス カーネル
ガードマン クウェート クエン クラップ クリック クリッパー クリープ クロップ コックス コバルト
コミックス コルト コンバート コーデック シップ シャッター シャット シャンプー シャープ ショップ
シロップ ジェニー スイミング スキップ スケーリング スコップ スティング ステップ ストップ
ストリング スナップ スラップ スリップ スロット スロープ スワップ ソフト チェックイン
チェックメイト チャック チャット テンション ディック ディップ ディベート デビット トリミング
トレーニング トークショー ドロップス ニュートン ハイカラ バインディング バーニング パイロット
ファジー ブロッキング プリン プリンス プリンター プリント ヘブライ ホスティング マニアック
ユニット ランキング ランニング リアクター リスティング レーシング ロケット ロジック ロッキング
ロット ロボット

こみ上げ はめ込み 不公平 丸刈り 予防保全 住み込み 体験学習 公平感 再婚率 再認識 出現率 動画作成
動画再生 包み込み 匿名性 吸い込み 外れる 学習会 学習塾 学習机 少子化 就学率 後処理 思い込み
感度分析 手動運転 教科学習 標準時 標準語 正常化 正当化 正答率 決定打 決定的 熱処理 特徴点 特徴的
現実性 画像作成 真実性 短期記憶 稲刈り 積み上げ 積み込み 素粒子 組み上げ 組み込み 結果責任
総合学習 編み込み 自動予約 自動学習 芝刈り 草刈り 角刈り 詰め込み 読み上げる 読み込み 質疑応答
踏み込み 込み上げ 追い込み 透明度 透明感 進学率 運動学習 適応率 量子論 隠れる 隠れ家 電子化
食い込み 飲み込み
"""

_ALSO_A_TERM = """
adam alignment amp annotation attention bagging boosting cam camel clip cot dit emergence
faithfulness feature geo harness hide hyde kernel labeling lime mae mas moe nas node profiling rag
rectifier reinforce rope rouge scaffold scheming scraping sensitivity singularity skill slop
stacking standardization tot unit weight yolo

おべっか がん くだ れる アダム アンサンブル イライザ エスター オニキス クリップ スキル ハイド
ハーネス フィーチャー ライム リコール ルージュ ワトソン

内省 剪定 呪文 囲い込み 感度 接地 標準化 温度 素性 脱獄 読み上げ 足場 迎合 追従 遅延 重み
"""

_SOUNDS_LIKE_A_TERM = """
事故注意 児童運転 水洗システム
"""


def is_everyday(key: str) -> bool:
    """Return whether a folded word, or what an English plural is made from, is an everyday word."""
    words = _words()
    return key in words or (key.isascii() and key[-1:] == "s" and key[:-1] in words)


@cache
def _words() -> frozenset[str]:
    return frozenset(
        fold(word) for word in (_NEAR_A_TERM + _ALSO_A_TERM + _SOUNDS_LIKE_A_TERM).split()
    )
