"""Settings: every row works from the environment, names its mistake, and stands in the manual."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from indexer import settings
from indexer.errors import BadSetting
from indexer.settings import Settings, misspelled, variable

MANUAL = Path(__file__).parent.parent.parent / "docs" / "manual.md"


def test_without_variables_every_setting_has_its_default() -> None:
    assert Settings.from_environment({"PATH": "/bin"}) == Settings()


def test_a_variable_replaces_the_default() -> None:
    changed = Settings.from_environment({"BULLETIN_PORT": "9000", "BULLETIN_INDEX_DIR": "x", "BULLETIN_SITE_NAME": "站"})
    assert (changed.port, changed.index_dir, changed.site_name) == (9000, Path("x"), "站")


@pytest.mark.parametrize("value", ["abc", "-1", "70000", "1.5", "²"])
def test_an_impossible_value_is_named_with_its_variable_and_its_limits(value: str) -> None:
    with pytest.raises(BadSetting, match=rf"BULLETIN_PORT.*{value}.*0 到 65535"):
        Settings.from_environment({"BULLETIN_PORT": value})


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: setting.name)
def test_every_setting_is_in_the_manual_with_its_default_and_its_help(setting: object) -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    facts = setting.metadata
    allowed = " 或 ".join(facts["choices"]) or ("任意" if facts["least"] is None else f"{facts['least']}–{facts['most']}")
    assert f"| `{variable(setting.name)}` | `{setting.default}` | {facts['help']} | {allowed} |" in manual


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: setting.name)
def test_every_setting_is_read_back_from_its_variable_in_its_own_type(setting: object) -> None:
    read = getattr(Settings.from_environment({variable(setting.name): str(setting.default)}), setting.name)
    assert (type(read), read) == (type(setting.default), setting.default)


@pytest.mark.parametrize("default", [False, 0.5, None, ("a",)])
def test_a_row_of_a_type_that_no_variable_is_read_as_is_refused_at_once(default: object) -> None:
    with pytest.raises(TypeError, match=f"{type(default).__name__}: 帮助"):
        settings._row(default, "帮助")


def test_an_option_stands_in_place_of_its_variable_be_that_wrong() -> None:
    assert Settings.from_environment({"BULLETIN_PORT": "x"}, port=0, host=None) == Settings(port=0)


def test_a_setting_of_few_choices_names_them() -> None:
    assert Settings.from_environment({"BULLETIN_SEGMENTER": "rjieba"}).segmenter == "rjieba"
    with pytest.raises(BadSetting, match=r"BULLETIN_SEGMENTER.*hanlp.*jieba 或 rjieba"):
        Settings.from_environment({"BULLETIN_SEGMENTER": "hanlp"})


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("BULLETIN_PROCESS", "BULLETIN_PROCESSES"),
        ("BULLETIN_INDEXDIR", "BULLETIN_INDEX_DIR"),
        ("BULLETIN_SITENAME", "BULLETIN_SITE_NAME"),
    ],
)
def test_a_variable_that_is_nearly_a_setting_is_named_with_what_was_meant(given: str, meant: str) -> None:
    (told,) = misspelled({given: "1", "PATH": "/bin"})
    assert given in told
    assert meant in told


def test_settings_and_what_is_quite_another_variable_are_not_named() -> None:
    others = ("CORPORA", "REAL_PAGES", "BENCH_SCRATCH", "REQUIRE_FAST")
    assert misspelled({variable(name): "x" for name in (*(item.name for item in fields(Settings)), *others)}) == []
