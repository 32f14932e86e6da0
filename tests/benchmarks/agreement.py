"""Whether every engine of the benchmark answers what the reference answers, on a corpus small enough to ask it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from corpora import generated, ready
from measure import build, home_of, worker
from queries import Drawing, plan
from reference import ReferenceEngine
from rows import OURS, Row

from indexer.analysis import Analyser
from search_app.search.asking import engine_query

ARTICLES, CHARACTERS = 40, 250


def against_the_reference(rows: Sequence[Row], scratch: Path, queries: int) -> Mapping[str, int]:
    """For every engine the number of answers whose total or counts by year are not the reference's; 0 is right."""
    corpus = ready(generated(ARTICLES, CHARACTERS), scratch / "tokens", 1)
    analyser = Analyser()
    reference = ReferenceEngine(list(corpus.corpus.articles(0, ARTICLES)), analyser)
    drawing = Drawing(corpus.tokens, ARTICLES)
    requests = [request for kind in drawing.kinds() for request in drawing.requests(kind, queries)]
    expected = [reference.search(engine_query(request)) for request in requests]
    plans = [plan(request, analyser) for request in requests]
    wrong = {}
    for row in (row for row in rows if row.searches):
        if row.index_of is None:
            build(row, corpus, scratch / "indexes", reuse=False)
        engine = worker(row)
        engine.ask("open", home=str(home_of(row, corpus, scratch / "indexes")))
        found = engine.ask("block", plans=plans, answers=True)["answers"]
        engine.close()
        wrong[row.name] = sum(
            (one["total"], one["years"]) != (other.total, dict(other.facets["year"].values))
            for one, other, asked in zip(found, expected, plans, strict=True)
            if row.name == OURS or not asked["part"]
        )
    return {**wrong, "queries": len(requests)}
