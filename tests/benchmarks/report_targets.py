"""The table of targets: what must be reached, what was measured, yes or no.

A target without a figure says so; one that names a size is not reached by a smaller run, however good. Nor is it missed there,
unless what is measured only grows with the size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from figures import all_kinds, but_sentences, largest, percentile, size_of
from queries import SENTENCES
from rows import FTS5, OURS, STOCK, TANTIVY, TRIGRAM, XAPIAN

Facts = dict[str, Any]
FULL = 50_000  # articles; the size that the targets name
MINUTES_5 = 300
PHRASES = ("phrase of 2", "phrase of 4", "phrase of 8", "phrase of 12")


@dataclass(frozen=True, slots=True)
class Target:
    """One line: `measured` is text, `reached` None where nothing was measured."""

    what: str
    target: str
    measured: str
    reached: bool | None


def target_lines(facts: Facts) -> Iterator[str]:
    """The table."""
    yield "| what | at least | measured | reached |"
    yield "|---|---|---|---|"
    for target in _targets(facts):
        answer = {True: "yes", False: "**no**", None: "–"}[target.reached]
        yield f"| {target.what} | {target.target} | {target.measured} | {answer} |"
    yield ""


def _targets(facts: Facts) -> Iterator[Target]:
    yield from _slower(facts, TANTIVY, 1.0)
    for name, p50, p95 in ((XAPIAN, 5, 12), (FTS5, 7, 35), (STOCK, 60, 150)):
        yield from _faster(facts, name, (0.5, p50), (0.95, p95))
    yield _phrases(facts)
    yield _worst(facts)
    yield from _builds(facts)
    yield from _pages_build(facts)
    yield from _sizes(facts)
    yield from _memory(facts)
    yield from _site(facts)
    yield _growth(facts)
    yield from _relevant(facts)


def _slower(facts: Facts, name: str, most: float) -> Iterator[Target]:
    run = largest(facts, name)
    for share in (0.5, 0.95):
        what = f"search p{share * 100:.0f} against {name}"
        if run is None:
            yield _missing(what, f"≤ {most} ×")
            continue
        ours, theirs = (percentile(all_kinds(run, engine), share) for engine in (OURS, name))
        measured = f"{ours / theirs:.2f} × ({ours:.2f} ms, {theirs:.2f} ms) at {size_of(run)}"
        yield Target(what, f"≤ {most} ×", measured, _judged(ours <= most * theirs, run["articles"]))


def _reached(good: bool, size: int, wanted: int = FULL) -> bool | None:
    """What is not good is not reached; what is good is reached at the size wanted only."""
    return good if size >= wanted or not good else None


def _judged(good: bool, size: int, wanted: int = FULL) -> bool | None:
    """What compares engines is judged at the size wanted only: in a small run, what a search costs at the least is most of it."""
    return good if size >= wanted else None


def _faster(facts: Facts, name: str, *wanted: tuple[float, float]) -> Iterator[Target]:
    run = largest(facts, name)
    for share, least in wanted:
        what = f"search p{share * 100:.0f} against {name}"
        if run is None:
            yield _missing(what, f"{least} × faster")
            continue
        ours, theirs = (percentile(all_kinds(run, engine), share) for engine in (OURS, name))
        measured = f"{theirs / ours:.1f} × ({ours:.2f} ms, {theirs:.2f} ms) at {size_of(run)}"
        wanted = 0 if name == STOCK else FULL  # stock Whoosh takes too long at that size
        yield Target(what, f"{least} × faster", measured, _judged(theirs >= least * ours, run["articles"], wanted))


def _phrases(facts: Facts) -> Target:
    what, target = "literal phrases of 2–12 characters, p95", "≤ 2 × tantivy's, ≤ 5 ms"
    run = largest(facts, TANTIVY)
    if run is None:
        return _missing(what, target)
    ours, theirs = (percentile([ms for kind in PHRASES for ms in run["ms"][name][kind]], 0.95) for name in (OURS, TANTIVY))
    measured = f"{ours / theirs:.2f} × ({ours:.2f} ms, {theirs:.2f} ms) at {size_of(run)}"
    return Target(what, target, measured, _judged(ours <= 2 * theirs and ours <= 5, run["articles"]))


def _worst(facts: Facts) -> Target:
    found = facts.get("worst")
    if not found:
        return _missing("worst hostile query", "≤ 100 ms")
    worst, size = found["slowest"][0]["ms"], found["articles"]
    reached = _reached(worst <= 100, size)
    return Target(f"worst of {found['queries']:,} hostile queries", "≤ 100 ms", f"{worst:.1f} ms at {size:,}", reached)


def _builds(facts: Facts) -> Iterator[Target]:
    for name, least in ((STOCK, 15.0), (TANTIVY, 0.4), (XAPIAN, 1.0), (TRIGRAM, 1.0)):
        run, what = largest(facts, name), f"build, tokens ready, one core, against {name}"
        if run is None:
            yield _missing(what, f"≥ {least} ×")
            continue
        seconds, which = _clock(run["built"][name])
        ours, theirs = (run["built"][engine]["documents"] / run["built"][engine][seconds] for engine in (OURS, name))
        measured = f"{ours / theirs:.2f} × ({ours:.0f}, {theirs:.0f} docs/s{which}) at {size_of(run)}"
        yield Target(what, f"≥ {least} ×", measured, ours >= least * theirs)


def _clock(built: Facts) -> tuple[str, str]:
    """Which seconds to compare by, and what to say of it: by the clock only what was built side by side."""
    return ("processor_seconds", " of processor time, the peer's of an earlier run") if built["reused"] else ("seconds", "")


def _pages_build(facts: Facts) -> Iterator[Target]:
    site, stock = facts.get("site"), largest(facts, STOCK)
    if site and stock:
        built = stock["built"][STOCK]
        seconds, which = _clock(built)
        theirs = 1 / (built[seconds] / built["documents"] + site["jieba_ms"] / 1000)
        ours = site["pages"] / site["first_seconds"]
        measured = f"{ours / theirs:.1f} × ({ours:.0f}, {theirs:.1f} docs/s; jieba and stock Whoosh added up{which})"
        yield Target("build from pages, all cores, against stock Whoosh + jieba", "≥ 10 ×", measured, ours >= 10 * theirs)
    else:
        yield _missing("build from pages, all cores, against stock Whoosh + jieba", "≥ 10 ×")
    if site:
        measured = f"{site['again_seconds']:.0f} s for {site['pages']:,} pages"
        reached = _reached(site["again_seconds"] <= 60, site["pages"])
        yield Target("unchanged nightly rebuild of 50,000", "≤ 60 s", measured, reached)
    else:
        yield _missing("unchanged nightly rebuild of 50,000", "≤ 60 s")


def _sizes(facts: Facts) -> Iterator[Target]:
    run = largest(facts, OURS)
    if run:
        ratio = run["built"][OURS]["bytes"] / run["text_bytes"]
        yield Target("index / text", "≤ 3 ×", f"{ratio:.2f} × at {size_of(run)}", ratio <= 3)
    for name, most in ((STOCK, 0.5), (TANTIVY, None)):
        run = largest(facts, name)
        if run:
            ratio = run["built"][OURS]["bytes"] / run["built"][name]["bytes"]
            reached = None if most is None else ratio <= most
            yield Target(f"index against {name}", "say it" if most is None else f"≤ {most} ×", f"{ratio:.2f} ×", reached)


def _memory(facts: Facts) -> Iterator[Target]:
    what, target, run, site = "build peak memory", "≤ 1 GB at 200,000", largest(facts, OURS), facts.get("site")
    if run:
        peak = run["built"][OURS]["peak_mb"]
        reached = _reached(peak <= 1024, run["articles"], 200_000)
        yield Target(f"{what}, tokens ready", target, f"{peak:.0f} MB at {size_of(run)}", reached)
    else:
        yield _missing(f"{what}, tokens ready", target)
    built = facts.get("build") or _first_build(site)
    if built:
        together = f"{built['together_mb']:.0f} MB all processes together"
        measured = f"{together}, {built['peak_mb']:.0f} MB the largest, at {built['pages']:,}"
        reached = _reached(0 < built["together_mb"] <= 1024, built["pages"], 200_000)
        yield Target(f"{what}, from pages", target, measured, reached)
    else:
        yield _missing(f"{what}, from pages", target)


def _first_build(site: Facts | None) -> Facts | None:
    if not site:
        return None
    return {"pages": site["pages"], **{name: site[f"first_{name}"] for name in ("peak_mb", "together_mb")}}


def _site(facts: Facts) -> Iterator[Target]:
    site = facts.get("site")
    if not site:
        yield _missing("whole HTML page, in process, p95", "≤ 5 ms at 50,000")
        yield _missing("snippets of a page, p95", "≤ 0.5 ms at 50,000")
        yield _missing("server under load, 64 connections", "≥ 300 pages/s, p99 ≤ 400 ms, no error in 300 s")
        return
    times, snippets, size = site["page"]["ms"], but_sentences(site["page"]["snippets_ms"]), site["articles"]
    p95 = percentile(but_sentences(times), 0.95)
    measured, reached = f"{p95:.2f} ms at {size:,}, all but long sentences", _reached(p95 <= 5, size)
    yield Target("whole HTML page, in process, p95", "≤ 5 ms at 50,000", measured, reached)
    p50, p95 = (percentile(times[SENTENCES], share) for share in (0.5, 0.95))
    measured = f"p50 {p50:.2f} ms, p95 {p95:.2f} ms at {size:,}"
    yield Target("whole HTML page, long sentences alone", "say it", measured, None)
    p50, p95 = (percentile(snippets, share) for share in (0.5, 0.95))
    measured = f"{p95:.2f} ms, p50 {p50:.2f} ms at {size:,}, all but long sentences"
    yield Target("snippets of a page, p95", "≤ 0.5 ms at 50,000", measured, _reached(p95 <= 0.5, size))
    load = site["load"]
    measured = f"{load['a_second']:.0f} pages/s, p99 {load['p99_ms']:.0f} ms, {load['errors']} errors in {load['seconds']} s"
    good = load["a_second"] >= 300 and load["p99_ms"] <= 400 and not load["errors"]
    target = "≥ 300 pages/s, p99 ≤ 400 ms, no error in 300 s"
    yield Target("server under load, 64 connections", target, measured, _reached(good, load["seconds"], MINUTES_5))


def _growth(facts: Facts) -> Target:
    small, large = facts.get("engines/50000"), facts.get("engines/200000")
    if not small or not large:
        return _missing("200,000 against 50,000, p95", "≤ 4 ×")
    one, other = (percentile(all_kinds(run, OURS), 0.95) for run in (small, large))
    return Target("200,000 against 50,000, p95", "≤ 4 ×", f"{other / one:.2f} × ({other:.2f} ms, {one:.2f} ms)", other <= 4 * one)


def _missing(what: str, target: str) -> Target:
    return Target(what, target, "not measured in this run", None)


def _relevant(facts: Facts) -> Iterator[Target]:
    """Both measures of both tasks, beside the best of the peers."""
    for part, what in (("questions", "questions"), ("as written", "first sentences")):
        found = facts.get(f"relevance/{part}")
        for figure in ("R@10", "MRR@10"):
            name, target = f"{figure}, {what} of cmrc_drcd", "≥ the best peer's"
            if not found:
                yield _missing(name, target)
                continue
            ours = found[OURS]["all"][figure]
            theirs, best = max((of["all"][figure], peer) for peer, of in found.items() if peer != OURS)
            yield Target(name, target, f"{ours:.4f} ({theirs:.4f}, {best})", ours >= theirs)
