"""WARC, WET and zip archives."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given as given_
from hypothesis import strategies as st

from dragoman.capture import captures
from dragoman.model import REASONS, Capture, Given, Rejection
from dragoman.settings import CaptureSettings

SETTINGS = CaptureSettings()
HTML = "<!DOCTYPE html><html><body><p>Die Außenminister trafen sich.</p></body></html>"
DATE = "2025-07-07T08:00:00Z"


def read(body: bytes, settings: CaptureSettings = SETTINGS, known: Given = Given()) -> list[Capture | Rejection]:
    return list(captures(["-"], settings, known, stdin=io.BytesIO(body)))


def shape(items: list[Capture | Rejection]) -> list[str]:
    return [item.reason if isinstance(item, Rejection) else item.media_type for item in items]


def record(block: bytes, kind: str = "response", uri: str = "https://example.org/a", content: str = "") -> bytes:
    lines = (
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {uri}",
        f"WARC-Date: {DATE}",
        f"Content-Type: {content or 'application/http; msgtype=response'}",
        f"Content-Length: {len(block)}",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def http(body: bytes, headers: str = "Content-Type: text/html", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body


def chunks(body: bytes) -> bytes:
    parts = (body[at : at + 10] for at in range(0, len(body), 10))
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def test_responses_with_their_provenance() -> None:
    info = record(b"software: x", "warcinfo", content="application/warc-fields")
    first = record(http(HTML.encode("cp1252"), "Content-Type: text/html; charset=ISO-8859-1"))
    second = record(http(chunks(gzip.compress(HTML.encode())), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked"))
    for pack in (bytes, gzip.compress):
        parts = [pack(part) for part in (info, first, record(b"GET /", "request"), second)]
        one, two = read(b"".join(parts), known=Given(outlet="The Post"))
        assert isinstance(one, Capture)
        assert isinstance(two, Capture)
        assert (one.body, one.charset, one.media_type) == (HTML.encode("cp1252"), "ISO-8859-1", "text/html")
        assert (one.uri, one.container, one.fetched_at) == ("https://example.org/a", "-", DATE)
        assert one.given == Given(outlet="The Post", url="https://example.org/a")
        assert two.body == HTML.encode()
        assert [one.offset, two.offset] == [len(parts[0]), sum(map(len, parts[:3]))]


@pytest.mark.parametrize(
    ("block", "kind", "expected"),
    [
        (http(b"abc", "Content-Type: image/png"), "response", []),
        (http(b"a{}", "Content-Type: text/css"), "response", []),
        (http(b"a()", "Content-Type: application/javascript; charset=utf-8"), "response", []),
        (http(b"%PDF-1.7 ", "Content-Type: application/pdf"), "response", ["binary"]),
        (http(HTML.encode(), status="404 Not Found"), "response", ["no-article"]),
        (http(b"", status="301 Moved"), "response", ["no-article"]),
        (http(b""), "response", ["empty"]),
        (b"HTTP/1.1 what\r\n\r\n", "response", ["malformed"]),
        (http(chunks(HTML.encode())[:-20], "Transfer-Encoding: chunked"), "response", ["truncated"]),
        (http(HTML.encode(), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip"), "response", ["text/html"]),
        (http(gzip.compress(HTML.encode(), mtime=0)[:-9], "Content-Encoding: gzip"), "response", ["truncated"]),
        (http(b"<rss><channel><item>x</item><item>y</item></channel></rss>"), "response", ["application/rss+xml"] * 2),
        (b"The ministers met on Friday.", "conversion", ["text/plain"]),
        (HTML.encode(), "resource", ["text/html"]),
        (b"ignored", "metadata", []),
    ],
)
def test_what_records_hold(block: bytes, kind: str, expected: list[str]) -> None:
    content = "application/http" if kind == "response" else "text/plain"
    last = record(http(HTML.encode()))
    assert shape(read(record(block, kind, content=content) + last)) == [*expected, "text/html"]


def test_an_archive_cut_anywhere_keeps_what_is_whole_and_says_so() -> None:
    parts = [record(http(HTML.encode()), uri=f"https://example.org/{n}") for n in range(3)]
    for pack in (bytes, gzip.compress):
        whole = b"".join(map(pack, parts))
        kept = len(b"".join(map(pack, parts[:2])))
        for cut in range(kept + 1, len(whole) - 1):
            items = read(whole[:cut])
            assert [item.uri[-1] for item in items[:2]] == ["0", "1"]
            assert "truncated" in shape(items) or "malformed" in shape(items)


def test_a_damaged_archive_keeps_what_comes_before() -> None:
    parts = [gzip.compress(record(http(HTML.encode()))) for _ in range(3)]
    damaged = bytearray(b"".join(parts))
    damaged[len(parts[0]) + 40] ^= 0xFF
    assert shape(read(bytes(damaged))) == ["text/html", "malformed"]
    assert shape(read(record(http(HTML.encode())) + b"nonsense\r\n" * 9)) == ["text/html", "malformed"]


def test_an_oversize_record_is_passed_over() -> None:
    body = record(http(b"<p>" + os.urandom(300_000).hex().encode()))
    last = record(http(HTML.encode()))
    assert shape(read(gzip.compress(body) + last, CaptureSettings(max_bytes=1000)))[0] == "too-large"
    assert shape(read(body + last, CaptureSettings(max_bytes=1000))) == ["too-large", "text/html"]


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, body in members:
            archive.writestr(name, body)
    return file.getvalue()


def test_members_of_every_kind(tmp_path: Path) -> None:
    line = b'{"text": "They met."}\n'
    body = zipped(
        ("../../etc/page", HTML.encode()),
        ("a/", b""),
        ("a/lines.txt", line * 2),
        ("a/b.zip", zipped(("inner.gz", gzip.compress(HTML.encode(), mtime=0)))),
        ("crawl", gzip.compress(record(http(HTML.encode())), mtime=0)),
        (".hidden", b"x"),
        ("__MACOSX/x", b"x"),
        ("picture.html", b"\x89PNG\r\n\x1a\n"),
    )
    path = tmp_path / "pages.html"
    path.write_bytes(body)
    inner = "a/b.zip!/inner.gz"
    on_disk = list(captures([str(path)], SETTINGS))
    for uri, items in ((str(path), on_disk), ("-", read(body)), ("-", read(gzip.compress(body)))):
        names = ["../../etc/page", "a/lines.txt#1", "a/lines.txt#2", inner, "", "picture.html"]
        expected = [f"{uri}!/{name}" if name else "https://example.org/a" for name in names]
        assert [item.uri for item in items] == expected
        assert shape(items) == ["text/html", *["application/json"] * 2, "text/html", "text/html", "binary"]
    assert list(tmp_path.iterdir()) == [path]


def encrypted() -> bytes:
    body = bytearray(zipped(("a", b"secret"), ("b", HTML.encode())))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(signature) + flags] |= 1
    return bytes(body)


def nameless() -> bytes:
    """An archive whose only member has no name, on which `zipfile.ZipInfo.is_dir` fails before Python 3.12."""
    return zipped(("x", HTML.encode())).replace(b"x", b"\x00")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (encrypted(), ["encrypted", "text/html"]),
        (zipped(("a", b"<p>" + b"x" * 30_000_000), ("b", HTML.encode())), ["bomb", "text/html"]),
        (zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")), ["binary"]),
        (zipped(("a", HTML.encode()), method=zipfile.ZIP_LZMA), ["malformed"]),
        (zipped(("a", HTML.encode()), method=zipfile.ZIP_BZIP2), ["malformed"]),
        (zipped(), ["empty"]),
        (nameless(), ["text/html"]),
        (zipped(("a", HTML.encode()))[:60], ["truncated"]),
        (zipped(("a", HTML.encode())).replace(b"PK\x01\x02", b"PK\x01\x03"), ["malformed"]),
        (b"PK\x03\x04" + b"x" * 100, ["truncated"]),
    ],
)
def test_zip_archives_that_are_not_read(body: bytes, expected: list[str]) -> None:
    assert shape(read(body)) == expected


def test_damaged_members_do_not_stop_the_others() -> None:
    body = bytearray(zipped(("a", HTML.encode() * 9), ("b", HTML.encode())))
    body[45] ^= 0xFF
    assert shape(read(bytes(body))) == ["malformed", "text/html"]


def test_too_many_members() -> None:
    body = zipped(*((str(n), b"x") for n in range(50)))
    assert shape(read(body, CaptureSettings(max_members=49))) == ["bomb"]
    assert len(read(body, CaptureSettings(max_members=50))) == 50


def test_an_archive_too_large_to_set_down() -> None:
    body = zipped(("a", os.urandom(3000)))
    assert shape(read(body, CaptureSettings(max_spooled=2000))) == ["too-large"]


def test_archives_within_archives_share_one_budget() -> None:
    layer = zipped(*((str(n), b"<p>" + b"x" * 500_000) for n in range(20)))
    body = zipped(*((f"{n}.zip", layer) for n in range(20)))
    items = read(body, CaptureSettings(max_bytes=1_000_000))
    assert "bomb" in shape(items[-3:])
    assert len(items) < 100


def test_memory_is_bounded_under_a_hard_limit(tmp_path: Path) -> None:
    """Everything that expands, read by a process that may not take more than the interpreter and five pages."""
    huge = b"<p>" + b"x" * 100_000_000
    (tmp_path / "1.gz").write_bytes(gzip.compress(huge, 1))
    (tmp_path / "2.zip").write_bytes(zipped(("a", huge), ("b.gz", gzip.compress(huge, 1))))
    (tmp_path / "3.warc.gz").write_bytes(gzip.compress(record(http(huge)), 1) + gzip.compress(record(http(b"<p>"))))
    (tmp_path / "4.warc").write_bytes(record(http(gzip.compress(huge, 1))))
    (tmp_path / "5.gz").write_bytes(gzip.compress(b"<rss><item>" + huge, 1))
    (tmp_path / "6.gz").write_bytes(gzip.compress(b'{"text": "' + huge, 1))
    (tmp_path / "7.gz").write_bytes(gzip.compress(b"WARC/1.0\r\nX: " + huge, 1))
    del huge
    code = (
        "import resource, sys; from dragoman.capture import captures; from dragoman.settings import CaptureSettings\n"
        "used = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (used + 5 * CaptureSettings().max_bytes,) * 2)\n"
        "print(*(item.reason for item in captures(sys.argv[1:], CaptureSettings())))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert set(done.stdout.split()) <= {"bomb", "too-large", "malformed"}
    assert len(done.stdout.split()) >= 8


WHOLE = (
    zipped(("a", HTML.encode()), ("b/c", b"text of a page")),
    record(http(HTML.encode())) * 2,
    gzip.compress(record(http(chunks(HTML.encode()), "Transfer-Encoding: chunked")), mtime=0) * 2,
)


@given_(st.sampled_from(WHOLE), st.lists(st.tuples(st.integers(0, 900), st.binary(max_size=4)), max_size=6))
def test_damaged_archives_never_raise(whole: bytes, damage: list[tuple[int, bytes]]) -> None:
    body = bytearray(whole)
    for at, piece in damage:
        body[at : at + len(piece)] = piece
    for item in read(bytes(body)):
        assert isinstance(item, Capture) or item.reason in REASONS
