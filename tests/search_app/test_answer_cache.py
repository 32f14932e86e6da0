"""The cache of answers: never another generation's, never more than it may hold, the least used go first."""

from __future__ import annotations

import threading
from random import Random

from search_app.answer_cache import MOST_ANSWERS, Answer, AnswerCache

KILOBYTE = 1024


def answer(size: int = KILOBYTE, text: str = "x") -> Answer:
    return Answer((text * size).encode()[:size], "text/html")


def test_what_was_put_is_given_back_and_what_was_not_is_not() -> None:
    cache = AnswerCache(10 * KILOBYTE)
    cache.put("one", "a", answer())
    assert cache.get("one", "a") == answer()
    assert cache.get("one", "b") is None


def test_a_new_generation_finds_nothing_and_the_old_is_forgotten() -> None:
    cache = AnswerCache(10 * KILOBYTE)
    cache.put("one", "a", answer())
    assert cache.get("two", "a") is None
    assert cache.get("one", "a") is None


def test_an_answer_of_the_old_generation_that_comes_late_is_not_the_new_ones() -> None:
    cache = AnswerCache(10 * KILOBYTE)
    cache.get("two", "a")
    cache.put("one", "a", answer())
    assert cache.get("two", "a") is None


def test_an_answer_of_the_old_generation_that_comes_late_takes_nothing_from_the_new() -> None:
    cache = AnswerCache(10 * KILOBYTE)
    cache.get("two", "a")
    cache.put("two", "a", answer())
    cache.put("one", "b", answer())
    assert cache.get("two", "a") == answer()


def test_the_bytes_are_bounded_and_the_least_used_go_first() -> None:
    cache = AnswerCache(10 * KILOBYTE)
    for key in "abcdef":
        cache.put("one", key, answer())
        cache.get("one", "a")
    kept = {key for key in "abcdefg" if cache.get("one", key)}
    assert kept == set("abcdef")
    for key in "ghi":
        cache.put("one", key, answer())
    kept = {key for key in "abcdefghi" if cache.get("one", key)}
    assert len(kept) == 6
    assert "b" not in kept
    assert "i" in kept


def test_the_number_of_answers_is_bounded() -> None:
    cache = AnswerCache(1 << 30)
    for number in range(MOST_ANSWERS + 10):
        cache.put("one", str(number), answer(1))
    assert sum(cache.get("one", str(number)) is not None for number in range(MOST_ANSWERS + 10)) == MOST_ANSWERS


def test_an_answer_too_large_for_the_cache_displaces_nothing() -> None:
    cache = AnswerCache(10 * KILOBYTE)
    cache.put("one", "a", answer())
    cache.put("one", "large", answer(11 * KILOBYTE))
    assert cache.get("one", "large") is None
    assert cache.get("one", "a")


def test_with_no_bytes_nothing_is_kept() -> None:
    cache = AnswerCache(0)
    cache.put("one", "a", answer(1))
    assert cache.get("one", "a") is None


def test_the_same_answer_put_twice_counts_once() -> None:
    cache = AnswerCache(4 * KILOBYTE)
    cache.put("one", "a", answer())
    for _ in range(10):
        cache.put("one", "b", answer())
    assert cache.get("one", "a")


def test_threads_of_two_generations_never_get_each_others_answers() -> None:
    cache = AnswerCache(20 * KILOBYTE)
    wrong: list[Answer] = []

    def work(seed: int) -> None:
        rng = Random(seed)
        for _ in range(3000):
            generation, key = rng.choice("ab"), str(rng.randrange(30))
            found = cache.get(generation, key)
            if found is None:
                cache.put(generation, key, answer(KILOBYTE, generation))
            elif found != answer(KILOBYTE, generation):
                wrong.append(found)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
