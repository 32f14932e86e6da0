"""`make soak`: thousands of damaged pages and containers through the reader, within limits of time and memory.

    python tests/soak/run.py [--pages 20000] [--seed 1] [--seconds 1]

Every page must give articles or a ledger entry; no exception, none over the given seconds or LARGEST bytes above what the program
held before. Ends with 1 and the seed of the page, saved beside, when one does not.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from indexer.building.copies import distinct
from indexer.containers import Unread, pages_of
from indexer.errors import UnreadablePage
from indexer.ledger import Entry, entry
from indexer.pages import PageReading, read_page

ROOT = Path(__file__).parent.parent.parent
LARGEST = 200 * 1024 * 1024  # bytes above the program itself
GOLDEN = ROOT / "tests" / "golden"
NOT_PAGES = (".reason", ".expected")
LARGE: dict[str, bytes] = {
    "one line of 10 MB.txt": ("渡" * 3_400_000).encode(),
    "one line of 10 MB.html": ("<p>" + "渡" * 3_400_000).encode(),
    "100,000 nested tags.html": ("<div>" * 100_000 + "渡口志。").encode(),
    "100,000 nested tables.html": ("<table><tr><td>" * 33_000 + "渡口志。").encode(),
    "50,000 labels.txt": ("来源:\n" * 50_000).encode(),
    "50,000 cells.html": ("<table><tr>" + "<td>来源</td>" * 50_000).encode(),
    "20,000 open spans.html": ("<span>来源" * 20_000).encode(),
}
Mutation = Callable[[random.Random, bytes], bytes]


def cut_off(rng: random.Random, content: bytes) -> bytes:
    return content[: rng.randrange(len(content) + 1)]


def flip_bytes(rng: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.randint(1, 20)):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def shuffle_lines(rng: random.Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    rng.shuffle(lines)
    return b"\n".join(lines)


def lose_tags(rng: random.Random, content: bytes) -> bytes:
    parts = content.split(b">")
    for _ in range(min(len(parts) - 1, rng.randint(1, 6))):
        parts.pop(rng.randrange(len(parts)))
    return b">".join(parts)


def join_lines(_rng: random.Random, content: bytes) -> bytes:
    return content.replace(b"\n", b"")


def repeat_part(rng: random.Random, content: bytes) -> bytes:
    start, end = sorted(rng.randrange(len(content) + 1) for _ in range(2))
    return content[:end] + content[start:end] * rng.randint(1, 5) + content[end:]


def pick_lines(rng: random.Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    return b"\n".join(rng.choice(lines) for _ in range(60))


MUTATIONS: tuple[Mutation, ...] = (cut_off, flip_bytes, shuffle_lines, lose_tags, join_lines, repeat_part, pick_lines)


def read(name: str, content: bytes) -> list[PageReading | Entry]:
    """What the program gives for a file of these bytes."""
    found: list[PageReading | Entry] = []
    for member in pages_of(io.BytesIO(content), name):
        if isinstance(member, Unread):
            found.append(entry(member.path, member.reason, member.sentence))
            continue
        try:
            found.append(read_page(member))
        except UnreadablePage as error:
            found.append(entry(member.path, error.reason, str(error), error.line))
    list(distinct(found))
    return found


def check(name: str, content: bytes, outcomes: Counter[str], slowest: float) -> str | None:
    """What is wrong with the reading of one file; None when it is as it must be."""
    found, seconds = _timed(name, content)
    outcomes.update(item.reason if isinstance(item, Entry) else "read" for item in found)
    if not found:
        return "neither an article nor an entry"
    for item in found:
        if isinstance(item, PageReading) and not all(article.title and article.body for article in item.articles):
            return "an article without title or body"
    if seconds > slowest * len(found):  # once more, for other programs of the machine take of its caches
        seconds = min(seconds, _timed(name, content)[1])
    return f"{seconds:.2f} s" if seconds > slowest * len(found) else None


def _timed(name: str, content: bytes) -> tuple[list[PageReading | Entry], float]:
    """What the program gives for a file, and the seconds that the processor spent on it."""
    started = time.process_time()
    found = read(name, content)
    return found, time.process_time() - started


def memory() -> int:
    """The most bytes that the program has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Run, and say what came of it."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("--pages", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--seconds", type=float, default=1.0, help="the most that one page may take")
    given = options.parse_args()
    folders = (GOLDEN / "pages", GOLDEN / "containers")
    sources = [
        (path.name, path.read_bytes())
        for folder in folders
        for path in sorted(folder.iterdir())
        if path.suffix not in NOT_PAGES and (folder.name == "containers" or path.suffix != ".jsonl")
    ]
    for source in sources:
        read(*source)
    before, started, slowest = memory(), time.perf_counter(), 0.0
    outcomes: Counter[str] = Counter()
    for number in range(given.pages):
        rng = random.Random(f"{given.seed} {number}")
        name, content = rng.choice(sources)
        for _ in range(rng.randint(1, 2)):
            content = rng.choice(MUTATIONS)(rng, content)
        page_started = time.perf_counter()
        _must(name, content, f"seed {given.seed}, page {number}", outcomes, given.seconds)
        slowest = max(slowest, time.perf_counter() - page_started)
    print(
        f"{given.pages} pages in {time.perf_counter() - started:.0f} s, slowest {slowest:.2f} s: {dict(outcomes.most_common())}"
    )
    for name, content in LARGE.items():
        page_started = time.perf_counter()
        _must(name, content, name, outcomes, given.seconds)
        print(f"{name}: {time.perf_counter() - page_started:.2f} s, {(memory() - before) >> 20} MB more than before so far")
    if memory() - before > LARGEST:
        sys.exit("too much memory")


def _must(name: str, content: bytes, which: str, outcomes: Counter[str], seconds: float) -> None:
    try:
        wrong = check(name, content, outcomes, seconds)
    except Exception:
        _keep(name, content, which)
        raise
    if wrong is not None:
        sys.exit(f"{which}: {wrong}; {_keep(name, content, which)}")


def _keep(name: str, content: bytes, which: str) -> str:
    with tempfile.NamedTemporaryFile(prefix="soak-", suffix=f"-{name.replace(' ', '_')}", delete=False) as file:
        file.write(content)
    print(f"{which}: kept as {file.name}", file=sys.stderr)
    return file.name


if __name__ == "__main__":
    main()
