"""Files, folders, globs, standard input, gzip: what goes in, and what is said about the rest."""

from __future__ import annotations

import gzip
import io
import os
import socket
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as given_
from hypothesis import strategies as st

from dragoman.capture import captures
from dragoman.capture.sniff import Kind, sniff
from dragoman.errors import InputError, RejectedError
from dragoman.model import REASONS, Capture, Given, Rejection
from dragoman.settings import CaptureSettings

SETTINGS = CaptureSettings()
SMALL = CaptureSettings(max_bytes=2000)
HTML = "<!DOCTYPE html>\n<html><head><title>Talks</title></head><body><p>The envoys met.</p></body></html>"
PLAIN = "Ministers meet in Arvenne\n\nThe two ministers met on Friday and agreed to meet again.\n"


def read(*paths: object, settings: CaptureSettings = SETTINGS, **rest: object) -> list[Capture | Rejection]:
    return list(captures([str(path) for path in paths], settings, **rest))  # type: ignore[arg-type]


def reasons(items: list[Capture | Rejection]) -> list[str]:
    return [item.reason if isinstance(item, Rejection) else item.media_type for item in items]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (HTML, Kind.HTML),
        ("\n\n  <html lang='en'>", Kind.HTML),
        ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">\n<html>', Kind.HTML),
        ("<!-- saved from a page --><div>Text</div>", Kind.HTML),
        ("<p>One paragraph.</p>", Kind.HTML),
        ("A headline<br>By a writer<br><p>The text.</p><p>More of <b>it</b>.</p>", Kind.HTML),
        (PLAIN, Kind.TEXT),
        ("<Reuters> Ministers met on Friday.", Kind.TEXT),
        ("Growth was < 3 % and > 1 %. See <https://example.org/a?b=c>.", Kind.TEXT),
        ("How to write a <p> element: put <b>bold</b> in it, the style guide says.\n" + PLAIN * 9, Kind.TEXT),
        ("[Opinion] July: the month that decides", Kind.TEXT),
        ('["A quotation" opens this headline in brackets]', Kind.TEXT),
        ("{Photo: a desk}\n\nThe ministers met.", Kind.TEXT),
        ("From Arvenne, our correspondent reports on the talks.\n", Kind.TEXT),
        ("From: the ministry\nTo: all desks\n\nThe talks go on.\n", Kind.TEXT),
        ("https://example.org/a\n\nThe talks go on.\n", Kind.TEXT),
        ("Date: Friday\nPlace: Arvenne\n\nThe talks go on. Received: nothing.\n", Kind.TEXT),
        ('{"text": "The talks go on."}', Kind.JSON),
        ("[\n  {", Kind.JSON),
        ("{}", Kind.JSON),
        ("<rss version='2.0'>", Kind.FEED),
        ("<?xml version='1.0'?><!-- x --><?xml-stylesheet href='a'?>\n<feed xmlns='x'>", Kind.FEED),
        ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", Kind.FEED),
        ("<!DOCTYPE rss PUBLIC 'a' 'b'><rss>", Kind.FEED),
        ("WARC/1.0\r\n", Kind.WARC),
    ],
)  # fmt: skip
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32-le"])
def test_sniffs_content(text: str, kind: Kind, charset: str) -> None:
    if kind is Kind.WARC and charset != "utf-8":
        pytest.skip("an archive is no text")
    assert sniff(text.encode(charset)) is kind


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"\x00" * 500, "binary"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 9, "binary"),
        (bytes(range(256)) * 4, "binary"),
        (b"From a@example.org Fri Jul  4 10:00:00 2025\nSubject: x\n\nbody\n", "binary"),
        (b"Subject: x\nMIME-Version: 1.0\nContent-Type: text/plain\n\nbody\n", "binary"),
        (b"<?xml version='1.0'?><urlset><url/></urlset>", "binary"),
        (b"(function(){var a=1;if(a){b(a);}})();" * 20, "binary"),
        (b"body{margin:0;padding:0;}p.a{color:#fff;font:1em serif;}" * 20, "binary"),
    ],
)
def test_sniffs_what_is_no_page(head: bytes, reason: str) -> None:
    with pytest.raises(RejectedError) as caught:
        sniff(head)
    assert caught.value.reason == reason


def test_a_stray_zero_byte_does_not_make_a_page_binary() -> None:
    assert sniff(HTML.replace("met", "m\x00et").encode()) is Kind.HTML


@pytest.mark.parametrize(
    ("piece", "kind"),
    [
        ("<?x ", Kind.TEXT),
        ("<!-- ", Kind.HTML),
        ("<!DOCTYPE x [", Kind.TEXT),
        ("<p ", Kind.HTML),
        ("<x:y.z-", Kind.TEXT),
        ("<b b='", Kind.HTML),
        ("From ", Kind.TEXT),
        ("A: b\n   \n\t \n", Kind.TEXT),
        ("a:", Kind.TEXT),
        ("[ ", Kind.TEXT),
    ],
)
def test_hostile_beginnings_do_not_hold_up_the_sniffing(piece: str, kind: Kind) -> None:
    assert sniff((piece * 20_000)[:65_536].encode()) is kind


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-le", "shift_jis", "gb18030", "cp1252"])
def test_text_in_legacy_encodings_is_text(charset: str) -> None:
    text = "外交部长表示，会谈继续。\n" if charset == "gb18030" else "外相は会談を続けると述べた。\n"
    body = ("Négociations – “à suivre”\n" if charset == "cp1252" else text).encode(charset)
    assert sniff(body * 9) is Kind.TEXT


def test_keeps_the_bytes_of_a_page(tmp_path: Path) -> None:
    body = HTML.replace("envoys", "envoyés").encode("cp1252")
    path = tmp_path / "page.txt"
    path.write_bytes(body)
    known = Given(outlet="The Arvenne Post", collected="2025-07-07")
    [page] = read(path, given=known)
    assert page == Capture.of(body, str(path), "text/html", fetched_at="2025-07-07", given=known)


def test_gzip_of_a_page_however_often(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_bytes(gzip.compress(gzip.compress(HTML[:20].encode()) + gzip.compress(HTML[20:].encode())))
    [page] = read(path)
    assert isinstance(page, Capture)
    assert (page.body, page.uri, page.container) == (HTML.encode(), str(path), str(path))
    deep = HTML.encode()
    for _ in range(SETTINGS.max_nesting + 1):
        deep = gzip.compress(deep)
    path.write_bytes(deep)
    assert reasons(read(path)) == ["too-deep"]


def test_folders_globs_and_standard_input(tmp_path: Path) -> None:
    for name in ("b.html", "a/2.html", "a/1.html", ".hidden/x.html", "a/.x.html", "c[1].html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(HTML)
    below = [Path(item.uri).relative_to(tmp_path).as_posix() for item in read(tmp_path)]
    assert below == ["a/1.html", "a/2.html", "b.html", "c[1].html"]
    matching = [Path(item.uri).name for item in read(f"{tmp_path}/**/*.html")]
    assert matching == ["1.html", "2.html", "b.html", "c[1].html"]
    assert len(read(f"{tmp_path}/c[1].html")) == 1
    assert [item.uri for item in read("-", stdin=io.BytesIO(HTML.encode()))] == ["-"]


@pytest.mark.parametrize("name", ["nothing.html", "*.nothing", "a\x00b", ""])
def test_a_path_that_names_nothing_is_an_error_before_anything_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "page.html").write_text(HTML)
    with pytest.raises(InputError, match="no such file") as caught:
        captures([str(tmp_path / "page.html"), f"{tmp_path}/none/{name}"], SETTINGS)
    assert "\n" not in str(caught.value)


def test_what_is_no_file_is_told_and_does_not_stop_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "1-pipe")
    (tmp_path / "2-dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "3-loop").symlink_to(tmp_path)
    with socket.socket(socket.AF_UNIX) as endpoint:
        endpoint.bind(str(tmp_path / "4-socket"))
    (tmp_path / "5.html").write_text(HTML)
    (tmp_path / "6-empty").write_bytes(b"")
    assert reasons(read(tmp_path)) == ["unreadable"] * 4 + ["text/html", "empty"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_without_permission(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(HTML)
    (tmp_path / "secret").chmod(0)
    assert reasons(read(tmp_path)) == ["unreadable"]


def test_a_stream_that_fails_is_unreadable() -> None:
    class Failing(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    [item] = read("-", stdin=Failing())
    assert isinstance(item, Rejection)
    assert (item.reason, item.detail) == ("unreadable", "Input/output error")


def test_a_name_that_is_no_unicode_can_be_stored(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.html", "wb") as file:
        file.write(HTML.encode())
    [page] = read(tmp_path)
    assert page.uri.encode("utf-8").endswith(b"caf\\xe9.html")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (PLAIN.encode() * 100, "too-large"),
        (HTML.encode() + b"<p>more</p>" * 300, "too-large"),
        (gzip.compress(HTML.encode(), mtime=0)[:-9], "truncated"),
        (gzip.compress(HTML.encode(), mtime=0)[:5], "truncated"),
        (gzip.compress(HTML.encode(), mtime=0)[:-8] + b"\x00" * 8, "malformed"),
        (gzip.compress(b"%PDF-1.7", mtime=0), "binary"),
        (gzip.compress(b"", mtime=0), "empty"),
    ],
)
def test_bad_bytes_leave_a_reason(tmp_path: Path, body: bytes, reason: str) -> None:
    (tmp_path / "1.bad").write_bytes(body)
    (tmp_path / "2.html").write_text(HTML)
    assert reasons(read(tmp_path, settings=SMALL)) == [reason, "text/html"]


@pytest.mark.parametrize("content", [b"a", b"\x00", b"<p> ", b"WARC/1.0\r\nX: y\r\n"])
@pytest.mark.parametrize("times", [1, 2])
def test_gzip_bombs_take_no_memory(tmp_path: Path, content: bytes, times: int) -> None:
    body = gzip.compress(content * (60_000_000 // len(content)), 1)
    for _ in range(times - 1):
        body = gzip.compress(body)
    (tmp_path / "1.gz").write_bytes(body)
    del body
    tracemalloc.start()
    items = read(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert {"bomb", "malformed"} & set(reasons(items[-1:]))
    assert peak < 5 * SETTINGS.max_bytes


def test_reads_no_more_than_it_needs_of_an_endless_page() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"All work and no play. " * (size // 22 + 1)

    endless = Endless()
    assert reasons(read("-", settings=SMALL, stdin=endless)) == ["too-large"]
    assert endless.given < 300_000


def test_is_lazy(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.html").write_text(HTML)
    items = captures([str(tmp_path)], SETTINGS)
    first = next(items)
    (tmp_path / "1.html").unlink()
    assert [first.uri[-6:], *reasons(list(items))] == ["0.html", "unreadable", "text/html"]


STARTS = [b"", b"\x1f\x8b", b"PK\x03\x04", b"WARC/1.0\r\n", b"<rss><channel>", b'{"text":', b"[{", b"<p>", b"\xff\xfe"]


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given_(st.sampled_from(STARTS), st.binary(max_size=400), st.booleans())
def test_any_bytes_become_captures_or_rejections(start: bytes, rest: bytes, packed: bool) -> None:
    body = gzip.compress(start + rest) if packed else start + rest
    items = read("-", stdin=io.BytesIO(body))
    assert items
    for item in items:
        assert item.reason in REASONS if isinstance(item, Rejection) else item.body in start + rest
