"""The machine, the versions and the day: what every figure was measured under."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

PACKAGES = ("whoosh", "numpy", "jieba", "rjieba", "flask", "tantivy")


def conditions(missing: Sequence[str]) -> dict[str, object]:
    """What the report names."""
    return {
        "date": f"{datetime.now(timezone.utc):%Y-%m-%d}",
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "processor": _row(Path("/proc/cpuinfo"), "model name"),
        "cores": os.cpu_count(),
        "memory_gb": round(int(_row(Path("/proc/meminfo"), "MemTotal").split()[0] or 0) / 1e6, 1),
        "packages": {name: found for name in PACKAGES if (found := _version(name))},
        "commit": subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
        ).stdout.strip(),
        "missing": list(missing),
    }


def day_and_commit(facts: Mapping[str, Any]) -> str:
    """Of which run a figure is."""
    found = facts["conditions"]
    return f"{found['date']}, commit {found['commit'] or 'unknown'}"


def _row(path: Path, name: str) -> str:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return "0 unknown"
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "0 unknown")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
