"""Every position of a document's text leads to the bytes that it came from, whatever the markup."""

from __future__ import annotations

import html
import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import RejectedError
from dragoman.model import REASONS, Capture, Document
from dragoman.offsets import OffsetMap
from dragoman.page import documents
from dragoman.page.blocks import join
from dragoman.page.html_parse import parse
from dragoman.page.html_tokens import characters, tokenize, unescape
from dragoman.settings import PageSettings

SENTENCE = "The envoys of both countries met in the harbour town and signed the accord on fish. "

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="<&"), max_size=20)
storable = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
words = st.sampled_from(
    ["envoys", "Gespräch", "회담", "переговоры", "𝔄ccord", "né\u0301e", "tariff\r\nrate", "a\u00a0b", "\u200bx"]
)
references = st.sampled_from(
    ["&amp;", "&nbsp;", "&#x2019;", "&#8212;", "&amp;amp;", "&lt;p&gt;", "&eacute", "&ampere", "&nosuch;", "&#0;", "&",
     "&#xD800;", "&NotEqualTilde;", "&#128;"]
)  # fmt: skip
tags = st.sampled_from(
    ["<b>", "</b>", "<i class='x>y'>", "</i>", "<a href=\"?a=1&amp;b=2\">", "</a>", "<br>", "<br/>", "<p>", "</p>",
     "<div>", "</div>", "<ul><li>", "</li></ul>", "<td>", "</table>", "<!-- no -->", "<script>var no = '<p>';</script>",
     "<style>no{}</style>", "<", "</", "<p", "<img alt=no>", "<x-y>", "</x-y>", "<svg><title>no</title></svg>",
     "<span hidden>no</span>"]
)  # fmt: skip
markup = st.lists(st.one_of(texts, words, references, tags), max_size=40).map("".join)


def readings(piece: str) -> set[str]:
    """What a piece of source may stand for: itself, unescaped once or twice, without tags' white space."""
    once = html.unescape(piece)
    return {squeezed(text) for text in (piece, once, html.unescape(once))}


def squeezed(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char.isprintable())


def assert_exact(document: Document, capture: Capture, charset: str, *, in_json: bool = False) -> None:
    assert len(document.offsets) == len(document.text)
    last = 0
    for run in document.offsets.runs:
        assert run.source >= last
        last = run.source + run.width if run.linear else run.source
        piece = document.text[run.text : run.text + run.length]
        source = capture.body[run.source : run.source + run.width].decode(charset)
        if run.linear:
            assert source == piece
        elif run.width:
            source = json.loads(f'"{source}"', strict=False) if in_json else source
            assert squeezed(piece) in readings(source) or piece == "\ufffd"
        else:
            assert not piece.strip(" |\n")


@settings(deadline=None, max_examples=50)
@given(markup)
def test_blocks_are_exact(source: str) -> None:
    text, offsets = join(parse(source, 1000).blocks, OffsetMap.identity(len(source)))
    assert len(offsets) == len(text)
    assert "no" not in text.split()
    for run in offsets.runs:
        if run.linear:
            assert text[run.text : run.text + run.length] == source[run.source : run.source + run.width]
    for left, right in pairwise(offsets.runs):
        assert left.source + (left.width if left.linear else 0) <= right.source


@settings(deadline=None, max_examples=50)
@given(markup, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_html_documents_lead_back_to_the_bytes(source: str, charset: str) -> None:
    paragraphs = f"<p>{SENTENCE * 3}</p><p>{SENTENCE} {source}</p><p>{SENTENCE * 2}</p>"
    page = f"<html><body><h1>Accord</h1><article>{paragraphs}</article>"
    capture = Capture.of(page.encode(charset), "https://courier.example/a", "text/html", charset=charset)
    for document in documents(capture, PageSettings()):
        assert_exact(document, capture, "utf-16-le" if charset == "utf-16" else "utf-8")


@settings(deadline=None, max_examples=50)
@given(markup, st.booleans())
def test_json_leads_back_through_escapes(source: str, ascii_only: bool) -> None:
    page = f"<p>{SENTENCE * 2}</p><p>{SENTENCE}{source}</p>"
    body = json.dumps({"title": "Accord", "html": page}, ensure_ascii=ascii_only).encode()
    capture = Capture.of(body, "x.jsonl", "application/json")
    for document in documents(capture, PageSettings()):
        assert_exact(document, capture, "utf-8", in_json=True)


@settings(deadline=None, max_examples=50)
@given(st.text(storable, min_size=1).filter(str.strip), st.booleans())
def test_json_text_is_taken_as_it_is(text: str, ascii_only: bool) -> None:
    body = json.dumps({"text": text}, ensure_ascii=ascii_only).encode()
    capture = Capture.of(body, "x.jsonl", "application/json")
    [document] = documents(capture, PageSettings())
    assert document.text == text
    assert_exact(document, capture, "utf-8", in_json=True)


@settings(deadline=None, max_examples=50)
@given(markup, st.sampled_from(["cdata", "escaped", "xhtml"]))
def test_feed_items_lead_back_to_the_bytes(source: str, form: str) -> None:
    inner = f"<p>{SENTENCE * 2}{source}</p>".replace("]]>", "")
    content = {"cdata": f"<![CDATA[{inner}]]>", "escaped": html.escape(inner), "xhtml": f"<p>{SENTENCE}</p>"}[form]
    item = f"<item><title>Accord</title><content:encoded>{content}</content:encoded></item>"
    capture = Capture.of(item.encode(), "feed", "application/rss+xml")
    [document] = documents(capture, PageSettings())
    assert "envoys" in document.text
    assert_exact(document, capture, "utf-8")


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=80))
def test_tokens_and_characters_cover_the_source(source: str) -> None:
    at = 0
    for token in tokenize(source):
        assert at <= token.start <= token.end <= len(source)
        at = token.end
        for text, start, end in characters(source, token.start, token.end) if token.kind == "text" else ():
            assert token.start <= start < end <= token.end
            assert end - start != len(text) or text == source[start:end] or source[start] == "&"


@pytest.mark.parametrize(
    ("reference", "text", "width"),
    [
        ("&amp;", "&", 5), ("&ampere", "&", 4), ("&nbsp;", "\u00a0", 6), ("&#x2019;", "’", 8), ("&#128;", "€", 6),
        ("&nosuch;", "&", 1), ("&notit;", "¬", 4), ("&NotEqualTilde;", "≂̸", 15),
    ],
)  # fmt: skip
def test_references(reference: str, text: str, width: int) -> None:
    assert unescape(reference) == (text, width)


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=200), st.sampled_from(["text/html", "application/json", "application/rss+xml"]))
def test_any_bytes_give_documents_or_a_rejection(body: bytes, media_type: str) -> None:
    capture = Capture.of(body, "x", media_type)
    assert all(reason in REASONS for reason in refusals(capture))


def refusals(capture: Capture) -> list[str]:
    try:
        documents(capture, PageSettings())
    except RejectedError as error:
        return [error.reason]
    return []
