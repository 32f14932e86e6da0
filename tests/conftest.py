"""Fixtures every test may use, and how hypothesis runs here."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from samples import sample_articles
from served import engine_over

from indexer.analysis import Analyser
from search_app.engines.whoosh import WhooshEngine

settings.register_profile("suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """One loaded dictionary for the whole run: loading takes a second."""
    return Analyser()


@pytest.fixture(scope="session")
def sample_engine(tmp_path_factory: pytest.TempPathFactory, analyser: Analyser) -> WhooshEngine:
    """The served engine over the sample pages."""
    return engine_over(sample_articles(), tmp_path_factory.mktemp("samples"), analyser)
