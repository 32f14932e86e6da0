"""Bulletin-like articles of any number, from a seed. Words follow Zipf's law over a jieba vocabulary; names and places repeat.

Every article has a random source of its own, so that any range of them can be made alone, in any process.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from random import Random

from indexer.article import Article

VOCABULARY = 40_000
FIRST_DAY = datetime(2008, 1, 2, 8, 30)
MINUTES = 6_000_000  # a little over eleven years
SERIES = ["政工简讯", "工作简报", "工作简报"]


@lru_cache(maxsize=1)
def vocabulary() -> list[str]:
    """The most frequent Chinese words of jieba's dictionary, most frequent first."""
    rows = (line.split() for line in files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines())
    ranked = sorted((-int(row[1]), row[0]) for row in rows if len(row[0]) <= 4)
    return [word for _, word in ranked[:VOCABULARY]]


class Bulletins:
    """A corpus of `count` articles of about `characters` characters each; the same seed gives the same articles."""

    def __init__(self, count: int, characters: int = 2_400, seed: int = 1) -> None:
        rng = Random(seed)
        self._count = count
        self._characters = characters
        self._seed = seed
        self._words = vocabulary()
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._words) + 1)))
        self._people = [
            rng.choice("赵钱孙李周吴郑王刘陈杨黄") + "".join(rng.choices("源绚明华志远文静岚", k=2)) for _ in range(400)
        ]
        self._units = [rng.choice("青栖砚丹苍北霁雪") + rng.choice("湖州屏泉渡山柳") + f"市地方志{n}处" for n in range(120)]

    def article(self, number: int) -> Article:
        """The article at a place, from 0."""
        rng = Random(f"{self._seed}/{number}")
        day = FIRST_DAY + timedelta(minutes=number * MINUTES // self._count)
        issue = number * 40 * 17 // self._count % 40 + 1
        series = rng.choice(SERIES)
        return Article(
            id=f"bench-{number:07}",
            title=self._sentence(rng).rstrip("，。"),
            body="\n".join(self._paragraphs(rng)),
            series=series,
            year=day.year,
            issue=issue,
            issue_title=f"澜川省地方志办{series}{day.year}年第{issue}期",
            section=rng.choice([None, "市州动态", "特别关注"]),
            subtitle=self._sentence(rng).rstrip("，。") if rng.random() < 0.2 else None,
            authors=tuple(dict.fromkeys(rng.choices(self._people, k=rng.choice([0, 1, 1, 2])))),
            contributor=rng.choice([None, rng.choice(self._units)]),
            source=rng.choice(["澜川省地方志工作办公室", "澜川日报", rng.choice(self._units)]),
            published=day,
        )

    def articles(self, start: int, stop: int) -> Iterator[Article]:
        """The articles at places [start, stop)."""
        return map(self.article, range(start, min(stop, self._count)))

    def _paragraphs(self, rng: Random) -> Iterator[str]:
        left = self._characters
        while left > 0:
            paragraph = "".join(self._sentence(rng) for _ in range(rng.randint(2, 9)))
            left -= len(paragraph)
            yield paragraph

    def _sentence(self, rng: Random) -> str:
        return "".join(rng.choices(self._words, cum_weights=self._weights, k=rng.randint(6, 18))) + rng.choice("，，。")


def bulletins(count: int, characters: int = 2_400, seed: int = 1) -> Iterator[Article]:
    """All articles of a corpus."""
    return Bulletins(count, characters, seed).articles(0, count)
