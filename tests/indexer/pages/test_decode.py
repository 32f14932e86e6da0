"""Bytes -> text: by trial, never by a declaration alone; damaged text is refused."""

from __future__ import annotations

import pytest

from indexer.errors import UnreadablePage
from indexer.pages.decode import decode, is_mojibake

TEXT = "雪柳河志编修启动，渡口旧事重提。" * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_a_lying_declaration_is_not_believed() -> None:
    page = f'<meta charset="gb2312">{TEXT}'
    assert decode(page.encode("utf-8")) == page


def test_a_declaration_is_believed_where_utf8_does_not_fit() -> None:
    page = f'<meta charset="big5">{"雪柳河渡口舊事重提與志書編修啟動" * 4}'
    assert decode(page.encode("big5")) == page


def test_latin_1_is_never_believed() -> None:
    page = f'<meta charset="iso-8859-1">{TEXT}'
    assert decode(page.encode("gb18030")) == page


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\xd8", b"\xef\xbb\xbf\xff\xff", b"\x81", b"\xff" * 30])
def test_bytes_that_fit_nothing_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadablePage) as refused:
        decode(content)
    assert refused.value.reason == "undecodable"


@pytest.mark.parametrize(
    "damaged",
    [
        TEXT.encode().decode("gbk", "ignore"),
        TEXT.encode().decode("gb18030", "replace"),
        TEXT.encode().decode("latin-1"),
        TEXT.encode("gb18030").decode("latin-1"),
        TEXT.encode("gb18030").decode("utf-8", "replace"),
    ],
)
def test_text_damaged_before_it_was_saved_is_refused(damaged: str) -> None:
    with pytest.raises(UnreadablePage) as refused:
        decode(damaged.encode())
    assert refused.value.reason == "mojibake"


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "plain ASCII",
        "",
        "Ångström à la carte, and much more plain English text around it",
        "繁體中文的志書與年鑒",
        "ひらがなとカタカナ",
        f"热门: 鏉忔灄闀 \n{TEXT}",
    ],
)
def test_sound_text_is_no_mojibake(text: str) -> None:
    assert not is_mojibake(text)
