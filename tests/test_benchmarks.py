"""The benchmark measures what it says: the same work for all, differing answers marked, nothing written by hand lost."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from indexer.fields import FACETS, TEXTS
from indexer.settings import Settings
from search_app import create_app
from search_app.search.ranking import GRAM_FACTOR

HERE = Path(__file__).parent


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The modules of the benchmark, which are scripts beside each other and no package."""
    monkeypatch.syspath_prepend(HERE / "benchmarks")
    import agreement
    import figures
    import generator
    import measure
    import pages
    import report
    import report_targets
    import rows
    import stream
    import weights

    found = (agreement, figures, generator, measure, pages, report, report_targets, rows, stream, weights)
    return SimpleNamespace(**{module.__name__: module for module in found})


def test_every_engine_scores_by_the_weights_of_the_fields_table(bench: Any) -> None:
    assert {item.name: item.text.weight for item in TEXTS if item.text} == bench.weights.FIELD_WEIGHTS
    assert bench.weights.GRAM_FACTOR == GRAM_FACTOR


def test_every_engine_is_given_all_searched_texts_and_known_facets(bench: Any) -> None:
    assert set(bench.stream.TEXTS) == {item.name for item in TEXTS}
    assert set(bench.stream.FACETS) <= set(FACETS)


def test_no_gram_spans_two_paragraphs(bench: Any) -> None:
    assert bench.stream.spaced_grams("地方志\n年\n年鉴").split() == ["地方", "方志", bench.stream.GAP, bench.stream.GAP, "年鉴"]


def test_an_article_is_the_same_made_alone_or_among_all(bench: Any) -> None:
    corpus = bench.generator.Bulletins(20, characters=100)
    assert list(corpus.articles(7, 9)) == list(bench.generator.bulletins(20, characters=100))[7:9]


def test_engines_answer_in_their_processes_as_the_reference_does(bench: Any, tmp_path: Path) -> None:
    rows = [bench.rows.Row(bench.rows.OURS, "this_project"), bench.rows.Row(bench.rows.FTS5, "sqlite_fts5")]
    assert bench.agreement.against_the_reference(rows, tmp_path, 3) == {
        bench.rows.OURS: 0,
        bench.rows.FTS5: 0,
        "queries": 36,
    }


def test_an_answer_of_another_total_is_counted_as_wrong(bench: Any) -> None:
    ours = {"rare word": {"answers": [{"total": 3, "years": {"2020": 3}}, {"total": 1, "years": {}}]}}
    theirs = {"rare word": {"answers": [{"total": 4, "years": {"2020": 3}}, {"total": 1, "years": {}}]}}
    assert bench.measure.disagreements(theirs, ours) == {"rare word": 1}


def test_a_target_without_a_figure_is_not_called_reached(bench: Any) -> None:
    lines = [line for line in bench.report_targets.target_lines({}) if line.startswith("| ")][1:]
    assert len(lines) > 15
    assert all(line.endswith("| not measured in this run | – |") for line in lines)


def test_a_run_keeps_what_was_written_by_hand(bench: Any, tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    facts = {"conditions": dict.fromkeys(("date", "commit", "processor", "cores", "memory_gb", "system", "python"), "x")}
    facts["conditions"] |= {"packages": {}, "missing": []}
    bench.report.written(facts, page)
    page.write_text(page.read_text(encoding="utf-8").replace("Nothing written yet.", "Tried mapping less."), encoding="utf-8")
    bench.report.written({**facts, "conditions": {**facts["conditions"], "date": "later"}}, page)
    text = page.read_text(encoding="utf-8")
    assert "Tried mapping less." in text
    assert "later" in text
    assert text.count(bench.report.BY_HAND) == 1


def test_a_percentile_is_a_measured_value(bench: Any) -> None:
    values = [float(number) for number in range(1, 101)]
    assert [bench.figures.percentile(values, share) for share in (0.0, 0.5, 0.95, 1.0)] == [1.0, 51.0, 96.0, 100.0]


def test_the_index_that_pages_are_measured_on_is_one_the_site_opens(bench: Any, tmp_path: Path) -> None:
    bench.pages.build(tmp_path, articles=3)
    client = create_app(Settings(index_dir=tmp_path)).test_client()
    assert {client.get(address).status_code for address in bench.pages.addresses(12, seed=3)} == {200}
