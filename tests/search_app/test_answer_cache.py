"""The cache of answers: never another's, never more than it may hold, the least used go first."""

from __future__ import annotations

import threading
from random import Random

from search_app.answer_cache import MOST_ANSWERS, Answer, AnswerCache

KILOBYTE = 1024


def answer(size: int = KILOBYTE, text: str = "x") -> Answer:
    return Answer((text * size).encode()[:size], "text/html")


def test_what_was_put_is_given_back_and_what_was_not_is_not() -> None:
    cache = AnswerCache(10 * KILOBYTE)
    cache.put("a", answer())
    assert cache.get("a") == answer()
    assert cache.get("b") is None


def test_the_bytes_are_bounded_and_the_least_used_go_first() -> None:
    cache = AnswerCache(10 * KILOBYTE)
    for key in "abcdef":
        cache.put(key, answer())
        cache.get("a")
    kept = {key for key in "abcdefg" if cache.get(key)}
    assert kept == set("abcdef")
    for key in "ghi":
        cache.put(key, answer())
    kept = {key for key in "abcdefghi" if cache.get(key)}
    assert len(kept) == 6
    assert "b" not in kept
    assert "i" in kept


def test_the_number_of_answers_is_bounded() -> None:
    cache = AnswerCache(1 << 30)
    for number in range(MOST_ANSWERS + 10):
        cache.put(str(number), answer(1))
    assert sum(cache.get(str(number)) is not None for number in range(MOST_ANSWERS + 10)) == MOST_ANSWERS


def test_an_answer_too_large_for_the_cache_displaces_nothing() -> None:
    cache = AnswerCache(10 * KILOBYTE)
    cache.put("a", answer())
    cache.put("large", answer(11 * KILOBYTE))
    assert cache.get("large") is None
    assert cache.get("a")


def test_with_no_bytes_nothing_is_kept() -> None:
    cache = AnswerCache(0)
    cache.put("a", answer(1))
    assert cache.get("a") is None


def test_the_same_answer_put_twice_counts_once() -> None:
    cache = AnswerCache(4 * KILOBYTE)
    cache.put("a", answer())
    for _ in range(10):
        cache.put("b", answer())
    assert cache.get("a")


def test_threads_never_get_another_tags_answer() -> None:
    cache = AnswerCache(20 * KILOBYTE)
    wrong: list[Answer] = []

    def work(seed: int) -> None:
        rng = Random(seed)
        for _ in range(3000):
            tag = rng.choice("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
            found = cache.get(tag)
            if found is None:
                cache.put(tag, answer(KILOBYTE, tag))
            elif found != answer(KILOBYTE, tag):
                wrong.append(found)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
