"""Scraped plain text: the articles of a page, whole, and nothing else of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import RejectedError
from dragoman.model import Capture, Document, Given, Span
from dragoman.offsets import decode
from dragoman.page.boilerplate import boilerplate_kind, phrase_examples
from dragoman.page.outlets import known_outlet, outlet_of_url, split_outlet
from dragoman.page.plain import plain_documents
from dragoman.page.plain_meta import Meta, meta_of
from dragoman.settings import PageSettings
from plain_pages import A1, A2, B1, HEAD, HEAD_B, PAGES, Page, lines


def read_or_none(text: str) -> list[Document]:
    try:
        return read(text)
    except RejectedError:
        return []


def read(text: str, **given_: str) -> list[Document]:
    body = text.encode()
    decoded, offsets = decode(body, "utf-8")
    capture = Capture.of(body, "page.txt", "text/plain", given=Given(**given_))
    return plain_documents(decoded, offsets, capture, PageSettings())


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_invented_pages(page: Page) -> None:
    documents = read(page.text, **({"collected": page.collected} if page.collected else {}))
    assert [(d.title, tuple(d.text.split("\n\n"))) for d in documents] == [(d.title, d.text) for d in page.docs]
    for document, expected in zip(documents, page.docs, strict=True):
        published = document.published.edtf if document.published else None
        assert (published, document.outlet, document.byline, document.section) == (
            expected.published, expected.outlet, expected.byline, expected.section,
        )  # fmt: skip
        assert expected.agency is None or document.agency == expected.agency


def test_mark_of_a_press_release_gives_the_genre() -> None:
    (document,) = read(lines("FOR IMMEDIATE RELEASE", HEAD, A1))
    assert document.genre == "release"


def test_given_facts_outrank_a_page_with_one_article() -> None:
    (document,) = read(lines(HEAD, "July 8, 2031", A1), published="2031-07-05", outlet="Kesh Daily", url="https://x.example/1")
    assert document.published is not None
    assert (document.published.edtf, document.published.known_from) == ("2031-07-05", "given")
    assert (document.outlet, document.url) == ("Kesh Daily", "https://x.example/1")


def test_given_facts_fill_in_on_a_page_with_several_articles() -> None:
    page = lines(HEAD, "By Ann Lindqvist", "July 8, 2031", A1, A2, HEAD_B, "By Noor Haddad", B1)
    first, second = read(page, published="2031-07-05", title="A tag page")
    assert first.published is not None
    assert second.published is not None
    assert (first.published.edtf, second.published.edtf) == ("2031-07-08", "2031-07-05")
    assert second.title == HEAD_B


@pytest.mark.parametrize("text", ["", "\n \xa0\n", "Home\nPolitics\nLog in", "Share\nShare\nShare"])
def test_page_without_running_text_is_rejected(text: str) -> None:
    with pytest.raises(RejectedError) as caught:
        read(text)
    assert caught.value.reason == "no-article"


# --- places ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_every_line_maps_back_to_its_bytes(page: Page) -> None:
    body = page.text.encode()
    for document in read(page.text):
        at = 0
        for paragraph in document.text.split("\n\n"):
            source = document.offsets.to_source(Span(at, at + len(paragraph)))
            quoted = body[source.start : source.end].decode()
            assert "".join(quoted.split()) == "".join(paragraph.split())
            at += len(paragraph) + 2


LINE = st.sampled_from(
    [A1, A2, B1, HEAD, HEAD_B, "", "", "\xa0", "By Ann Lindqvist", "July 8, 2031", "3 hours ago", "Related Articles",
     "Comments", "Share", "Sign up for our newsletter", "- Politics", "• Kesh Daily", "Kesh Daily", "He left.", "\r",
     "…", "What next", "\ufeffx"]
)  # fmt: skip


@given(st.lists(st.one_of(LINE, st.text(max_size=60)), max_size=25))
@settings(max_examples=150, deadline=None)
def test_any_page_is_read_or_rejected_and_characters_keep_their_place(parts: list[str]) -> None:
    text = "\n".join(parts).encode("utf-8", "replace").decode()
    body = text.encode()
    for document in read_or_none(text):
        assert len(document.offsets) == len(document.text)
        for run in document.offsets.runs:
            if run.linear:
                piece = document.text[run.text : run.text + run.length]
                assert body[run.source : run.source + run.width].decode() == piece
            else:
                assert not document.text[run.text : run.text + run.length].strip()


@pytest.mark.parametrize(
    "unit",
    ["word ", "\n", "a\n", ".", "\xa0\n", "The envoy left the port.\n", "Share\n", f"{HEAD}\n", "July 8, 2031\n",
     "2 hours ago Kesh ", "(c) ", "- ", "By Ann ", "« ", "3 "],
)  # fmt: skip
def test_time_grows_with_length_only(unit: str) -> None:
    """Millions of characters in one line, or many short lines, would take hours if time grew with the square."""
    size = 5_000_000 if unit in ("word ", ".", "\n") else 60_000 if "\n" in unit or not unit.isascii() else 1_000_000
    assert len(read_or_none(unit * (size // len(unit)))) <= 1


# --- tables ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "example"), phrase_examples())
def test_examples_of_boilerplate(kind: str, example: str) -> None:
    assert boilerplate_kind(example) == kind


@pytest.mark.parametrize("text", [A1, HEAD, "Ministers share the burden", "Talks end", "He will report to parliament."])
def test_text_is_no_boilerplate(text: str) -> None:
    assert boilerplate_kind(text) is None


@pytest.mark.parametrize(
    ("byline", "parts"),
    [("Diplomacy Journal Lee Kap-soo", ("The Diplomacy Journal", "Lee Kap-soo")), ("Reuters", (None, "Reuters")),
     ("Amber Courier Ann Lindqvist", ("Amber Courier", "Ann Lindqvist")), ("Ann Lindqvist", (None, "Ann Lindqvist"))],
)  # fmt: skip
def test_outlet_before_a_name(byline: str, parts: tuple[str | None, str]) -> None:
    assert split_outlet(byline) == parts


def test_outlets_by_name_and_address() -> None:
    assert known_outlet("the korea  herald") == "Korea Herald"
    assert known_outlet("The Amber Courier") is None
    assert outlet_of_url("https://edition.cnn.com/2031/07/08/x") == "CNN"
    assert outlet_of_url("https://example.org/cnn.com") is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ann Lee | Valley Courier | July 8, 2031", Meta("July 8, 2031", "Ann Lee", "Valley Courier")),
        ("BBC News, Port Amber", Meta(outlet="BBC News")),
        ("Kesh Daily17 hours ago", Meta("17 hours ago", None, "Kesh Daily")),
        ("Home > World > Asia", Meta(section="Asia")),
        ("Ann Lee, staff reporter", Meta(byline="Ann Lee")),
        ("Ann Lee July 8, 2031", Meta("July 8, 2031", "Ann Lee")),
        ("NATO, Velia agree on patrols", None),
        ("Talks Collapse in Port Amber", None),
        ("By the numbers", None),
    ],
)
def test_facts_on_a_line(line: str, expected: Meta | None) -> None:
    assert meta_of(line) == expected


# --- the seeds ---------------------------------------------------------------------------------------------------


def test_the_seeds_give_the_twelve_gold_documents(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "gold" / "dev.jsonl").read_text().splitlines()]
    gold = [row for row in rows if row["id"].startswith("seed-")]
    found = []
    for path in sorted((shared / "seeds").glob("*.txt")):
        body = path.read_bytes()
        text, offsets = decode(body, "utf-8")
        capture = Capture.of(body, path.name, "text/plain", given=Given(collected="2025-07-10T23:00:00+09:00"))
        found += plain_documents(text, offsets, capture, PageSettings())
    assert [(d.title, d.outlet, d.text) for d in found] == [(row["title"], row["outlet"], row["text"]) for row in gold]
    dates = [(d.published.edtf if d.published else None) for d in found]
    assert dates == [None if "Diplomacy Journal" in row["outlet"] else row["published"] for row in gold]
    bylines = [d.byline for d in found if d.byline]
    assert bylines == ["Lee Kap-soo", "Lee Kap-soo", "Wang Son-taek", "Lee Kap-soo", "Kenji Yoshida"]
    assert [d.agency for d in found] == [None] * 3 + ["AP"] + [None] * 3 + ["Yonhap", None, "Yonhap", None, "Yonhap"]
    assert [d.section for d in found if d.section] == ["Diplomacy"] * 3 + ["Politics"] * 4 + ["Business"]
