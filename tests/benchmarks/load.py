"""A real server under load: pages a second, latency and errors, from another process.

`wrk` makes the requests where it is on the PATH; otherwise a small client on asyncio does, which takes more of the processor
itself and so measures a slower server.

    python load.py ADDRESSES HOST PORT CONNECTIONS SECONDS        the small client; ADDRESSES is a file, one a line
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Facts = dict[str, Any]
CONNECTIONS = 64
SCRIPT = """
local addresses = {}
for line in io.lines("%s") do addresses[#addresses + 1] = line end
local at = 0
request = function()
  at = at %% #addresses + 1
  return wrk.format("GET", addresses[at])
end
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %%d %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
"""


def under_load(index: Path, addresses: list[str], seconds: int) -> Facts:
    """Serve the index with its default settings (but no cache of answers) and ask for the addresses in turn."""
    with tempfile.TemporaryDirectory() as scratch, served(index) as url:
        listed = Path(scratch, "addresses")
        listed.write_text("\n".join(addresses) + "\n", encoding="ascii")
        urllib.request.urlopen(url + addresses[0]).read()  # noqa: S310 our own server
        found = (
            _by_wrk(url, listed, Path(scratch, "script.lua"), seconds)
            if shutil.which("wrk")
            else _by_client(url, listed, seconds)
        )
    return {**found, "seconds": seconds, "connections": CONNECTIONS, "addresses": len(set(addresses))}


@contextlib.contextmanager
def served(index: Path) -> Iterator[str]:
    """A running server, by its address."""
    command = [sys.executable, "-m", "search_app", "--index", str(index), "--port", "0"]
    environment = {**os.environ, "BULLETIN_CACHE_MB": "0"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True)
    try:
        assert process.stdout
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(timeout=30)


def _by_wrk(url: str, listed: Path, script: Path, seconds: int) -> Facts:
    script.write_text(SCRIPT % listed)
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "-s", str(script), url]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    match = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", printed)
    if match is None:
        raise RuntimeError(f"wrk printed no result: {printed}")
    requests, microseconds, p50, p95, p99, errors = map(int, match.groups())
    return {
        "tool": "wrk",
        "requests": requests,
        "a_second": requests / (microseconds / 1e6),
        "p50_ms": p50 / 1000,
        "p95_ms": p95 / 1000,
        "p99_ms": p99 / 1000,
        "errors": errors,
    }


def _by_client(url: str, listed: Path, seconds: int) -> Facts:
    host, port = url.removeprefix("http://").rsplit(":", 1)
    command = [sys.executable, __file__, str(listed), host, port, str(CONNECTIONS), str(seconds)]
    facts: Facts = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return {"tool": "a client on asyncio", **facts}


async def _client(addresses: list[str], host: str, port: int, connections: int, seconds: float) -> Facts:
    times: list[float] = []
    errors = 0
    turn = iter(range(10**12))
    ends = time.perf_counter() + seconds

    async def ask() -> None:
        nonlocal errors
        reader, writer = await asyncio.open_connection(host, port)
        while time.perf_counter() < ends:
            started = time.perf_counter()
            address = addresses[next(turn) % len(addresses)]
            writer.write(f"GET {address} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"(?i)content-length: (\d+)", head)
            errors += not head.startswith(b"HTTP/1.1 200") or length is None
            await reader.readexactly(int(length[1]) if length else 0)
            times.append((time.perf_counter() - started) * 1000)
        writer.close()

    done = await asyncio.gather(*(ask() for _ in range(connections)), return_exceptions=True)
    errors += sum(isinstance(item, BaseException) for item in done)
    ranked = sorted(times)
    shares = {f"p{share}_ms": ranked[min(len(ranked) * share // 100, len(ranked) - 1)] for share in (50, 95, 99)}
    return {"requests": len(times), "a_second": len(times) / seconds, **shares, "errors": errors}


if __name__ == "__main__":
    listed, host, port, connections, seconds = sys.argv[1:]
    lines = Path(listed).read_text(encoding="ascii").split()
    print(json.dumps(asyncio.run(_client(lines, host, int(port), int(connections), float(seconds)))))
