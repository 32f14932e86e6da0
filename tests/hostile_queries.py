"""Query texts meant to be slow or to break something, from a seed: what a bored or ill-disposed reader types.

All are within 200 characters and can be encoded; nearly all are within the parser's other limits, so that they reach the engine.
They make no claim about answers: whoever uses them expects an answer or QueryTooLarge, nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from search_app.search.parser import MOST_CHARACTERS, MOST_DEPTH, MOST_LEAVES

SYNTAX = '()（）"“”「」|-:： 　'
FOREIGN_SYNTAX = [
    "*",
    "?",
    "~2",
    "^9",
    "[a TO z]",
    "/(a+)+$/",
    "' OR 1=1 --",
    "NEAR/99",
    "{!lucene}",
    "%00",
    "AND NOT",
    "\\",
    "<b>",
    "{{7*7}}",
]
SCRIPTS = "aZzß́ŉİıſÅπЖאمऄกあアカ가ｱＡ１〇○零繁體鄉𠮷𪚥😀👨‍👩‍👧①Ⅳ㍿ﬁ½٣"
CONTROLS = (
    "\x00\x01\x08\x0b\x1b\x1f\x7f\x85\xa0\xad\u200b\u200d\u200e\u202e\u2028\u2029\u2060"
    "\u3000\ufeff\ufff9\uffff\U000e0001\U0010ffff"
)
TEXT_PREFIXES = ["标题:", "作者:", "供稿：", "title:", "author:", "contributor："]
VALUE_PREFIXES = [
    "年:0000..9999",
    "年:2000..2030",
    "年:2023..2001",
    "年:99999",
    "期:1",
    "期：00001",
    "期:2023-1",
    "系列:工作简报",
    "来源:的",
    "source:",
]


@dataclass(frozen=True, slots=True)
class Material:
    """What stands most often in a corpus, most frequent first: single characters, pairs of characters, and whole passages."""

    characters: Sequence[str]
    pairs: Sequence[str]
    passages: Sequence[str]


PLAIN = Material(
    characters=list("的一是了在人有中国工作年大地方志会"),
    pairs=["工作", "地方", "方志", "作的", "的工", "年的", "国的", "一年", "史志", "，的", "的，", "。的"],
    passages=["全省地方志工作的一年，是在各级的工作中，一年一年做的工作。" * 8],
)


def material(texts: Iterable[str], most: int = 40) -> Material:
    """The material of a corpus; hand in a few hundred of its texts."""
    passages = [text.replace("\n", "") for text in texts if len(text) > 1]
    characters = Counter(character for text in passages for character in text)
    pairs = Counter(text[i : i + 2] for text in passages for i in range(len(text) - 1))
    return Material(_most(characters, most), _most(pairs, most), passages)


def _most(counted: Counter[str], most: int) -> list[str]:
    return [text for text, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:most]]


def hostile_queries(count: int, known: Material = PLAIN, seed: int = 1) -> list[str]:
    """`count` query texts, every shape in turn; the same arguments give the same texts."""
    rng = Random(seed)
    shapes = list(SHAPES.values())
    return [_sendable(shapes[number % len(shapes)](rng, known)) for number in range(count)]


def _sendable(text: str) -> str:
    return text.encode("utf-8", "ignore").decode()[:MOST_CHARACTERS]


def _sometimes_quoted(rng: Random, text: str) -> str:
    return f'"{text}"' if rng.random() < 0.3 else text


def _term(rng: Random, known: Material) -> str:
    return rng.choice([rng.choice(known.characters), rng.choice(known.pairs), _passage(rng, known, rng.randint(2, 8))])


def _passage(rng: Random, known: Material, size: int) -> str:
    text = rng.choice(known.passages)
    start = rng.randrange(max(len(text) - size, 0) + 1)
    return text[start : start + size]


def repeated_character(rng: Random, known: Material) -> str:
    """One frequent character, over and over."""
    return _sometimes_quoted(rng, rng.choice(known.characters) * rng.randint(2, MOST_CHARACTERS - 2))


def repeated_pair(rng: Random, known: Material) -> str:
    """One or two frequent pairs, over and over: every bigram is common, and so is none of the phrase."""
    return _sometimes_quoted(rng, "".join(rng.sample(known.pairs, rng.randint(1, 2))) * rng.randint(1, 49))


def common_phrase(rng: Random, known: Material) -> str:
    """A quoted phrase put together from frequent pairs."""
    return '"' + "".join(rng.choices(known.pairs, k=rng.randint(2, 98))).replace('"', "") + '"'


def long_phrase(rng: Random, known: Material) -> str:
    """A quoted passage as the corpus has it, as long as a query may be."""
    return '"' + _passage(rng, known, rng.randint(20, MOST_CHARACTERS - 2)).replace('"', "") + '"'


def long_sentence(rng: Random, known: Material) -> str:
    """A pasted passage without quotes: the longest plain query."""
    return _passage(rng, known, rng.randint(60, MOST_CHARACTERS))


def shuffled_sentence(rng: Random, known: Material) -> str:
    """Frequent characters in any order: hundreds of units that all articles hold, and no match of the whole."""
    return "".join(rng.choices(known.characters + known.pairs, k=90))


def single_characters(rng: Random, known: Material) -> str:
    """As many one-character terms as a query may have."""
    return " ".join(rng.choices(known.characters, k=MOST_LEAVES))


def alternatives(rng: Random, known: Material) -> str:
    """As many alternatives as a query may have."""
    joint = rng.choice([" OR ", "|", " | "])
    return joint.join(_sometimes_quoted(rng, _term(rng, known)) for _ in range(MOST_LEAVES))


def exclusions(rng: Random, known: Material) -> str:
    """Exclusions, with or without anything to exclude from."""
    parts = [f"-{_sometimes_quoted(rng, _term(rng, known))}" for _ in range(MOST_LEAVES - 1)]
    return " ".join([rng.choice(["", rng.choice(known.characters)]), *parts]).strip()


def brackets(rng: Random, known: Material) -> str:
    """Groups inside groups, mixed operators, at times a bracket too many."""
    text = _term(rng, known)
    for _ in range(rng.randint(1, MOST_DEPTH)):
        sign = rng.choice(["", "-"])
        joint = rng.choice([" ", " OR ", " -"])
        text = f"{sign}({text}{joint}{_term(rng, known)})"
    return text + rng.choice(["", "", "", ")", "(", "（"])


def prefixes(rng: Random, known: Material) -> str:
    """Prefixes of every name, with values they can have and values they cannot."""
    parts = [
        rng.choice(VALUE_PREFIXES)
        if rng.random() < 0.4
        else rng.choice(TEXT_PREFIXES) + _sometimes_quoted(rng, _term(rng, known))
        for _ in range(rng.randint(1, MOST_LEAVES))
    ]
    return rng.choice([" ", " OR ", " -"]).join(parts)


def scripts(rng: Random, known: Material) -> str:
    """Characters of many scripts between frequent ones."""
    return "".join(
        rng.choice(SCRIPTS) if rng.random() < 0.5 else rng.choice(known.characters) for _ in range(rng.randint(1, 120))
    )


def controls(rng: Random, known: Material) -> str:
    """Control, format and zero-width characters between frequent ones, inside and outside quotation marks."""
    text = "".join(
        rng.choice(CONTROLS) if rng.random() < 0.4 else rng.choice(known.characters) for _ in range(rng.randint(1, 60))
    )
    return _sometimes_quoted(rng, text)


def broken_syntax(rng: Random, known: Material) -> str:
    """Operators where none belongs."""
    return "".join(rng.choice(SYNTAX) if rng.random() < 0.6 else _term(rng, known) for _ in range(rng.randint(1, 40)))


def foreign_syntax(rng: Random, known: Material) -> str:
    """What other query languages, databases and templates would obey."""
    return " ".join(_term(rng, known) + rng.choice(FOREIGN_SYNTAX) for _ in range(rng.randint(1, 6)))


def any_characters(rng: Random, known: Material) -> str:
    """Anything Unicode has, surrogates aside."""
    return "".join(
        chr(rng.choice([rng.randrange(0x80), rng.randrange(0xD800), rng.randrange(0xE000, 0x110000)])) for _ in range(60)
    )


SHAPES: dict[str, Callable[[Random, Material], str]] = {
    shape.__name__: shape
    for shape in (
        repeated_character,
        repeated_pair,
        common_phrase,
        long_phrase,
        long_sentence,
        shuffled_sentence,
        single_characters,
        alternatives,
        exclusions,
        brackets,
        prefixes,
        scripts,
        controls,
        broken_syntax,
        foreign_syntax,
        any_characters,
    )
}
