"""Archives: the pages of folders and of containers in them, whatever wrote the names; damaged and encrypted members are notes."""

from __future__ import annotations

import errno
import io
import json
import zipfile
import zlib
from pathlib import Path
from random import Random

import pytest
from saved_containers import PAGE, URL, crawl, mail, opened, packed, shown

from indexer.containers import archive


def test_an_archive_gives_the_pages_of_its_folders_and_of_containers_in_it() -> None:
    line = json.dumps({"url": URL, "text": "渡口志"}).encode()
    content = packed(
        {
            "b/c/简报.txt": b"x",
            "a/list.jsonl": line,
            "a/page.mht": mail(PAGE.encode()),
            "crawl.warc.gz": crawl(packed=True, pages=1),
            "a/.hidden.txt": b"x",
            "__MACOSX/b.txt": b"x",
            "../../etc/passwd.txt": b"x",
            "inner.zip": packed({"x.txt": b"x"}),
            "logo.png": b"x",
        }
    )
    assert shown(opened(content, "all.zip")) == [
        ("all.zip#../../etc/passwd.txt", None),
        ("all.zip#a/list.jsonl#1", URL),
        ("all.zip#a/page.mht", URL),
        ("all.zip#b/c/简报.txt", None),
        (f"all.zip#crawl.warc.gz#{URL}0", f"{URL}0"),
        (f"all.zip#crawl.warc.gz#{URL}", URL),
        ("all.zip#inner.zip", "nested-archive"),
        ("all.zip#logo.png", "unknown-kind"),
    ]


def test_a_folder_in_an_archive_is_no_page() -> None:
    assert shown(opened(packed({"a/": b"", "a/b.txt": b"x"}), "a.zip")) == [("a.zip#a/b.txt", None)]


def test_an_archive_of_more_members_than_any_has_is_refused_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 2)
    assert shown(opened(packed({"a.txt": b"x", "b.txt": b"x"}), "a.zip")) == [("a.zip#a.txt", None), ("a.zip#b.txt", None)]
    assert shown(opened(packed({"a.txt": b"x", "b.txt": b"x", "c.txt": b"x"}), "a.zip")) == [("a.zip", "too-large")]


def test_a_disk_that_refuses_is_not_taken_for_a_damaged_member(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> bytes:
        raise OSError(errno.EIO, "refused")

    monkeypatch.setattr(zipfile.ZipExtFile, "read", refuses)
    with pytest.raises(OSError, match="refused"):
        opened(packed({"a.txt": b"x"}), "a.zip")


def test_a_name_that_says_it_is_utf_8_is_believed() -> None:
    assert shown(opened(packed({"ÄÖ.txt": b"x"}), "a.zip")) == [("a.zip#ÄÖ.txt", None)]  # as code page 437 it would be GBK


def test_names_that_were_packed_as_gbk_are_read(tmp_path: Path) -> None:
    content = packed({"AAAA.txt": b"x"}).replace(b"AAAA", "简报".encode("gbk"))
    assert shown(opened(content, "a.zip")) == [("a.zip#简报.txt", None)]


def test_a_name_beside_which_the_unicode_one_stands_is_read_in_every_python() -> None:
    name, gbk = "简报.txt", "简报.txt".encode("gbk")
    said = zlib.crc32(gbk).to_bytes(4, "little") + name.encode()
    member = zipfile.ZipInfo("A" * len(gbk))
    member.extra = (0x7075).to_bytes(2, "little") + (len(said) + 1).to_bytes(2, "little") + b"\x01" + said
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive_:
        archive_.writestr(member, b"x")
    content = out.getvalue().replace(b"A" * len(gbk), gbk)
    assert shown(opened(content, "a.zip")) == [("a.zip#简报.txt", None)]


def test_a_name_keeps_its_ideographic_space_and_loses_what_turns_its_line_round() -> None:
    content = packed({"第30期\u3000简报\u202e.txt": b"x"})
    assert shown(opened(content, "a.zip")) == [("a.zip#第30期\u3000简报\ufffd.txt", None)]


def test_names_with_backslashes_are_paths() -> None:
    assert shown(opened(packed({".\\pages\\a.txt": b"x"}), "a.zip")) == [("a.zip#./pages/a.txt", None)]
    assert shown(opened(packed({"pages\\.hidden\\a.txt": b"x"}), "a.zip")) == [("a.zip", "empty-container")]


def test_damaged_and_encrypted_members_are_named_and_the_others_read() -> None:
    content = bytearray(packed({"a.txt": b"ferry" * 200, "b.txt": b"x"}))
    content[45] ^= 0xFF
    assert shown(opened(bytes(content), "a.zip")) == [("a.zip#a.txt", "broken-container"), ("a.zip#b.txt", None)]
    locked = bytearray(packed({"a.txt": b"x"}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert shown(opened(bytes(locked), "a.zip")) == [("a.zip#a.txt", "encrypted")]


@pytest.mark.parametrize(("method", "at"), [(zipfile.ZIP_BZIP2, 45), (zipfile.ZIP_LZMA, 70)])
def test_damaged_members_of_other_methods_are_named_and_the_others_read(method: int, at: int) -> None:
    noise = Random(1).randbytes(3000)
    content = bytearray(packed({"a.txt": noise, "b.txt": b"x"}, method))
    content[at : at + 20] = bytes(byte ^ 0x5A for byte in content[at : at + 20])
    assert shown(opened(bytes(content), "a.zip")) == [("a.zip#a.txt", "broken-container"), ("a.zip#b.txt", None)]


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"x" * 1000])
def test_what_is_no_archive_is_named_as_broken(content: bytes) -> None:
    assert shown(opened(content, "a.zip")) == [("a.zip", "broken-container")]


def test_a_link_in_an_archive_is_named_and_its_path_no_page() -> None:
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w") as archive_:
        link = zipfile.ZipInfo("link.html")
        link.external_attr = 0o120777 << 16
        archive_.writestr(link, "/home/somebody/secret.html")
        archive_.writestr("page.html", PAGE)
    assert shown(opened(packing.getvalue(), "pages.zip")) == [
        ("pages.zip#link.html", "unreadable"),
        ("pages.zip#page.html", None),
    ]
