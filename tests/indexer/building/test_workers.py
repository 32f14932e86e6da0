"""Steps run in worker processes or here, with the same results in the same order; a dead worker is an error, not a hang."""

from __future__ import annotations

import os
from collections.abc import Iterator
from multiprocessing import active_children

import pytest
import steps

from indexer.analysis import Analyser
from indexer.building.workers import Workers, cores
from indexer.errors import WorkerLost

NUMBERS = range(8)


@pytest.fixture(scope="module")
def two(analyser: Analyser) -> Iterator[Workers]:
    with Workers(analyser, 2, tasks_here=0) as workers:
        yield workers


def test_results_come_in_the_order_of_the_tasks_whoever_was_first(two: Workers) -> None:
    found = list(two.run(steps.slow_at_first, ((f"n{number}", number) for number in NUMBERS)))
    assert [(carried, result[0]) for carried, result in found if result] == [(f"n{number}", number) for number in NUMBERS]
    assert os.getpid() not in {result[1] for _, result in found if result}


def test_a_worker_cuts_as_this_process_does(two: Workers, analyser: Analyser) -> None:
    text = "澜川省地方志办公室在GIS培训班上讲了方志"
    assert list(two.run(steps.words, [(None, text)])) == [(None, analyser.words(text))]


def test_where_there_is_no_task_no_step_runs(two: Workers) -> None:
    assert list(two.run(steps.fail_at_three, [("a", None), ("b", 1)])) == [("a", None), ("b", 1)]


def test_few_tasks_are_taken_ahead_of_the_results(two: Workers) -> None:
    taken: list[int] = []

    def tasks() -> Iterator[tuple[None, int]]:
        for number in range(50):
            taken.append(number)
            yield None, number

    results = two.run(steps.fail_at_three, tasks())
    next(results)
    assert len(taken) <= 2 * 2 + 2


def test_a_bug_in_a_step_is_raised_here_and_the_workers_go_on(two: Workers) -> None:
    with pytest.raises(ZeroDivisionError):
        list(two.run(steps.fail_at_three, [(None, number) for number in NUMBERS]))
    assert list(two.run(steps.fail_at_three, [(None, 1)])) == [(None, 1)]


def test_a_worker_that_dies_is_an_error_that_says_what_to_do(analyser: Analyser) -> None:
    with Workers(analyser, 2, tasks_here=0) as workers:
        with pytest.raises(WorkerLost, match="BULLETIN_BUILD_PROCESSES"):
            list(workers.run(steps.die_at_three, ((None, number) for number in NUMBERS)))
        with pytest.raises(WorkerLost):
            list(workers.run(steps.die_at_three, [(None, 1)]))


@pytest.mark.parametrize(("processes", "tasks_here"), [(1, 0), (2, len(NUMBERS))])
def test_one_process_and_short_work_stay_in_this_process(analyser: Analyser, processes: int, tasks_here: int) -> None:
    with Workers(analyser, processes, tasks_here=tasks_here) as workers:
        found = list(workers.run(steps.slow_at_first, ((None, number) for number in NUMBERS)))
    assert {result[1] for _, result in found if result} == {os.getpid()}


def test_there_is_at_least_one_core() -> None:
    assert 1 <= cores() <= 4096


def test_a_function_is_spread_over_values_in_their_order(two: Workers) -> None:
    assert list(two.spread(str, range(5))) == ["0", "1", "2", "3", "4"]


def test_workers_that_were_started_early_do_all_that_follows(analyser: Analyser) -> None:
    with Workers(analyser, 2, tasks_here=len(NUMBERS)) as workers:
        workers.start()
        found = list(workers.run(steps.slow_at_first, [(None, number) for number in NUMBERS]))
    assert os.getpid() not in {result[1] for _, result in found if result}


def test_all_workers_are_started_early(analyser: Analyser) -> None:
    before = set(active_children())
    with Workers(analyser, 3) as workers:
        workers.start()
        assert len(set(active_children()) - before) == 3


def test_one_process_starts_no_workers(analyser: Analyser) -> None:
    with Workers(analyser, 1) as workers:
        workers.start()
        assert [result for _, result in workers.run(steps.slow_at_first, [(None, 9)])] == [(9, os.getpid())]
