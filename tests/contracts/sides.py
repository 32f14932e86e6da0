"""What the contracts are run against: a store, and the engine that opens what it wrote. Another engine is a line in SIDES."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from written import analysed

from indexer.analysis import Analyser
from indexer.article import Article
from indexer.generation import Manifest
from indexer.store import Given, Store, in_turn
from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh import WhooshEngine
from search_app.opening import EngineClass, OpenEngine

_NO_LIMIT = 10**9
_A_STRETCH = 5  # articles


@dataclass(frozen=True, slots=True)
class Side:
    """A store and its engine."""

    store: Store
    engine: EngineClass

    def write(self, home: Path, corpus: Sequence[Article], analyser: Analyser) -> None:
        """Writes a corpus into `home` as a long build does: stretches, each made elsewhere, all before the first is joined."""
        maker = _elsewhere(self.store.maker(home, iter(corpus)))
        stretches = [corpus[start : start + _A_STRETCH] for start in range(0, len(corpus), _A_STRETCH)]
        made = [_elsewhere(list(maker(str(at), analysed(part, analyser)))) for at, part in enumerate(stretches)]
        self.store.join(home, maker, chain.from_iterable(made), in_turn)

    def opened(self, home: Path, corpus: Sequence[Article], analyser: Analyser) -> OpenEngine:
        """The engine over a corpus that was written into `home`."""
        fingerprint = analyser.fingerprint
        manifest = Manifest("test", "2024-01-01T00:00:00+00:00", len(corpus), 0, self.store.name, fingerprint, "", {})
        return self.engine(home, manifest, analyser)


def _elsewhere(made: Given) -> Given:
    """What arrives in another process."""
    sent: Given = pickle.loads(pickle.dumps(made))  # noqa: S301 - written in the line itself
    return sent


SIDES = {
    "whoosh, one segment": Side(WhooshStore(_NO_LIMIT, _NO_LIMIT), WhooshEngine),
    "whoosh, several segments": Side(WhooshStore(characters_a_segment=200), WhooshEngine),
    "whoosh, a segment an article": Side(WhooshStore(characters_a_segment=1), WhooshEngine),
    "whoosh, a run an article": Side(WhooshStore(characters_a_run=1), WhooshEngine),
}
