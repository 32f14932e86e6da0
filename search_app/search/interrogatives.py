"""Words that ask and name nothing: who asks 怎么投诉物业 looks for 投诉 and 物业, and for no article that only says 怎么.

Not 何 and 几, which are a name and a number as well. What a question matches and how it scores: `partial`, `ranking`.
"""

from __future__ import annotations

_ASKING = (
    "什么 干什么 为什么 怎么 怎么样 怎样 怎么办 如何 为何 多少 多久 多大 多高 多长 多远 几个 几年 几时 是否 是不是 有没有 能否 "
    "吗 呢 谁 哪 哪个 哪些 哪里 哪儿 哪位 哪年 哪一 哪一年 何时 何地 何处 何人 何种 何年"
)
INTERROGATIVES = frozenset(_ASKING.split())
