"""The docs say what the program does: commands, links, reasons and query examples are held to it."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from indexer.cli import cli
from indexer.containers import SUFFIXES
from indexer.fields import FACETS
from indexer.reasons import REASONS
from indexer.settings import Settings
from search_app.error_pages import KINDS
from search_app.param_reader import MOST_VALUE_CHARACTERS, MOST_VALUE_CHARACTERS_IN_ALL, MOST_VALUES_OF_A_FACET
from search_app.presenters import HIT_FIELDS
from search_app.query_help import EXAMPLES
from search_app.search.parser import MOST_CHARACTERS, MOST_DEPTH, MOST_LEAVES, parse
from search_app.search.prefixes import FACET_NAMES, TEXT_NAMES

ROOT = Path(__file__).parent.parent
README, CHINESE = (ROOT / name for name in ("README.md", "README.zh-CN.md"))
PAGES = [README, CHINESE, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands(page: Path) -> list[str]:
    """The command lines of a page's code blocks, without their comments."""
    blocks = re.findall(r"^```\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


def test_both_readmes_give_the_same_commands_in_the_same_order() -> None:
    assert commands(README) == commands(CHINESE)
    assert commands(README)[:2] == ["make demo", "make test"]


def test_both_readmes_show_the_same_pictures_and_query_examples() -> None:
    def pictures(page: Path) -> list[str]:
        return re.findall(r"!\[.*?\]\((.*?)\)", page.read_text(encoding="utf-8"))

    def examples(page: Path) -> list[str]:
        return re.findall(r"^\| (`.*?)(?: or | 或 | \|)", page.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert pictures(README) == pictures(CHINESE)
    assert len(pictures(README)) >= 2
    assert examples(README) == examples(CHINESE)
    for example in examples(README):
        parse(example.strip("`"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_within_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    assert not [link for link in links if not link.startswith("http") and not (page.parent / link).exists()]


def test_every_command_of_the_indexer_is_in_the_readme_and_the_manual() -> None:
    manual = (ROOT / "docs" / "manual.md").read_text(encoding="utf-8")
    for name in cli.commands:
        assert any(line.startswith(f"python -m indexer {name} ") for line in commands(README)), name
        assert f"python -m indexer {name}" in manual


def test_every_make_target_of_the_readme_exists_and_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in set(re.findall(r"(?:^|`)make (\w+)", README.read_text(encoding="utf-8"), flags=re.MULTILINE)):
        assert re.search(rf"^{name}:.*##", makefile, flags=re.MULTILINE), name


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "CHANGELOG.md"], ids=lambda page: page.name)
def test_every_place_of_the_code_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"`((?:indexer|search_app|tests|stores|pages)/[\w/.*]*)`", page.read_text(encoding="utf-8"))
    assert not [name for name in named if not (ROOT / name).exists()]


def test_the_architecture_names_every_module_of_the_open_rooms() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named, room = set(), ""
    for name in re.findall(r"`([\w/]+\.py)`", "".join(line for line in text.splitlines() if line.startswith("| "))):
        room, _, module = name.rpartition("/") if "/" in name else (room, "", name)  # a bare name is of the room named before
        named.add(f"{room}/{module}")
    open_rooms = [
        ROOT / room
        for room in ("indexer", "indexer/analysis", "indexer/building", "indexer/pages", "search_app", "search_app/search")
    ]
    assert not {path.relative_to(ROOT).as_posix() for room in open_rooms for path in room.glob("[a-z]*.py")} - named
    assert not [name for name in named if not (ROOT / name).exists()]


def test_every_setting_is_read_somewhere() -> None:
    sources = [path for room in ("indexer", "search_app") for path in (ROOT / room).rglob("*.py") if path.name != "settings.py"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    attribute = r"(?:settings|from_environment\(os\.environ\))\.{}\b"
    assert not [item.name for item in fields(Settings) if not re.search(attribute.format(item.name), text)]


def test_every_facet_is_a_filter_of_the_page_on_the_api_in_its_order() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    (filters,) = re.findall(r"^\| (`year`.*?) \|", page, re.MULTILINE)
    assert re.findall(r"`(\w+)`", filters) == list(FACETS)
    assert re.findall(r'"(\w+)": \{\.\.\.\}', page) == list(FACETS)


def test_every_prefix_is_on_the_help_page_and_its_chinese_name_in_both_readmes() -> None:
    shown = " ".join(f"{example.typed} {example.finds}" for example in EXAMPLES)
    names = (*TEXT_NAMES, *FACET_NAMES)
    assert not [name for name in names if f"{name}:" not in shown]
    chinese = [name for name in names if not name.isascii()]
    for page in (README, CHINESE):
        (listed,) = re.findall(r"(?:prefixes: |前缀：)(.*?) \|", page.read_text(encoding="utf-8"))
        assert sorted(listed.split()) == sorted(chinese)


def test_every_decision_is_listed_in_the_index_of_decisions() -> None:
    folder = ROOT / "docs" / "adr"
    listed = set(re.findall(r"\((\d{4}-.*?\.md)\)", (folder / "README.md").read_text(encoding="utf-8")))
    assert listed == {path.name for path in folder.glob("0*.md")}


def test_a_decision_and_the_one_that_changes_it_name_each_other() -> None:
    pages = {path.name[:4]: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "adr").glob("0*.md")}
    changes = {(old, new) for new, text in pages.items() for old in re.findall(r"\bChanges \[(\d{4})\]", text)}
    tops = {old: " ".join(re.findall(r"^\*\*Changed by (.*?)\*\*", text, re.MULTILINE)) for old, text in pages.items()}
    assert changes
    assert changes == {(old, new) for old, top in tops.items() for new in re.findall(r"\[(\d{4})\]", top)}


def test_every_field_of_a_hit_and_every_code_of_an_error_is_in_the_page_on_the_api() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert not [name for name in (*HIT_FIELDS, "literal") if f"`{name}`" not in page]
    assert not [status for status, kind in KINDS.items() if f"| {status} | `{kind.code}` |" not in page]


def test_the_limits_of_a_request_are_in_the_page_on_the_api() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    terms, deep = f"{MOST_LEAVES} terms", f"brackets {MOST_DEPTH} deep"
    values = (
        f"at most {MOST_VALUES_OF_A_FACET}",
        f"{MOST_VALUE_CHARACTERS:,} characters",
        f"all of them {MOST_VALUE_CHARACTERS_IN_ALL:,}",
    )
    assert not [limit for limit in (f"at most {MOST_CHARACTERS} characters", terms, deep, *values) if limit not in page]


def test_every_reason_of_the_ledger_is_in_the_manual() -> None:
    manual = (ROOT / "docs" / "manual.md").read_text(encoding="utf-8")
    assert not [word for word in REASONS if f"`{word}`" not in manual]


def test_every_kind_of_container_is_in_the_manual_and_no_sentence_for_the_operator_lists_them() -> None:
    manual = (ROOT / "docs" / "manual.md").read_text(encoding="utf-8")
    assert not [suffix for suffix in SUFFIXES if f"`{suffix}`" not in manual]
    kinds = [suffix.split(".")[1] for suffix in SUFFIXES]
    assert not [reason.word for reason in REASONS.values() if sum(map(reason.meaning.count, kinds)) > 1]


def test_the_commands_without_make_work_as_they_stand(tmp_path: Path) -> None:
    lines = [line.removeprefix(".venv/bin/python ") for line in commands(README) if line.startswith(".venv/bin/python -m")]
    install, build, serve = lines
    assert install == "-m pip install ."
    arguments = [str(tmp_path) if word == "index_data" else word for word in build.split()]
    assert subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=False).returncode == 0
    assert serve == "-m search_app --index index_data"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_holds_the_marks_of_a_merge_left_open(page: Path) -> None:
    assert not re.search(r"^(<{7}|={7}|>{7})( |$)", page.read_text(encoding="utf-8"), re.MULTILINE)
