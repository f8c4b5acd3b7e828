"""Which character set a page is written in.

The order follows the WHATWG encoding sniffing algorithm (byte order mark, transport, declaration in the page,
detection), with two departures that real pages ask for: bytes that are valid UTF-8 with characters beyond ASCII are
UTF-8 whatever the labels say, and a label under which the bytes cannot be decoded gives way to the next one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

__all__ = ["bom_length", "charset_of", "wide_charset"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_META = re.compile(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML = re.compile(rb"^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)[\"']", re.I)
_DECLARATIONS = {"text/html": (_XML, _META), "application/rss+xml": (_XML,)}
_SUPERSETS = {"shift_jis": "cp932", "euc_kr": "cp949", "gbk": "gb18030", "gb2312": "gb18030", "iso8859-11": "cp874"}
"""What browsers take for a label, where Python's codec of that name knows fewer characters (WHATWG Encoding, 4.2)."""
_MULTI_BYTE = {"cp932", "cp949", "gb18030", "big5", "euc_jp", "iso2022_jp", "iso2022_kr", "utf-8"}
_FREQUENT = 0.04
"""Share of letters beyond ASCII from which on a single-byte set may be another than windows-1252: below 0.01
in each of 2,294 English releases and articles written as windows-1252; 0.06 to 0.2 in Polish, Czech and Turkish."""
_DETECTED = 64 * 1024
_LETTER = re.compile(rb"[\x8a\x8c-\x8f\x9a\x9c-\x9f\xa1-\xaa\xac-\xba\xbc-\xff]")
"""Bytes that some windows-125x set has a letter for; the others are quotes, dashes and spaces in all of them."""
_TAG = re.compile(rb"<[^<>]*>")
_ASCII = re.compile(rb"[\t\n\r -~]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ODD_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff]")
_COMMON = re.compile("[\n\r\t !-~\u3000-\u3002\uff0c]")
"""ASCII and the spaces, stops and commas of Chinese and Japanese: what any page has, if it is read the right way."""


def charset_of(body: bytes, label: str | None, media_type: str) -> str:
    """Return the name of the Python codec for a body.

    ``label`` is what transport or container said, if anything; ``media_type`` one of those of `dragoman.model.Capture`
    and decides which declarations in the body count. The answer is always a codec that exists; where nothing fits, the
    first label that names one, else windows-1252.

    >>> charset_of("Übersee".encode("latin-1"), "iso-8859-1", "text/plain")
    'cp1252'
    """
    if marked := _marked(body):
        return marked
    if wide := wide_charset(body):
        return wide
    if not body.isascii() and _decodes(body, "utf-8"):
        return "utf-8"
    candidates = list(_candidates(body, label, media_type))
    fitting = (name for name in candidates if _decodes(body, name))
    return next(fitting, None) or next(iter(candidates), "cp1252")


def bom_length(body: bytes) -> int:
    """Return how many bytes the byte order mark at the start of a body takes: 0, 2, 3 or 4."""
    return next((len(bom) for bom, _ in _BOMS if body.startswith(bom)), 0)


def wide_charset(body: bytes) -> str | None:
    """Return which form of UTF-16 or UTF-32 a body is in, or None: by its byte order mark, else by its bytes."""
    if marked := _marked(body):
        return None if marked == "utf-8-sig" else marked
    sample = body[:_SAMPLE]
    if not _CONTROL.search(sample) or len(_ASCII.findall(sample)) > 0.85 * len(sample):
        return None  # no byte that only a wide character has, or a narrow text with a stray one
    for name in ("utf-32-le", "utf-32-be"):
        if _commonness(sample[: len(sample) // 4 * 4], name) >= 0:
            return name
    both = {name: _commonness(sample[: len(sample) // 2 * 2], name) for name in ("utf-16-le", "utf-16-be")}
    best = max(both, key=lambda name: both[name])
    return best if both[best] >= 0.02 else None


def _marked(body: bytes) -> str | None:
    return next((name for bom, name in _BOMS if body.startswith(bom)), None)


def _commonness(sample: bytes, charset: str) -> float:
    """Return the share of common characters in a sample read that way; -1 where it cannot be a text."""
    try:
        text = codecs.getincrementaldecoder(charset)().decode(sample)
    except UnicodeDecodeError:
        return -1.0
    if not text or len(_ODD_TEXT.findall(text)) > len(text) // 100:
        return -1.0
    return len(_COMMON.findall(text)) / len(text)


def _candidates(body: bytes, label: str | None, media_type: str) -> Iterator[str]:
    """Yield codecs in the order of their authority; UTF-16 and UTF-32 are not among them, the bytes tell those."""
    head = body[:_SAMPLE]
    declared = [m.group(1).decode("ascii") for p in _DECLARATIONS.get(media_type, ()) if (m := p.search(head))]
    for said in (label, *declared):
        if said and (name := _codec(said)):
            yield name
    yield "utf-8" if body.isascii() and b"\x1b" not in body else _detected(body)


def _codec(label: str) -> str | None:
    """Return Python's name for a label of the WHATWG list, or None."""
    cleaned = label.strip().strip("\"'").lower()
    name = "cp949" if cleaned == "cp949" else map_encoding_to_html5(cleaned, fallback_utf8=False)
    if not name or name.startswith("utf-16"):
        return None
    return codecs.lookup(_SUPERSETS.get(name, name)).name


def _detected(body: bytes) -> str:
    """Return what uchardet finds, where it can be believed.

    On English with nothing but typographic quotes and a few accents it guesses code pages at random, so a single-byte
    set other than windows-1252 counts only where letters beyond ASCII are as frequent as in a language that needs them.
    """
    sample = _TAG.sub(b" ", body[:_DETECTED])
    name = _codec(detect_encoding(sample, html5_compatible=False) or "") or "cp1252"
    if name in _MULTI_BYTE:
        return name
    return name if len(_LETTER.findall(sample)) > _FREQUENT * len(sample) else "cp1252"


def _decodes(body: bytes, charset: str) -> bool:
    try:
        body.decode(charset)
    except UnicodeError:
        return False
    return True
