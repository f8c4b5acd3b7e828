"""Which character set a page is in."""

from __future__ import annotations

import codecs
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.charset import bom_length, charset_of, wide_charset

ENGLISH = "The ministers met on Friday – “a frank talk”, said the envoy.\n"
GERMAN = "Die Außenministerin erklärte, die Gespräche würden am Montag fortgeführt.\n"
CZECH = "Ministr zahraničí v pátek řekl, že jednání o clech budou příští týden pokračovat.\n"
RUSSIAN = "Министр заявил в пятницу, что переговоры о тарифах продолжатся.\n"
JAPANESE = "外相は金曜日、関税をめぐる協議を来週も続けると述べた。\n"
CHINESE = "外交部长星期五表示，双方下周将继续就关税问题举行会谈。\n"
KOREAN = "외교장관은 금요일 관세 협의를 다음 주에도 계속하겠다고 밝혔다.\n"

DETECTED = [
    (ENGLISH, "utf-8", "utf-8"),
    (ENGLISH, "cp1252", "cp1252"),
    (GERMAN, "cp1252", "cp1252"),
    (CZECH, "cp1250", "cp1250"),
    (RUSSIAN, "cp1251", "cp1251"),
    (RUSSIAN, "koi8-r", "koi8-r"),
    (JAPANESE, "shift_jis", "cp932"),
    (JAPANESE, "euc_jp", "euc_jp"),
    (JAPANESE, "iso2022_jp", "iso2022_jp"),
    (CHINESE, "gb18030", "gb18030"),
    (KOREAN, "euc_kr", "cp949"),
    *[(text, name, name) for text in (ENGLISH, RUSSIAN, JAPANESE, CHINESE, KOREAN)
      for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")],
]  # fmt: skip


@pytest.mark.parametrize(("text", "written", "expected"), DETECTED)
def test_detects_without_any_label(text: str, written: str, expected: str) -> None:
    body = (text * 4).encode(written)
    name = charset_of(body, None, "text/plain")
    assert codecs.lookup(name) == codecs.lookup(expected)
    assert body.decode(name) == text * 4


@pytest.mark.parametrize(
    ("body", "label", "media_type", "expected"),
    [
        (b"\xef\xbb\xbfabc", "shift_jis", "text/plain", "utf-8-sig"),
        (b"\xff\xfea\x00b\x00", "utf-8", "text/html", "utf-16-le"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", None, "text/html", "utf-32-le"),
        (GERMAN.encode("latin-1"), "ISO-8859-1", "text/html", "cp1252"),
        (GERMAN.encode("utf-8"), "ISO-8859-1", "text/html", "utf-8"),
        (RUSSIAN.encode("cp1251"), "utf-8", "text/html", "cp1251"),
        (b"<meta charset='windows-1251'>" + RUSSIAN.encode("cp1251"), None, "text/html", "cp1251"),
        (b"<meta charset='windows-1251'>" + GERMAN.encode("cp1252"), "cp1252", "text/html", "cp1252"),
        (b'<meta http-equiv=Content-Type content="text/html; charset=gb2312">' + "镕".encode("gbk"), None, "text/html",
         "gb18030"),
        (b'<?xml version="1.0" encoding="euc-kr"?>' + KOREAN.encode("euc_kr"), None, "application/rss+xml", "cp949"),
        (b"plain", None, "text/plain", "utf-8"),
        (b"plain", "utf-16", "text/plain", "utf-8"),
        (b"<meta charset=utf-16>plain", None, "text/html", "utf-8"),
        (b"plain", "rot13", "text/plain", "utf-8"),
        (b"plain", "no such thing", "text/plain", "utf-8"),
        (b"", None, "text/plain", "utf-8"),
    ],
)  # fmt: skip
def test_authority(body: bytes, label: str | None, media_type: str, expected: str) -> None:
    assert codecs.lookup(charset_of(body, label, media_type)) == codecs.lookup(expected)


def test_a_declaration_counts_only_in_its_media_type() -> None:
    body = b"<meta charset='koi8-r'>" + RUSSIAN.encode("cp1251")
    assert charset_of(body, None, "text/html") == "koi8-r"
    assert charset_of(body, None, "text/plain") == "cp1251"


def test_english_with_typographic_quotes_is_windows_1252(shared) -> None:  # type: ignore[no-untyped-def]
    lines = (shared / "data" / "state" / "releases.jsonl").read_text().splitlines()[:300]
    bodies = [json.loads(line)["text"].encode("cp1252", "ignore") for line in lines]
    found = {charset_of(body, None, "text/plain") for body in bodies if not body.isascii()}
    assert found == {"cp1252"}


def test_wide_charset_is_not_seen_in_narrow_text() -> None:
    assert wide_charset(ENGLISH.encode("utf-8")) is None
    assert wide_charset(b"They \x00met\x00 on \x01Friday and agreed to meet again.") is None
    assert wide_charset(codecs.BOM_UTF8 + b"abc") is None
    assert bom_length(codecs.BOM_UTF8 + b"abc") == 3
    assert bom_length(b"abc") == 0


@given(st.binary(max_size=200), st.none() | st.text(max_size=20), st.sampled_from(["text/html", "text/plain"]))
def test_any_bytes_get_a_codec_that_exists(body: bytes, label: str | None, media_type: str) -> None:
    assert isinstance(body.decode(charset_of(body, label, media_type), "replace"), str)


@given(st.text(min_size=1).filter(lambda text: text[0] != "\ufeff"))
def test_utf_8_is_never_mistaken_unless_it_holds_zero_bytes(text: str) -> None:
    body = text.encode("utf-8")
    if not any(0 <= byte < 9 or 13 < byte < 32 for byte in body):
        assert body.decode(charset_of(body, "latin-1", "text/plain")) == text or body.isascii()
