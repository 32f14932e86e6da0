"""From a raw query text to tokens: leaves, and the operators that are well formed. Everything else is text.

A lone quote, an empty bracket, a dangling OR or a `-` inside a word is text, never an error. Texts are at most a few hundred
characters (`parser` sees to it), so a scan may look ahead.
"""

from __future__ import annotations

from indexer.analysis import ZERO_WIDTH, search_key
from search_app.search.prefixes import prefixed_phrase, prefixed_term
from search_app.search.query import Leaf, Phrase, Term

OPEN, CLOSE, OR, MINUS = "(", ")", "|", "-"
SIGNS = '()（）|"“”「」'  # every character that can be a sign of the language wherever it stands; OR and - are by what is around
Token = str | Leaf

_CLOSING = {"“": "”", "「": "」"}
_STOPS = frozenset("，、。；：？！…—·《》〈〉,.;:?!")  # punctuation of prose; +, % and the like may be part of a name
_OPEN_BRACKETS = "(（"
_CLOSE_BRACKETS = ")）"


def tokens(text: str) -> list[Token]:
    """The leaves and operators of `text`, in order. Brackets always pair up."""
    return _scanner(text).tokens()


def touches_words(text: str) -> bool:
    """Whether a quote or bracket of the language, or a | outside of both, stands right beside a word, as in prose."""
    return _scanner(text).touches_words()


def _scanner(text: str) -> _Scanner:
    return _Scanner(text.translate(dict.fromkeys(map(ord, ZERO_WIDTH))))  # what nobody sees decides nothing


class _Scanner:
    """Cuts one raw text into leaves and operators. Holds the positions of what is well formed; the rest is text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._phrases = _find_phrases(text)
        self._pairs = _find_brackets(text, self._phrases)
        self._brackets = frozenset(place for pair in self._pairs for place in pair)
        self._punctuation = frozenset(place for pair in self._pairs if self._is_punctuation(*pair) for place in pair)
        self._tokens: list[Token] = []
        self._term = ""
        self._after = ""  # the headline's own brackets that were met since the last term

    def tokens(self) -> list[Token]:
        i = 0
        while i < len(self._text):
            i = self._step(i)
        self._end_term(len(self._text))
        return self._tokens

    def touches_words(self) -> bool:
        spans = [(start, end) for start, (end, _) in self._phrases.items()] + [(start, end + 1) for start, end in self._pairs]
        inside = {i for start, end in spans for i in range(start, end)}
        spans += [(i, i + 1) for i, character in enumerate(self._text) if character == "|" and i not in inside]
        return any(self._is_word(start - 1) or self._is_word(end) for start, end in spans)

    def _is_word(self, i: int) -> bool:
        """Whether something visible stands at i that is no sign of the language."""
        return 0 <= i < len(self._text) and not self._text[i].isspace() and self._text[i] not in SIGNS

    def _step(self, i: int) -> int:
        character = self._text[i]
        if i in self._phrases:
            end, content = self._phrases[i]
            self._phrase(content, i)
            return end
        if i in self._punctuation:
            self._end_term(i)
            self._after += character
        elif i in self._brackets:
            self._operator(OPEN if character in _OPEN_BRACKETS else CLOSE, i)
        elif character.isspace():
            self._end_term(i)
            self._after = ""
        elif character == "|" and self._joins(i + 1):
            self._operator(OR, i)
        elif self._is_bare_or(i) and self._joins(i + 2):
            self._tokens.append(OR)
            return i + 2
        elif character == "-" and self._excludes(i):
            self._tokens.append(MINUS)
        else:
            self._term += character
        return i + 1

    def _is_punctuation(self, start: int, end: int) -> bool:
        """Whether a pair of brackets is a headline's own, as in 年鉴(2020)首发: one term, with text right before or behind.

        They part terms and group nothing, so that a pasted headline is a plain query, brackets and all.
        """
        inside = self._text[start + 1 : end]
        operators = _OPEN_BRACKETS + _CLOSE_BRACKETS + "|"
        if inside.startswith("-") or any(character.isspace() or character in operators for character in inside):
            return False
        return self._phrases.keys().isdisjoint(range(start, end)) and (self._is_text(start - 1) or self._is_text(end + 1))

    def _is_text(self, i: int) -> bool:
        """Whether something visible stands at i that is neither bracket nor |."""
        if not 0 <= i < len(self._text) or i in self._brackets:
            return False
        return not (self._text[i].isspace() or self._text[i] == "|")

    def _operator(self, token: str, at: int) -> None:
        self._end_term(at)
        self._tokens.append(token)
        self._after = ""

    def _end_term(self, end: int) -> None:
        key = search_key(self._term)
        if key and not self._is_between(end - len(self._term), end):
            self._tokens.append(prefixed_term(self._term) or Term(self._term, key, after=search_key(self._after)))
            self._after = ""
        self._term = ""

    def _is_between(self, start: int, end: int) -> bool:
        """Whether text[start:end] is punctuation right beside a phrase or bracket, as in “年鉴”、“村志”: nobody asks for that."""
        if not _STOPS.issuperset(self._text[start:end]) or self._tokens[-1:] == [MINUS] or (start - 1, end) in self._pairs:
            return False
        ends = {phrase_end for phrase_end, _ in self._phrases.values()}
        return start in ends or start - 1 in self._brackets or end in self._phrases or end in self._brackets

    def _phrase(self, content: str, at: int) -> None:
        prefixed = prefixed_phrase(self._term, content)
        if prefixed:
            self._term = ""
        self._end_term(at)
        self._tokens.append(prefixed or Phrase(content, search_key(content)))
        self._after = ""

    def _joins(self, end: int) -> bool:
        """Whether an OR that ends at `end` has something to join on both sides; where it has not, it is text."""
        left = search_key(self._term) or (self._tokens and self._tokens[-1] not in (OPEN, OR, MINUS))
        return bool(left) and self._starts_operand(self._skip_space(end))

    def _excludes(self, i: int) -> bool:
        """Whether the `-` at i stands at the start of a term, phrase or group; inside or behind one it is text."""
        before = self._text[i - 1] if i else " "
        at_start = before.isspace() or (i - 1 in self._brackets and before in _OPEN_BRACKETS) or self._tokens[-1:] == [OR]
        return not self._term and at_start and self._starts_operand(i + 1, space_allowed=False)

    def _starts_operand(self, i: int, *, space_allowed: bool = True) -> bool:
        if i >= len(self._text) or (self._text[i].isspace() and not space_allowed):
            return False
        closes = i in self._brackets and self._text[i] in _CLOSE_BRACKETS
        return not closes and self._text[i] != "|" and not self._is_bare_or(i)

    def _skip_space(self, i: int) -> int:
        while i < len(self._text) and self._text[i].isspace():
            i += 1
        return i

    def _is_bare_or(self, i: int) -> bool:
        """Whether OR stands at i between spaces."""
        around = self._text[i - 1 : i] + self._text[i + 2 : i + 3]
        return self._text.startswith("OR", i) and i > 0 and len(around) == 2 and around.isspace()


def _find_phrases(text: str) -> dict[int, tuple[int, str]]:
    """Where each well-formed phrase starts: its end, and its content. A phrase of nothing visible is text."""
    found: dict[int, tuple[int, str]] = {}
    i = 0
    while i < len(text):
        phrase = _straight_phrase(text, i) if text[i] == '"' else _nested_phrase(text, i) if text[i] in _CLOSING else None
        if phrase and search_key(phrase[1]):
            found[i] = phrase
            i = phrase[0]
        else:
            i += 1
    return found


def _straight_phrase(text: str, start: int) -> tuple[int, str] | None:
    """A phrase from `"` to the next `"`; `""` inside is one quotation mark."""
    content = ""
    i = start + 1
    while i < len(text):
        if text[i] != '"':
            content += text[i]
        elif text.startswith('""', i) and (content or '"' in text[i + 2 :]):  # at the start only if it is closed further on
            content += '"'
            i += 1
        else:
            return i + 1, content
        i += 1
    return None


def _nested_phrase(text: str, start: int) -> tuple[int, str] | None:
    opening, closing = text[start], _CLOSING[text[start]]
    depth = 0
    for i in range(start, len(text)):
        depth += (text[i] == opening) - (text[i] == closing)
        if depth == 0:
            return i + 1, text[start + 1 : i]
    return None


def _find_brackets(text: str, phrases: dict[int, tuple[int, str]]) -> list[tuple[int, int]]:
    """The positions of each pair of brackets that stands around something; all other brackets are text."""
    found: list[tuple[int, int]] = []
    waiting: list[tuple[int, bool]] = []  # open brackets, and whether something stands inside
    i = 0
    while i < len(text):
        if i in phrases or not (text[i] in _OPEN_BRACKETS + _CLOSE_BRACKETS or text[i].isspace()):
            waiting = [(position, True) for position, _ in waiting]
        elif text[i] in _OPEN_BRACKETS:
            waiting.append((i, False))
        elif text[i] in _CLOSE_BRACKETS and waiting:
            position, filled = waiting.pop()
            if filled:
                found.append((position, i))
        i = phrases[i][0] if i in phrases else i + 1
    return found
