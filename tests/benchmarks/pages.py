"""What a whole page costs, by part, and what the server serves: over a generated index, queries drawn from its vocabulary.

    python tests/benchmarks/pages.py [--articles 5000] [--index DIR] [--load SECONDS] [--connections 64]

Parts and pages are CPU time of one thread, after one pass to warm up; the cache of answers is off, except where it is measured.
With --load, `wrk` asks a server with as many processes as there are cores for 480 addresses, without and with the cache.
With --index, the generation published there is measured instead of a new one.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path
from random import Random
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

import paths  # noqa: F401 - finds the modules below
from figures import percentile
from flask.testing import FlaskClient
from generator import bulletins, vocabulary
from werkzeug.datastructures import MultiDict
from written import analysed, write

from indexer.analysis import Analyser
from indexer.fields import LAYOUT
from indexer.generation import Manifest, folder, new_name, record_files
from indexer.ledger import write_ledger
from indexer.names import write_names
from indexer.publishing import publish, seal
from indexer.settings import Settings
from indexer.stores.whoosh import WhooshStore
from search_app import create_app, navigation, presenters, views
from search_app.addresses import hit_addresses
from search_app.app import published
from search_app.params import request_from
from search_app.search.asking import engine_query
from search_app.search.facets import facets
from search_app.search.service import search

ROOT = Path(__file__).parent.parent.parent
ROUNDS = 5
_Item = TypeVar("_Item")


def addresses(count: int, seed: int) -> list[str]:
    """Searches of twelve kinds, in turn: rare and common words, AND, OR, phrases, filters, sorted, long, one character, none."""
    rng, words = Random(seed), vocabulary()

    def word(most: int = 3000) -> str:
        return rng.choice(words[:most])

    kinds: list[Callable[[], dict[str, object]]] = [
        lambda: {"q": word()},
        lambda: {"q": word(60)},
        lambda: {"q": f"{word()} {word()}"},
        lambda: {"q": f"{word()} OR {word()}"},
        lambda: {"q": f'"{word(300)}{word(300)}"'},
        lambda: {"q": word(), "year": str(rng.randint(2008, 2019))},
        lambda: {"q": word(), "sort": "newest"},
        lambda: {"q": "".join(word(800) for _ in range(6))},
        lambda: {"q": rng.choice("的工作年地志史")},
        lambda: {"page": rng.randint(1, 200)},
        lambda: {"q": word(), "year": ["2010", "2011"], "series": "工作简报", "page": 2},
        lambda: {"q": f"{word()} -{word(200)}", "scope": rng.choice(["title", "all"])},
    ]
    return ["/?" + urlencode(kinds[number % len(kinds)](), doseq=True) for number in range(count)]


def build(index: Path, articles: int) -> None:
    """A published generation of generated articles."""
    analyser, now = Analyser().with_names(()), datetime.now(timezone.utc)
    name = new_name(now)
    home = folder(index, name)
    home.mkdir(parents=True)
    write(WhooshStore(), home, analysed(bulletins(articles), analyser))
    write_names(home, analyser.names)
    write_ledger(home, [])
    manifest = Manifest(
        name=name,
        created=now.isoformat(timespec="seconds"),
        articles=articles,
        skipped=0,
        store=WhooshStore.name,
        analysis=analyser.fingerprint,
        sources="generated",
        files=record_files(home),
        names=analyser.names_hash,
        segmenter=analyser.segmenter,
        layout=LAYOUT,
    )
    seal(index, manifest)
    publish(index, name)


def microseconds(work: Callable[[_Item], object], items: Sequence[_Item]) -> list[float]:
    """CPU time of `work` on each item, in order of size; of several rounds the one with the smallest median."""
    rounds = []
    for counted in range(ROUNDS + 1):
        times = []
        for item in items:
            started = time.thread_time()
            work(item)
            times.append((time.thread_time() - started) * 1e6)
        if counted:
            rounds.append(sorted(times))
    return min(rounds, key=lambda times: times[len(times) // 2])


def show(name: str, times: list[float]) -> None:
    print(f"{name:34} p50 {percentile(times, 0.5):8.0f} µs   p95 {percentile(times, 0.95):8.0f} µs")


def parts(index: Path) -> None:
    """Every step of a page, and the whole of it."""
    settings = Settings(index_dir=index, cache_mb=0, reload_seconds=3600)
    live = published(settings)
    app, engine = create_app(settings, live), live.current()
    asked = addresses(240, seed=3)
    requests = [request_from(MultiDict(parse_qsl(urlsplit(address).query))) for address in asked]
    answers = [engine.search(engine_query(request)) for request in requests]
    found = [search(engine, request) for request in requests]
    show("engine: search", microseconds(lambda request: engine.search(engine_query(request)), requests))
    show("engine: articles of the page", microseconds(lambda a: engine.articles([hit.id for hit in a.hits]), answers))
    pairs = list(zip(answers, requests, strict=True))
    show("facets", microseconds(lambda pair: facets(pair[0].facets, pair[1].filters), pairs))
    show("service: all of the above, snippets", microseconds(lambda request: search(engine, request), requests))
    shown = list(zip(requests, found, strict=True))
    show("links around the hits", microseconds(lambda pair: navigation.navigation(*pair, "/"), shown))

    def views_of_hits(pair: tuple[object, object]) -> None:
        request, results = pair
        hrefs = hit_addresses("/articles/", [hit.article.id for hit in results.hits], request)
        tuple(map(presenters.hit_view, results.hits, hrefs))

    show("hits as shown", microseconds(views_of_hits, shown))
    render, rendered = views.render_template, []
    views.render_template = lambda *given, **named: rendered.append((given, named)) or ""
    for address in asked:
        app.test_client().get(address)
    views.render_template = render
    with app.test_request_context("/"):
        show("template", microseconds(lambda given: render(*given[0], **given[1]), rendered))
    show("whole page", microseconds(app.test_client().get, asked))
    client: FlaskClient = create_app(Settings(index_dir=index, cache_mb=256, reload_seconds=3600), live).test_client()
    known = [(address, client.get(address).headers["ETag"]) for address in asked]
    show("whole page, kept", microseconds(client.get, asked))
    show("304", microseconds(lambda pair: client.get(pair[0], headers={"If-None-Match": pair[1]}), known))


def load(index: Path, seconds: int, connections: int, cache_mb: int) -> None:
    """Pages a second of a real server, asked by `wrk`."""
    script = """
local i = 0
function request() i = i % #addresses + 1; return wrk.format("GET", addresses[i]) end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("%.0f pages/s, p50 %.0f ms, p99 %.0f ms, worst %.0f ms, errors %d\\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    latency.max / 1000, e.connect + e.read + e.write + e.status + e.timeout))
end
"""
    listed = ",".join(f'"{address}"' for address in addresses(480, seed=21))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BULLETIN_CACHE_MB": str(cache_mb)}
    command = [sys.executable, "-m", "search_app", "--index", str(index), "--port", "0"]
    with (
        tempfile.NamedTemporaryFile("w", suffix=".lua") as lua,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server,
    ):
        lua.write(f"addresses = {{{listed}}}\n{script}")
        lua.flush()
        address = server.stdout.readline().strip()
        try:
            for length in (5, seconds):  # the first run warms up
                options = ["-t1", f"-c{connections}", f"-d{length}", "--timeout", "30s", "-s", lua.name, address]
                said = subprocess.run(["wrk", *options], capture_output=True, text=True, check=True).stdout
        finally:
            server.terminate()
    print(f"{connections} connections, {seconds} s, cache {cache_mb} MB: {said.strip().splitlines()[-1]}")


def main() -> None:
    """Measure, and name the conditions."""
    options = argparse.ArgumentParser(description="what a page costs, and what the server serves")
    options.add_argument("--articles", type=int, default=5_000)
    options.add_argument("--index", type=Path)
    options.add_argument("--load", type=int, metavar="SECONDS", default=0)
    options.add_argument("--connections", type=int, default=64)
    given = options.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as made:
        index = given.index or Path(made)
        if given.index is None:
            build(index, given.articles)
        parts(index)
        if given.load and shutil.which("wrk"):
            for cache_mb in (0, 32):
                load(index, given.load, given.connections, cache_mb)
        elif given.load:
            print("wrk is not installed: the server is not measured")


if __name__ == "__main__":
    main()
