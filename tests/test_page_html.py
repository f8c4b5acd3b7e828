"""HTML: blocks, main text, metadata, pages of several articles, hostile markup."""

from __future__ import annotations

import pytest

from dragoman.errors import RejectedError
from dragoman.model import Capture, Document, Given
from dragoman.page import documents
from dragoman.page.html_parse import parse
from dragoman.page.metadata import byline_of, without_site
from dragoman.settings import PageSettings

FIRST = "The envoys of both countries met in the harbour town on Tuesday and signed the accord on fish."
SECOND = "Minister Jane Doe said that the duty on cod would fall from nine percent to three within the year."
THIRD = "The two sides agreed to meet again in June, when a working group is to report on the disputed waters."
ARTICLE = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
TEXT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def read(markup: str, **rest: object) -> list[Document]:
    return documents(Capture.of(markup.encode(), "https://www.courier.example/a", "text/html", **rest), PageSettings())


def page(body: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='en-GB'><head><title>Accord on fish</title>{head}</head><body>{body}</body></html>"
    )


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<p>a<p>b", ["a", "b"]),
        ("<p>one\r\n  two <b> three</b>&nbsp; four", ["one two three four"]),
        ("a<br>b<br><br>c", ["a\nb", "c"]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>d", ["a", "b", "c", "d"]),
        ("<table><tr><td>a<td>b<tr><td>c<td><td>d</table>e", ["a | b", "c | d", "e"]),
        ("<table><td>" + "long text " * 9 + "<td>b</table>", [("long text " * 9).strip(), "b"]),
        ("x<span>y</span><x-z>!</x-z>", ["xy!"]),
        ("<p>a<script>if (x < '</p>') y</script>b<!-- <p> -->c<style>p{}</style>", ["abc"]),
        ("a<template>b</template><noscript>c</noscript><svg><title>d</title><text>e</text></svg>f", ["af"]),
        ("<title>t</title>a<textarea><p>b</textarea>", ["a"]),
        ("<p>Tom &amp; Jerry &#x2019;s &amp;amp; &eacute;", ["Tom & Jerry ’s &amp; é"]),
        ("a<b hidden>x</b><i style='display: none'>y</i><span class=TooltipBox>z</span>b", ["ab"]),
        ("soft\u00adly zero\u200bwidth\x00", ["softly zerowidth"]),
        ("1 < 2 and 3 > 2 </ b> c", ["1 < 2 and 3 > 2 c"]),
        ("", []),
    ],
)
def test_blocks(markup: str, texts: list[str]) -> None:
    assert [block.text for block in parse(markup, 100).blocks] == texts


@pytest.mark.parametrize(
    "clutter",
    [
        "<h1>Accord on fish</h1>",
        "<h2>Accord on fish</h2>",
        "<p>Advertisement</p>",
        "<p><a href=/x>Read more: Cod quota talks start again in the capital</a></p>",
        "<div class='RelatedPosts'><p>Cod quota talks start again in the capital of the north on Monday.</p></div>",
        "<aside class=newsletter-box><p>Sign up for our daily letter, with news before breakfast.</p></aside>",
        "<figure><img src=x><figcaption>The envoys in the harbour. Photo: Jane Doe</figcaption></figure>",
        "<div class='share-bar'>Share this article</div>",
        "<p>Follow The Courier on Twitter and Facebook.</p>",
        "<h3>Related articles</h3>",
        "<p>No comments yet...</p>",
        "<script>var p = '<p>The envoys said nothing at all about the price of oil in the north.</p>';</script>",
        "<p style='display:none'>This hidden sentence of ten words is not for readers.</p>",
    ],
)
@pytest.mark.parametrize("place", ["before", "within", "after"])
def test_clutter_goes_and_the_article_stays(clutter: str, place: str) -> None:
    before, within, after = (clutter if place == name else "" for name in ("before", "within", "after"))
    body = f"{before}<p>{FIRST}</p>{within}<p>{SECOND}</p><p>{THIRD}</p>{after}"
    [document] = read(page(f"<nav><a href=/>Home</a></nav><article>{body}</article><footer>© 2030 Courier</footer>"))
    assert document.text == TEXT


def test_list_items_and_cells_keep_together() -> None:
    [document] = read(
        page(
            f"<article>{ARTICLE}<ul><li>Cod falls to three percent.</li>"
            "<li>Salmon stays at nine percent.</li></ul></article>"
        )
    )
    assert document.text.endswith("\n\nCod falls to three percent.\nSalmon stays at nine percent.")


def test_a_copy_of_the_article_elsewhere_on_the_page_is_left_out() -> None:
    [document] = read(page(f"<div><div class=a>{ARTICLE}</div><div class=b><div>{ARTICLE}</div></div></div>"))
    assert document.text == TEXT


def test_a_text_without_witness_is_still_read() -> None:
    [document] = read(f"<p>{FIRST}")
    assert document.text == FIRST


HEAD = """
<meta property="og:title" content="Accord on fish | The Courier"><meta property="og:site_name" content="The Courier">
<link rel="canonical" href="/politics/accord"><meta name="author" content="By Jane Doe">
<meta property="article:section" content="Politics">
<meta property="article:published_time" content="2030-05-06T10:00:00+02:00">
"""
LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"},
{"@type": ["NewsArticle"], "headline": "Accord on fish", "author": [{"name": "Jane Doe"}, {"name": "John Doe"}],
 "publisher": {"name": "The Courier"}, "datePublished": "2030-05-06", "articleSection": ["Politics"],
 "inLanguage": "de"}]}
</script>"""
VISIBLE = "<h1>Accord on fish</h1><p class=byline>By Jane Doe | 6 May 2030</p>"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (HEAD, "", ("The Courier", "Jane Doe", "Politics", "2030-05-06", "politics/accord")),
        (LINKED, "", ("The Courier", "Jane Doe, John Doe", "Politics", "2030-05-06", "a")),
        ("", VISIBLE, ("courier.example", "Jane Doe", None, "2030-05-06", "a")),
        ("<script type='application/ld+json'>{broken</script>", "", ("courier.example", None, None, None, "a")),
    ],
)  # fmt: skip
def test_metadata(head: str, body: str, expected: tuple[str | None, ...]) -> None:
    [document] = read(page(f"<article>{body}{ARTICLE}</article>", head))
    published = document.published.edtf if document.published else None
    address = (document.url or "").removeprefix("https://www.courier.example/")
    assert (document.outlet, document.byline, document.section, published, address) == expected
    assert document.title == "Accord on fish"
    assert document.text == TEXT
    assert document.language == "en"


def test_what_is_given_outranks_the_page() -> None:
    given = Given(title="Given title", published="2031-01-02", outlet="Given outlet", url="https://given.example/")
    [document] = read(page(f"<article>{ARTICLE}</article>", HEAD), given=given)
    assert (document.title, document.outlet, document.url) == ("Given title", "Given outlet", "https://given.example/")
    assert document.published is not None
    assert (document.published.edtf, document.published.known_from) == ("2031-01-02", "given")


@pytest.mark.parametrize(
    ("title", "without"),
    [
        ("Accord on fish | The Courier", "Accord on fish"),
        ("Accord on fish - Courier", "Accord on fish"),
        ("The Courier: Accord on fish", "Accord on fish"),
        ("Accord on fish: Envoys sign", "Accord on fish: Envoys sign"),
        ("North-south accord", "North-south accord"),
    ],
)
def test_titles_lose_the_site(title: str, without: str) -> None:
    assert without_site(title, ["The Courier"]) == without


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("Von Jana Muster", "Jana Muster"),
        ("https://x.example/jane", None),
        ("admin", None),
        ("", None),
    ],
)
def test_bylines(raw: str, names: str | None) -> None:
    assert byline_of(raw) == names


def test_scripts_without_spaces_are_running_text_too() -> None:
    text = "両国の特使は火曜日に港町で会談し、魚に関する協定に署名した。"
    [document] = read(page(f"<article><p>{text}</p></article>"))
    assert document.text == text


def test_a_page_of_several_articles_gives_each() -> None:
    second = ARTICLE.replace("fish", "shipping").replace("cod", "freight")
    body = f"""<article><h2><a href="/one">Accord on fish</a></h2>
    <time datetime="2030-05-06">6 May</time>{ARTICLE}</article>
    <article><h2><a href="/two">Accord on shipping</a></h2><p class=byline>By John Doe</p>{second}</article>
    <article><h2>Teaser</h2><p>{FIRST}</p></article>"""
    one, two = read(page(body, '<meta property="og:site_name" content="The Courier">'))
    assert (one.title, one.url) == ("Accord on fish", "https://www.courier.example/one")
    assert one.text == TEXT
    assert one.published is not None
    assert one.published.edtf == "2030-05-06"
    assert (two.title, two.byline, two.outlet, two.published) == ("Accord on shipping", "John Doe", "The Courier", None)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<div>" * 100_000 + ARTICLE, "too-deep"),
        ("<b>" * 2_000 + FIRST, "too-deep"),
        ("", "empty"),
        (" \n\t ", "empty"),
        ("<html><body></body></html>", "no-article"),
        ("<script>" + ARTICLE, "no-article"),
        ('<a href="' * 5_000, "no-article"),
        ("<!--" * 5_000, "no-article"),
        ("<p>Too short.", "no-article"),
    ],
)
def test_hostile_markup_is_rejected(markup: str, reason: str) -> None:
    with pytest.raises(RejectedError) as caught:
        read(markup)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "markup",
    [
        f"<div data-x='{'x' * 200_000}'>{ARTICLE}",
        f"<p>{FIRST}<p>{SECOND}<p>{THIRD}<div><a href='",
        f"<script type='application/ld+json'>{'[' * 100_000}</script>{ARTICLE}",
        f"<link rel=canonical href='http://[bad'><meta name=date content='{'9' * 500}'>{ARTICLE}",
        f"<span>{'<span>' * 900}{ARTICLE}",
    ],
)
def test_broken_markup_is_read(markup: str) -> None:
    [document] = read(markup)
    assert document.text == TEXT


def test_an_unknown_media_type_is_rejected() -> None:
    with pytest.raises(RejectedError, match="binary"):
        documents(Capture.of(b"x", "x", "image/png"), PageSettings())
