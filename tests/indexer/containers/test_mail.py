"""Saved mails: the page with its address and charset; what no browser writes is refused before it costs time or memory."""

from __future__ import annotations

import pytest
from saved_containers import PAGE, URL, mail, opened, peak_of, shown

from indexer.containers import mail as mail_module
from indexer.pages import Kind, SavedPage


@pytest.mark.parametrize("name", ["a.mht", "a.MHTML"])
def test_a_mail_gives_its_html_part_with_address_and_charset(name: str) -> None:
    (page,) = opened(mail(PAGE.encode("gbk")), name)
    assert page == SavedPage(name, PAGE.encode("gbk"), URL, Kind.HTML, "gb2312")


def test_the_start_parameter_names_the_root_and_frames_are_pages_of_their_own() -> None:
    part = "--b\nContent-Type: text/html\nContent-ID: <{0}>\nContent-Location: http://a.example/{0}\n\n{1}\n"
    head = 'Content-Type: multipart/related; boundary=b; start="<two>"\n\n'
    both = head + part.format("one", "<p>一") + part.format("two", "<p>二") + "--b--\n"
    assert shown(opened(both.encode(), "a.mht")) == [("a.mht", "http://a.example/two")]
    framed = head + part.format("two", "<frameset>") + part.format("one", "<p>一") + "--b--\n"
    assert shown(opened(framed.encode(), "a.mht")) == [("a.mht#2", "http://a.example/one")]


def test_pictures_and_blank_parts_are_neither_the_page_nor_a_frame() -> None:
    picture = "--b\nContent-Type: image/gif\n\nR0lGOD\n"
    blank, frames, page = (f"--b\nContent-Type: text/html\n\n{content}\n" for content in ("  ", "<frameset>", "<p>一"))
    head = "Content-Type: multipart/related; boundary=b\n\n"
    assert shown(opened(f"{head}{picture}{blank}{page}--b--\n".encode(), "a.mht")) == [("a.mht", None)]
    framed = f"{head}{picture}{frames}{picture}{blank}{page}--b--\n"
    assert shown(opened(framed.encode(), "a.mht")) == [("a.mht#2", None)]


@pytest.mark.parametrize(
    ("of_message", "of_part", "address"),
    [
        ("Snapshot-Content-Location: http://a.example/1", "", "http://a.example/1"),
        ("Content-Location: http://a.example/2", "", "http://a.example/2"),
        ("Content-Location: http://a.example/2", "Content-Location: cid:x", "http://a.example/2"),
        ("Content-Location: http://a.example/2", "Content-Location: http://a.example/3", "http://a.example/3"),
        ("Subject: x", "Content-Location: cid:x", "cid:x"),
        ("Subject: x", "", None),
    ],
)
def test_the_address_is_the_first_web_address_of_part_or_mail(of_message: str, of_part: str, address: str | None) -> None:
    part = "\n".join(filter(None, ("--b", "Content-Type: text/html", of_part)))
    content = f"{of_message}\nContent-Type: multipart/related; boundary=b\n\n{part}\n\n<p>x\n--b--\n"
    assert shown(opened(content.encode(), "a.mht")) == [("a.mht", address)]


def test_a_charset_written_in_pieces_is_none() -> None:
    (page,) = opened(b"Content-Type: text/html; charset*=utf-8''gbk\n\n<p>x", "a.mht")
    assert isinstance(page, SavedPage)
    assert page.charset is None


@pytest.mark.parametrize("parameters", ["; a=b" * 51, f'; name="{"x" * 1_000}"'])
def test_a_type_is_refused_for_its_length_and_for_its_parameters(parameters: str) -> None:
    assert shown(opened(f"Content-Type: text/html{parameters}\n\n<p>x".encode(), "a.mht")) == [("a.mht", "broken-container")]


@pytest.mark.parametrize("content", [b"\x00\xff" * 50, b"<html><p>no mail", b"Content-Type: multipart/mixed; boundary=x\n\n"])
def test_a_mail_without_a_page_is_named_as_broken(content: bytes) -> None:
    assert shown(opened(content, "a.mht")) == [("a.mht", "broken-container")]


@pytest.mark.parametrize(
    "head",
    [
        "Content-Type: text/html; charset*=utf-8''x; charset*0=y",
        "Content-Type: text/html; start*=utf-8''x; start*1=y",
        "Content-Type: multipart/related; boundary*=a\0b''xx",
        "Content-Type: multipart/related; boundary*=idna''%80xx",
    ],
)
def test_parameters_in_pieces_that_do_not_fit_together_are_damage(head: str) -> None:
    content = f"{head}\n\n--xx\nContent-Type: text/html\n\n<p>x\n--xx--\n".encode()
    assert shown(opened(content, "a.mht")) == [("a.mht", "broken-container")]


def nested(levels: int) -> bytes:
    heads = (f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(levels))
    return "".join(heads).encode() + b"Content-Type: text/html\n\n<p>x"


A_PAGE = b"Content-Type: text/html\n\n<p>x"
MANY_PARTS = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + A_PAGE
COSTLY = {  # each took seconds for a megabyte, or minutes, or a hundred times its size in memory
    "parameters of a type": b"Content-Type: text/html;" + b";" * 5_000 + b"\n\nx",
    "parameters in a quote": b'Content-Type: text/html;"' + b";" * 5_000 + b"\n\nx",
    "parameters on lines of their own": b"Content-Type: text/html;\n" + b" ;\n" * 5_000 + b"\nx",
    "parameters in pieces": b"Content-Type: text/html;" + b";".join(b"a*%d*=x" % at for at in range(1_000)) + b"\n\nx",
    "a boundary without end": b"Content-Type: multipart/mixed; boundary=" + b"b" * 50_000 + b"\n\n",
    "a long header": b"X: " + b"x" * 70_000 + b"\n" + A_PAGE,
    "a header on many lines": b"X: x\n" + b" x\n" * 40_000 + A_PAGE,
    "many headers": b"X: x\n" * 1_500 + A_PAGE,
    "a long header of a part": MANY_PARTS + b"\n--b\nX: " + b"x" * 70_000 + b"\n" + A_PAGE,
    "many parts": MANY_PARTS + b"\n--b\n" * 11_000,
    "parts inside parts": nested(40),
    "messages inside messages": b"Content-Type: message/rfc822\n\n" * 40 + A_PAGE,
}


@pytest.mark.parametrize("what", COSTLY)
def test_a_mail_with_more_structure_than_browsers_write_is_refused_before_it_is_parsed(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parsed(*_: object) -> None:
        raise AssertionError

    if what.startswith("parameters"):
        monkeypatch.setattr("email.message._parseparam", parsed)
    assert shown(opened(COSTLY[what], "a.mht")) == [("a.mht", "broken-container")]


def test_a_mail_of_more_lines_than_a_page_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_module, "_MOST_LINES", 1_000)
    for end in (b"\n", b"\r"):
        assert shown(opened(A_PAGE + end * 1_000, "a.mht")) == [("a.mht", "too-large")]


def test_odd_lines_above_a_mail_take_no_memory_of_their_own() -> None:
    found, peak = peak_of(b":\n" * 20_000 + A_PAGE, "a.mht")
    assert found == [("a.mht", None)]
    assert peak < 4_000_000


def test_a_mail_with_long_headers_and_many_pictures_is_read() -> None:
    picture = b"\n--b\nContent-Type: image/gif\nContent-Location: http://a.example/" + b"x" * 5_000 + b"\n\nR0lGOD"
    kind = b'Content-Type: text/html; charset="utf-8"; name="' + b"x" * 250 + b'"\nSubject: ' + b"x" * 60_000
    content = b"Content-Type: multipart/related; boundary=b\n\n--b\n" + kind + b"\n\n<p>x" + picture * 500 + b"\n--b--\n"
    assert shown(opened(content, "a.mht")) == [("a.mht", None)]
    assert shown(opened(nested(20), "a.mht")) == [("a.mht", None)]
