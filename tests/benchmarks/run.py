"""`make bench`: everything that is measured, in one run; prints it and writes docs/benchmarks.md.

    python tests/benchmarks/run.py [--sizes 1000,10000,50000] [--peers-at 50000] [--stock-at 5000] [--parts ...] [--help]

Only finds the modules; `parts` is the program.
"""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).parent.parent


def main() -> None:
    """Put the project and its tests on the path, for the reference and the hostile list stand among the tests; then run."""
    sys.path[1:1] = [str(TESTS.parent), str(TESTS)]  # the project first: the tests have a folder `indexer` too
    from parts import main as run_parts

    run_parts()


if __name__ == "__main__":
    main()
