"""Are the segmenters' words those of jieba itself? Every run of Han characters of the large texts, cut by all; how fast each is.

    BULLETIN_CORPORA=... python tests/benchmarks/segmenters.py [--every N]

Prints the runs that differ (there should be none) and CPU times. Needs the extra `fast`.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import jieba
from jieba_itself import jieba_itself

from indexer.analysis import HAN_CHARACTER
from indexer.analysis.analyser import LONGEST_RUN
from indexer.analysis.folding import runs
from indexer.analysis.segmenters import Segmenter, load_dictionary, segmenter_of

NAMES = ("jieba", "rjieba")


def texts(every: int) -> Iterator[str]:
    """Every string of every record of the corpora; of the records, each `every`-th."""
    for path in sorted(Path(os.environ["BULLETIN_CORPORA"]).rglob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % every == 0:
                    yield from (value for value in json.loads(line).values() if isinstance(value, str))


def han_runs(text: str) -> list[str]:
    """The runs of Han characters as an analyser hands them to a segmenter, in order."""
    found = (run for paragraph in text.split("\n") for run in runs(paragraph) if HAN_CHARACTER.match(run))
    return [run[at : at + LONGEST_RUN] for run in found for at in range(0, len(run), LONGEST_RUN)]


def timed(segmenter: Segmenter, found: list[str]) -> tuple[list[list[str]], float]:
    """The words of each run, and the seconds of CPU time it took."""
    started = time.process_time()
    words = [list(segmenter.cut(run)) for run in found]
    return words, time.process_time() - started


def main() -> None:
    """Compare and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1, help="read one record of this many")
    every = parser.parse_args().every
    dictionary = load_dictionary()
    itself = Segmenter("jieba itself", f"jieba {jieba.__version__} itself", jieba_itself(dictionary).lcut)
    segmenters = [segmenter_of(name, dictionary) for name in NAMES]
    characters = count = different = 0
    seconds = dict.fromkeys((itself, *segmenters), 0.0)
    for text in texts(every):
        found = han_runs(text)
        characters, count = characters + sum(map(len, found)), count + len(found)
        expected, taken = timed(itself, found)
        seconds[itself] += taken
        for segmenter in segmenters:
            given, taken = timed(segmenter, found)
            seconds[segmenter] += taken
            for run, one, other in zip(found, expected, given, strict=True):
                if one != other:
                    different += 1
                    print("DIFFERS", segmenter.name, run[:60], one[:20], other[:20])
    print(f"{count:,} runs, {characters:,} Han characters; {different} runs differ")
    for segmenter, taken in seconds.items():
        print(
            f"{segmenter.version}: {taken:.1f} s of CPU, {characters / taken / 1000:,.0f} thousand characters a second,"
            f" {seconds[itself] / taken:.1f} x"
        )
    sys.exit(different > 0)


if __name__ == "__main__":
    main()
