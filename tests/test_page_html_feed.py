"""Feed items and JSON objects: bodies in every wrapping, facts, versions, and the feeds of shared/."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

from dragoman.capture import captures
from dragoman.errors import RejectedError
from dragoman.model import Capture, Document, Given, Span
from dragoman.page import documents
from dragoman.settings import CaptureSettings, PageSettings

BODY = "<p>The envoys met &amp; signed the accord on fish.</p><script>no();</script><p>Talks go on in June.</p>"
TEXT = "The envoys met & signed the accord on fish.\n\nTalks go on in June."


def read(body: str, media_type: str, given: Given = Given()) -> list[Document]:
    return documents(Capture.of(body.encode(), "https://feed.example/", media_type, given=given), PageSettings())


def item(inner: str, given: Given = Given()) -> Document:
    [document] = read(inner, "application/rss+xml", given)
    return document


@pytest.mark.parametrize(
    "markup",
    [
        f"<item><content:encoded><![CDATA[{BODY}]]></content:encoded></item>",
        f"<item><description>{html.escape(BODY)}</description></item>",
        f"<item><description>A part.</description><content:encoded>{html.escape(BODY)}</content:encoded></item>",
        f"<item><description><![CDATA[{BODY[:40]}]]><![CDATA[{BODY[40:]}]]></description></item>",
        f"<entry><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{BODY}</div></content></entry>",
        f"<atom:entry><atom:summary type='html'>{html.escape(BODY)}</atom:summary></atom:entry>",
        f"<item><media:description>A photo of the envoys.</media:description><description>{BODY}</description></item>",
        f"<item><description>{BODY}",
    ],
)
def test_the_body_in_every_wrapping(markup: str) -> None:
    document = item(markup)
    assert document.text == TEXT
    source = document.offsets.to_source(Span(TEXT.index("Talks"), len(TEXT)))
    assert markup.encode()[source.start : source.end] == b"Talks go on in June."


def test_the_facts_of_an_rss_item() -> None:
    document = item(
        f"""<item><title>Accord &amp;amp; fish</title><link>https://courier.example/accord</link>
        <dc:creator><![CDATA[Jane Doe]]></dc:creator><pubDate>Mon, 06 May 2030 10:00:00 +0200</pubDate>
        <category>Politics</category>
        <guid isPermaLink="false">courier-17</guid><description>{html.escape(BODY)}</description></item>""",
        Given(outlet="News &#8211; The Courier".replace("&#8211;", "–")),
    )
    assert (document.title, document.url, document.key) == (
        "Accord & fish",
        "https://courier.example/accord",
        "courier-17",
    )
    assert (document.byline, document.section, document.outlet) == ("Jane Doe", "Politics", "The Courier")
    assert document.published is not None
    assert (document.published.edtf, document.published.known_from) == ("2030-05-06", "feed")
    assert document.published.instant == "2030-05-06T10:00:00+02:00"


def test_the_facts_of_an_atom_entry() -> None:
    document = item(
        f"""<entry><title type="html">Accord on fish</title><link rel="edit" href="https://courier.example/edit"/>
        <link href="https://courier.example/accord"/><id>tag:courier.example,2030:17</id><updated>2030-05-07T09:00:00Z</updated>
        <published>2030-05-06T09:00:00Z</published><author><name>Jane Doe</name><uri>https://x.example</uri></author>
        <category term="politics"/><content type="html">{html.escape(BODY)}</content></entry>"""
    )
    assert (document.url, document.key) == ("https://courier.example/accord", "tag:courier.example,2030:17")
    assert (document.byline, document.section) == ("Jane Doe", "politics")
    assert document.published is not None
    assert document.published.edtf == "2030-05-06"


def test_versions_of_an_item_share_their_key() -> None:
    before = item(f"<item><guid>17</guid><description>{html.escape(BODY)}</description></item>")
    after = item(f"<item><guid>17</guid><description>{html.escape(BODY.replace('June', 'July'))}</description></item>")
    again = item(f"<item><guid>17</guid><category>x</category><description>{html.escape(BODY)}</description></item>")
    assert before.key == after.key == "17"
    assert before.id == again.id != after.id


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("x", "malformed"),
        ("<item></item>", "no-article"),
        ("<item/>", "no-article"),
        ("<item><title>Accord</title></item>", "no-article"),
        ("<item><description><![CDATA[", "no-article"),
        ("<item>" * 10_000, "no-article"),
        ("<item><description>" + "<b>" * 10_000 + "the envoys met in the harbour", "too-deep"),
    ],
)
def test_hostile_items_are_rejected(markup: str, reason: str) -> None:
    with pytest.raises(RejectedError) as caught:
        item(markup)
    assert caught.value.reason == reason


def test_every_item_of_the_shared_feeds_is_a_document_once(shared: Path) -> None:
    paths = sorted(str(path) for path in (shared / "data/state/feed").glob("*.rss"))[:8]
    found = [capture for capture in captures(paths, CaptureSettings()) if isinstance(capture, Capture)]
    read_once = {document.id: document for capture in found for document in documents(capture, PageSettings())}
    assert len(read_once) == len({capture.id for capture in found}) == 80
    for document in read_once.values():
        assert document.outlet == "United States Department of State"
        assert document.published is not None
        assert document.key is not None
        assert "function(" not in document.text


# --- JSON ----------------------------------------------------------------------------------------------------------


def test_a_json_text_is_taken_as_it_is() -> None:
    row = {
        "id": "a1",
        "text": "  Subscribe!\n\nSubscribe! ",
        "title": "Accord",
        "published": "2030-05-06",
        "url": "https://x.example/",
    }
    [document] = read(json.dumps(row), "application/json")
    assert (document.text, document.title, document.name) == (row["text"], "Accord", "a1")
    assert document.published is not None
    assert (document.published.edtf, document.published.known_from) == ("2030-05-06", "given")


@pytest.mark.parametrize(
    ("published", "edtf"),
    [
        ("2030-05-06", "2030-05-06"),
        ("2030-05-06T10:00:00Z", "2030-05-06"),
        ("2030-05", "2030-05"),
        ("2030-05-06/2030-05-08", "2030-05-06/2030-05-08"),
        ("May 6, 2030", "2030-05-06"),
        ("2030-13-45", None),
        ("soon", None),
    ],
)
def test_given_dates(published: str, edtf: str | None) -> None:
    [document] = read(json.dumps({"text": "The envoys met.", "published": published}), "application/json")
    assert (document.published.edtf if document.published else None) == edtf


def test_json_html_is_read_as_html() -> None:
    [document] = read(json.dumps({"html": f"<article>{BODY * 2}</article>", "title": "Accord"}), "application/json")
    assert "no()" not in document.text
    assert document.title == "Accord"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("{", "malformed"), ("[1]", "malformed"), ('{"a": 1}', "malformed"), ('{"text": 1}', "malformed"),
        ('{1: "x"}', "malformed"),
        ('{"text": "  "}', "empty"), ('{"text": ' + "[" * 100_000, "too-deep"),
    ],
)  # fmt: skip
def test_hostile_json_is_rejected(body: str, reason: str) -> None:
    with pytest.raises(RejectedError) as caught:
        read(body, "application/json")
    assert caught.value.reason == reason
