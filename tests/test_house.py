"""The rooms of the house: what may import what, and what stands at the top. docs/architecture.md draws it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from indexer import errors

ROOT = Path(__file__).parent.parent
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in ("indexer", "search_app")
    for path in sorted((ROOT / package).rglob("*.py"))
}
LARGEST_FILE = 250  # lines; the habit is under 220

# Everything under the first name may not import anything under the second.
FORBIDDEN = [
    ("indexer", "search_app"),
    ("indexer", "flask"),
    ("indexer", "waitress"),
    ("search_app.search", "flask"),
    ("search_app.search", "whoosh"),
    ("search_app.search", "numpy"),
    ("search_app.search", "indexer.generation"),
    ("search_app.search", "pathlib"),
    ("search_app.search", "os"),
    ("search_app.engines", "flask"),
    ("indexer.pages", "indexer.corpus"),
    ("indexer.pages", "pathlib.Path"),
    ("indexer.pages", "indexer.containers"),
    ("indexer.containers", "pathlib.Path"),
    ("indexer.containers", "indexer.corpus"),
    ("indexer.containers", "indexer.ledger"),
    ("indexer.stores", "indexer.build"),
    ("indexer.stores", "indexer.building"),
    ("indexer.pages", "indexer.building"),
    ("indexer.analysis", "indexer.pages"),
    ("indexer.analysis", "indexer.article"),
    ("indexer.generation", "indexer.store"),
]
PAGE_ROOMS = {  # the rooms of indexer.pages, and what each may import of the others and of the ground
    "notations": {"plain"},
    "chrome": {"plain"},
    "statements": {"plain", "lines", "roles", "notations", "chrome"},
    "html": {"plain", "lines", "notations", "chrome", "statements"},
    "frame": {"plain", "lines", "roles", "notations", "chrome", "statements"},
    "body": {"plain", "lines", "roles", "notations", "statements"},
    "plain": set[str](),
    "lines": set[str](),
    "roles": {"lines"},
}
ONLY_HERE = {
    "jieba": ("indexer.analysis.segmenters",),
    "rjieba": ("indexer.analysis.segmenters",),
    "whoosh": ("indexer.stores.whoosh", "search_app.engines.whoosh"),
    "click": ("indexer.cli", "indexer.ending", "indexer.usage", "search_app.server"),
    "rich": ("indexer.progress",),
    "selectolax": ("indexer.pages.html",),
    "indexer.stores": ("indexer.cli", "indexer.stores", "search_app.engines"),
    "search_app.engines": ("search_app.app", "search_app.engines"),
    "warcio": ("indexer.containers.crawl",),
    "waitress": ("search_app.connections", "search_app.draining", "search_app.server"),
}


@cache
def imports_of(module: str) -> tuple[str, ...]:
    """The full names a module imports, relative imports resolved; `from a import b` gives a and a.b."""
    return tuple(_imports_of(module))


def _imports_of(module: str) -> Iterator[str]:
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            yield origin
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def under(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


@pytest.mark.parametrize(("room", "forbidden"), FORBIDDEN, ids=lambda name: name)
def test_a_room_imports_nothing_it_may_not(room: str, forbidden: str) -> None:
    offenders = [module for module in MODULES if under(module, room) for name in imports_of(module) if under(name, forbidden)]
    assert not offenders


@pytest.mark.parametrize("room", PAGE_ROOMS)
def test_a_room_of_the_page_reader_imports_no_other_that_it_may_not(room: str) -> None:
    modules = [module for module in MODULES if under(module, f"indexer.pages.{room}")]
    named = {name.split(".")[2] for module in modules for name in imports_of(module) if name.startswith("indexer.pages.")}
    assert modules
    assert named <= PAGE_ROOMS[room] | {room}


def test_every_room_of_the_page_reader_says_what_it_may_import() -> None:
    rooms = {
        path.parent.name for module, path in MODULES.items() if path.name == "__init__.py" and under(module, "indexer.pages")
    }
    assert rooms - {"pages"} <= PAGE_ROOMS.keys()


@pytest.mark.parametrize("library", ONLY_HERE)
def test_a_library_is_named_in_one_place_only(library: str) -> None:
    users = {module for module in MODULES for name in imports_of(module) if under(name, library)}
    assert users
    assert not [user for user in users if not any(under(user, room) for room in ONLY_HERE[library])]


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {module: {name for name in imports_of(module) if name in MODULES and name != module} for module in MODULES}
    for module, imported in graph.items():  # a package's own face is loaded before its parts and imports them: not a circle
        graph[module] = {name for name in imported if not module.startswith(name + ".")}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("module", MODULES)
def test_a_file_opens_with_its_purpose_and_stays_small(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), f"{module} does not say what it is for"
    assert len(text.splitlines()) <= LARGEST_FILE


def test_the_top_level_holds_only_what_was_agreed() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    agreed = {"pyproject.toml", "indexer", "search_app", "tests", "index_data", "docs"}
    agreed |= {"README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE", "Makefile"}
    top = {name.strip('"').split("/")[0] for name in tracked.stdout.splitlines()}
    assert not {name for name in top if name not in agreed and not name.startswith(".")}


def test_the_drawn_tree_of_errors_is_the_real_one() -> None:
    def drawn(error: type[Exception], lead: str = "    ") -> list[str]:
        children = sorted(error.__subclasses__(), key=order.index)
        lines = []
        for child in children:
            last = child is children[-1]
            lines.append(f"{lead}{'└' if last else '├'}── {child.__name__}")
            lines += drawn(child, lead + ("    " if last else "│   "))
        return lines

    order = [item for item in vars(errors).values() if isinstance(item, type) and issubclass(item, Exception)]
    docstring = (errors.__doc__ or "").splitlines()
    shown = [line[: line.index("── ") + 3] + line.split("── ")[1].split()[0] for line in docstring if "── " in line]
    assert shown == drawn(errors.BulletinError)


@pytest.mark.parametrize("package", ["indexer", "search_app"])
def test_a_package_can_be_asked_for_help_without_an_index(package: str) -> None:
    answer = subprocess.run([sys.executable, "-m", package, "--help"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0
    assert "--help" in answer.stdout
