"""Lets a program that is started by itself find the tests' modules, the reference and the hostile list say: import it first."""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).parent.parent

sys.path[1:1] = [str(TESTS.parent), str(TESTS)]  # the project first: the tests have a folder `indexer` too
