"""Bulletin-like articles of any number, from a seed. Words follow Zipf's law over a jieba vocabulary; names and places repeat."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.resources import files
from itertools import accumulate
from random import Random

from indexer.article import Article

VOCABULARY = 40_000
FIRST_DAY = datetime(2008, 1, 2, 8, 30)


def vocabulary() -> list[str]:
    """The most frequent Chinese words of jieba's dictionary, most frequent first."""
    rows = (line.split() for line in files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines())
    ranked = sorted((-int(row[1]), row[0]) for row in rows if len(row[0]) <= 4)
    return [word for _, word in ranked[:VOCABULARY]]


def bulletins(count: int, characters: int = 2_400, seed: int = 1) -> Iterator[Article]:
    """`count` articles of about `characters` characters each; the same seed gives the same articles."""
    rng = Random(seed)
    words = vocabulary()
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    people = [rng.choice("赵钱孙李周吴郑王刘陈杨黄") + "".join(rng.choices("源绚明华志远文静岚", k=2)) for _ in range(400)]
    units = [rng.choice("青栖砚丹苍北霁雪") + rng.choice("湖州屏泉渡山柳") + f"市地方志{n}处" for n in range(120)]

    def sentence() -> str:
        picked = (words[bisect(weights, rng.random() * weights[-1])] for _ in range(rng.randint(6, 18)))
        return "".join(picked) + rng.choice("，，。")

    for number in range(count):
        day = FIRST_DAY + timedelta(minutes=number * 6_000_000 // max(count, 1))
        paragraphs: list[str] = []
        while sum(map(len, paragraphs)) < characters:
            paragraphs.append("".join(sentence() for _ in range(rng.randint(2, 9))))
        issue = number * 40 * 17 // max(count, 1) % 40 + 1
        series = rng.choice(["政工简讯", "工作简报", "工作简报"])
        yield Article(
            id=f"bench-{number}",
            title=sentence().rstrip("，。"),
            body="\n".join(paragraphs),
            series=series,
            year=day.year,
            issue=issue,
            issue_title=f"澜川省地方志办{series}{day.year}年第{issue}期",
            section=rng.choice([None, "市州动态", "特别关注"]),
            authors=tuple(rng.sample(people, rng.choice([0, 1, 1, 2]))),
            contributor=rng.choice([None, rng.choice(units)]),
            source=rng.choice(["澜川省地方志工作办公室", "澜川日报", rng.choice(units)]),
            published=day,
        )
