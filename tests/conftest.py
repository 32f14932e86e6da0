"""Fixtures every test may use, and how hypothesis runs here."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from indexer.analysis import Analyser

settings.register_profile("suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """One loaded dictionary for the whole run: loading takes a second."""
    return Analyser()
