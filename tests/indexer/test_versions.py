"""The name of the program that reads pages changes with every line that may change what it reads."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import indexer
from indexer import versions
from indexer.versions import program_version, reader_version


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(Path(indexer.__file__).parent, tmp_path_factory.mktemp("program") / "indexer"))


def version_of(package: Path, of: str = "reader") -> str:
    code = f"from indexer.versions import {of}_version; print({of}_version())"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=package.parent, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_a_copy_of_the_program_has_the_same_name_wherever_it_stands(package: Path) -> None:
    assert version_of(package) == reader_version()


@pytest.mark.parametrize(
    ("file", "read", "built"),
    [
        ("pages/notations/dates.py", True, True),
        ("analysis/traditional.tsv", True, True),
        ("building/identity.py", True, True),
        ("cli.py", False, False),
        ("stores/whoosh/codec.py", False, True),
    ],
)
def test_a_changed_source_changes_the_name_of_what_it_has_a_part_in(package: Path, file: str, read: bool, built: bool) -> None:
    path = package / file
    before = path.read_bytes()
    try:
        path.write_bytes(before + b"\n# changed\n")
        assert (version_of(package) != reader_version()) is read
        assert (version_of(package, "program") != program_version()) is built
    finally:
        path.write_bytes(before)


def test_every_library_that_pages_are_read_with_is_counted() -> None:
    home = Path(indexer.__file__).parent
    sources = [path.read_text(encoding="utf-8") for room in ("pages", "containers") for path in (home / room).rglob("*.py")]
    imported = {
        name for source in sources for name in re.findall(r"^ *(?:from|import) (\w+)[\w.]*(?: import|$)", source, re.MULTILINE)
    }
    assert imported - sys.stdlib_module_names - {"indexer"} == set(versions._LIBRARIES)


@pytest.mark.parametrize("library", versions._LIBRARIES)
def test_another_version_of_a_library_that_reads_changes_the_name(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, installed = reader_version(), versions.version
    monkeypatch.setattr(versions, "version", lambda name: "99" if name == library else installed(name))
    assert reader_version() != before
