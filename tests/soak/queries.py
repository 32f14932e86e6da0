"""`make soak`: thousands of hostile query texts through the site over the sample pages: every answer 200 or a named 400.

    python tests/soak/queries.py [--queries 20000] [--seed 1] [--seconds 2]

Ends with 1 and the query when one is not answered so, or takes longer than the given seconds. Prints the slowest ten.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))  # the project before the tests, which have folders of the same names

from hostile_queries import hostile_queries, material
from samples import sample_articles
from served import client_of, engine_over

from indexer.analysis import Analyser


def main() -> None:
    """Run, and say what came of it."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("--queries", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--seconds", type=float, default=2.0, help="the most that one query may take")
    given = options.parse_args()
    articles = sample_articles()
    times: list[tuple[float, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        client = client_of(engine_over(articles, Path(folder), Analyser()))
        known = material(article.body for article in articles)
        for number, typed in enumerate(hostile_queries(given.queries, known, given.seed)):
            started = time.perf_counter()
            answer = client.get(("/api/v1/search", "/")[number % 2], query_string={"q": typed})
            seconds = time.perf_counter() - started
            if answer.status_code not in (200, 400) or seconds > given.seconds:
                sys.exit(f"query {number} of seed {given.seed}: {answer.status_code} after {seconds:.2f} s: {typed!r}")
            times.append((seconds, typed))
    print(f"{len(times)} queries in {sum(seconds for seconds, _ in times):.0f} s; the slowest ten:")
    for seconds, typed in sorted(times, reverse=True)[:10]:
        print(f"  {seconds * 1000:7.1f} ms  {typed!r}")


if __name__ == "__main__":
    main()
