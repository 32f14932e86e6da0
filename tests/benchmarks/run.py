"""`make bench`: everything that is measured, in one run; prints it and writes docs/benchmarks.md.

    python tests/benchmarks/run.py [--sizes 1000,10000,50000] [--peers-at 50000] [--stock-at 5000] [--parts ...] [--help]

Only finds the modules; `parts` is the program.
"""

from __future__ import annotations

import paths  # noqa: F401 - finds the modules below
from parts import main

if __name__ == "__main__":
    main()
