"""The tables under the targets: engines by kind of query, builds, growth, the site, hostile queries, relevance, conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conditions import day_and_commit
from figures import all_kinds, but_sentences, percentile, runs, size_of
from queries import SENTENCES
from rows import OURS

Facts = dict[str, Any]
SHARES = (0.5, 0.95, 0.99)
ALL = "all but long sentences"


def engine_lines(facts: Facts) -> Iterator[str]:
    """For every run with peers: builds, opening and times by kind."""
    if agreed := facts.get("agreement"):
        wrong = ", ".join(f"{name} {count}" for name, count in agreed.items() if name != "queries" and count)
        yield f"Of {agreed['queries']} answers on forty articles, unlike the reference's: {wrong or 'none, of no engine'}."
        yield ""
    for run in [*runs(facts), *([facts["engines/laws"]] if "engines/laws" in facts else [])]:
        if len(run["ms"]) > 1:
            yield f"## {run['corpus']}: {size_of(run)} articles, {run['text_bytes'] / 1e6:.0f} MB of text"
            yield ""
            yield from _build_table(run)
            yield from _query_table(run)


def _build_table(run: Facts) -> Iterator[str]:
    yield (
        "| engine | build docs/s | of processor time | peak MB | index / text "
        "| open ms | resident MB, opened | after all queries | wrong answers |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, built in run["built"].items():
        opened = run["opened"].get(name)
        searching = (
            f"{opened['seconds'] * 1000:.0f} | {opened['after_mb']:.0f} (program alone {opened['before_mb']:.0f}) | "
            f"{opened['searched_mb']:.0f} | {_wrong(run, name)}"
            if opened
            else "– | – | – | not searched"
        )
        by_clock, by_processor = (f"{built['documents'] / built[of]:.0f}" for of in ("seconds", "processor_seconds"))
        label = built["version"] if name in built["version"] else f"{name} ({built['version']})"
        rates = f"{by_clock}{' †' if built['reused'] else ''} | {by_processor}"
        yield f"| {label} | {rates} | {built['peak_mb']:.0f} | {built['bytes'] / run['text_bytes']:.2f} | {searching} |"
    for name, reason in run["ended"].items():
        yield f"| {name} | not built: {reason} |{' – |' * 7}"
    yield ""
    if reused := [name for name, built in run["built"].items() if built["reused"]]:
        yield f"† Built in an earlier run, from which its build figures come: {', '.join(reused)}."
        yield ""


def _wrong(run: Facts, name: str) -> str:
    wrong = {kind: count for kind, count in run["wrong"][name].items() if count}
    return "WRONG: " + ", ".join(f"{kind} {count}" for kind, count in wrong.items()) if wrong else "0"


def _query_table(run: Facts) -> Iterator[str]:
    names = list(run["ms"])
    yield f"Milliseconds, p50 / p95 / p99; {run['queries']} queries a kind, {run['rounds']} rounds."
    yield ""
    yield f"| | articles found, median | {' | '.join(names)} |"
    yield "|---" * (len(names) + 2) + "|"
    for kind in run["ms"][OURS]:
        cells = [_shares(run["ms"][name][kind]) + (" *" if kind == SENTENCES and name != OURS else "") for name in names]
        yield f"| {kind} | {percentile(run['totals'][kind], 0.5):,} | {' | '.join(cells)} |"
    yield f"| **{ALL}** | | {' | '.join(_shares(all_kinds(run, name)) for name in names)} |"
    yield ""
    yield "\\* Matches any word or bigram, which is not this project's rule: not to be compared."
    yield ""


def _shares(times: list[float], *shares: float) -> str:
    return " / ".join(f"{percentile(times, share):.2f}" for share in shares or SHARES)


def growth_lines(facts: Facts) -> Iterator[str]:
    """This project over all sizes."""
    found = runs(facts)
    if not found:
        return
    yield "## This project by size"
    yield ""
    yield "| articles | build docs/s | build peak MB | index / text | open ms | resident MB, opened | search p50 / p95 / p99 ms |"
    yield "|---|---|---|---|---|---|---|"
    for run in found:
        built, opened = run["built"][OURS], run["opened"][OURS]
        yield (
            f"| {size_of(run)} | {built['documents'] / built['seconds']:.0f} | {built['peak_mb']:.0f} | "
            f"{built['bytes'] / run['text_bytes']:.2f} | {opened['seconds'] * 1000:.0f} | {opened['after_mb']:.0f} | "
            f"{_shares(all_kinds(run, OURS))} |"
        )
    yield ""
    yield "Opening does not count the dictionary, which a program loads once; resident memory does."
    yield ""
    if len(found) > 1:
        yield from _growth_by_kind(found)


def _growth_by_kind(found: list[Facts]) -> Iterator[str]:
    """The times of every kind at every size, and how its p95 grew over the last step."""
    yield f"| p50 / p95 ms (articles found, median) | {' | '.join(map(size_of, found))} | p95, last step |"
    yield "|---" * (len(found) + 2) + "|"
    for kind in found[0]["ms"][OURS]:
        times = [run["ms"][OURS][kind] for run in found]
        cells = (
            f"{_shares(of, 0.5, 0.95)} ({percentile(run['totals'][kind], 0.5):,})" for run, of in zip(found, times, strict=True)
        )
        yield f"| {kind} | {' | '.join(cells)} | {_grown(times)} |"
    times = [all_kinds(run, OURS) for run in found]
    yield f"| **{ALL}** | {' | '.join(_shares(of, 0.5, 0.95) for of in times)} | {_grown(times)} |"
    yield ""


def _grown(times: list[list[float]]) -> str:
    before, after = (percentile(of, 0.95) for of in times[-2:])
    return f"{after / before:.2f} ×"


def site_lines(facts: Facts) -> Iterator[str]:
    """From pages to pages."""
    site = facts.get("site")
    if not site:
        return
    load, page = site["load"], site["page"]
    yield f"## The site, {site['articles']:,} articles"
    yield ""
    again = f"forced again, no page changed: {site['again_seconds']:.0f} s"
    yield f"- Build from {site['pages']:,} saved pages, all cores: {site['first_seconds']:.0f} s; {again}."
    peaks = (
        f"{site[f'{of}_peak_mb']:.0f} MB, {site[f'{of}_largest_worker_mb']:.0f} MB and {site[f'{of}_together_mb']:.0f} MB"
        for of in ("first", "again")
    )
    yield f"- Memory at its peak, main process, largest worker and all processes together: {'; forced again '.join(peaks)}."
    if large := facts.get("build"):
        sizes = f"{large['peak_mb']:.0f} MB, {large['largest_worker_mb']:.0f} MB and {large['together_mb']:.0f} MB"
        yield f"- Build from {large['pages']:,} saved pages: {large['seconds']:.0f} s; memory likewise {sizes}."
    yield f"- jieba itself takes {site['jieba_ms']:.1f} ms an article on one core (search mode)."
    yield f"- Index and dictionary opened in {page['opening_seconds']:.1f} s. A page is {page['kilobytes']:.0f} kB."
    asked = f"{load['connections']} connections, {load['addresses']:,} different addresses, {load['seconds']} s"
    yield f"- Load ({load['tool']}, {asked}):"
    latency = f"p50 {load['p50_ms']:.0f} ms, p95 {load['p95_ms']:.0f} ms, p99 {load['p99_ms']:.0f} ms"
    yield f"  {load['a_second']:.0f} pages/s, {latency}, {load['errors']} errors in {load['requests']:,} requests."
    yield ""
    yield "| in process, ms, p50 / p95 / p99 | whole page | of it, snippets |"
    yield "|---|---|---|"
    columns = page["ms"], page["snippets_ms"]
    for kind in page["ms"]:
        yield f"| {kind} | {' | '.join(_shares(of[kind]) for of in columns)} |"
    yield f"| **{ALL}** | {' | '.join(_shares(but_sentences(of)) for of in columns)} |"
    yield f"| **all** | {' | '.join(_shares([ms for times in of.values() for ms in times]) for of in columns)} |"
    yield ""


def worst_lines(facts: Facts) -> Iterator[str]:
    """The hostile list."""
    worst = facts.get("worst")
    if not worst:
        return
    yield f"## {worst['queries']:,} hostile queries, {worst['articles']:,} articles"
    yield ""
    shares = ", ".join(f"p{share} {worst[f'p{share}_ms']:.2f} ms" for share in (50, 95, 99))
    yield f"{worst['refused']:,} refused as too large, no other error. {shares}, segmentation included."
    yield "The slowest, asked three times more: the median, and the first time in brackets."
    yield ""
    for item in worst["slowest"]:
        text = ascii(item["text"][:60]) if not item["text"][:60].isprintable() else item["text"][:60].replace("`", "'")
        yield f"- {item['ms']:.1f} ms ({item['first_ms']:.1f}): `{text}`{' …' if len(item['text']) > 60 else ''}"
    yield ""


def relevance_lines(facts: Facts) -> Iterator[str]:
    """All tasks."""
    titles = {
        "relevance/questions": "Relevance: question to paragraph (cmrc_drcd)",
        "relevance/headlines": "Relevance: a law's title to its text",
        "relevance/as written": "Relevance: first sentence to the rest of its paragraph (cmrc_drcd)",
        "relevance/spaced": "Relevance: the same sentences without signs, spaces between their clauses",
    }
    for part, title in titles.items():
        if part not in facts:
            continue
        first = next(iter(facts[part].values()))
        yield f"## {title}, {first['all']['queries']:,} queries"
        yield ""
        yield "| R@1 / R@10 / MRR@10 | tuned on | held out | all | ms a query |"
        yield "|---|---|---|---|---|"
        for name, found in facts[part].items():
            cells = (
                f"{found[of]['R@1']:.4f} / {found[of]['R@10']:.4f} / {found[of]['MRR@10']:.4f}"
                for of in ("tuned", "held out", "all")
            )
            yield f"| {name} | {' | '.join(cells)} | {found['ms']:.2f} |"
        yield ""


def conditions_lines(facts: Facts) -> Iterator[str]:
    """The machine and the versions."""
    found = facts["conditions"]
    packages = ", ".join(f"{name} {number}" for name, number in found["packages"].items())
    yield "## Conditions"
    yield ""
    machine = f"{found['processor']}, {found['cores']} cores, {found['memory_gb']} GB"
    yield f"{day_and_commit(facts)}. {machine};"
    yield f"{found['system']}; Python {found['python']}; {packages}."
    if kept := [f"{part} ({taken})" for part, taken in facts["taken"].items() if taken != day_and_commit(facts)]:
        yield f"Kept from earlier runs: {', '.join(kept)}."
    for line in found["missing"]:
        yield f"Not measured: {line}."
