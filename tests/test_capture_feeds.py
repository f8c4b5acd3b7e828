"""RSS, Atom and RDF feeds."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given as given_
from hypothesis import strategies as st

from dragoman.capture import captures
from dragoman.model import Capture, Given, Rejection
from dragoman.settings import CaptureSettings

SETTINGS = CaptureSettings()
ITEM_1 = """<item rdf:about="x > y">
  <title>Talks &amp; more</title>
  <link> https://example.org/1 </link>
  <!-- </item> --><description><![CDATA[<p>They met.</p></item><link>https://example.org/no</link>]]></description>
</item>"""
ITEM_2 = "<item><title>More – talks</title><guid>https://example.org/2</guid></item>"
ITEM_3 = '<item><title>No address</title><guid isPermaLink="false">tag:3</guid><media:item/><item_x/></item>'
RSS = f"""<?xml version="1.0" encoding="ENCODING"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="2.0" xmlns:rdf="r"><channel><image><title>A logo</title></image>
<title>The Post &#8211; World &amp; Trade</title><link>https://example.org/</link>
{ITEM_1}
{ITEM_2}
{ITEM_3}
</channel></rss>
"""
ENTRY = """<entry><title type="html">Talks</title><link rel="self" href="https://example.org/x.atom"/>
<link href="https://example.org/a"/><content type="xhtml"><div><item>They met.</item></div></content></entry>"""
ATOM = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title>{ENTRY}</feed>'
PREFIXED = '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Desk</a:title><a:entry><a:id>1</a:id></a:entry></a:feed>'
RDF = """<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/"><channel><title>Desk</title><items><rdf:Seq/></items>
</channel><item rdf:about="i"><link>https://example.org/r</link></item></rdf:RDF>"""
LAUGHS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
<rss><channel><item><title>&b;</title></item></channel></rss>"""


def read(body: bytes | str, settings: CaptureSettings = SETTINGS, known: Given = Given()) -> list[Capture | Rejection]:
    data = body.encode() if isinstance(body, str) else body
    return list(captures(["-"], settings, known, stdin=io.BytesIO(data)))


def shape(items: list[Capture | Rejection]) -> list[str]:
    return [item.reason if isinstance(item, Rejection) else item.body.decode(item.charset or "utf-8") for item in items]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "gb18030", "utf-32"])
def test_one_capture_for_each_item_with_its_bytes(charset: str) -> None:
    data = RSS.replace("ENCODING", charset.removesuffix("-sig")).encode(charset)
    items = read(data, known=Given(collected="2025-07-07"))
    assert shape(items) == [ITEM_1, ITEM_2, ITEM_3]
    for item in items:
        assert isinstance(item, Capture)
        assert item.offset is not None
        assert data[item.offset : item.offset + len(item.body)] == item.body
        assert (item.media_type, item.container, item.fetched_at) == ("application/rss+xml", "-", "2025-07-07")
        assert item.given.outlet == "The Post – World & Trade"
    assert [item.uri for item in items] == ["https://example.org/1", "https://example.org/2", "-#3"]
    assert [item.given.url for item in items] == ["https://example.org/1", "https://example.org/2", None]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("feed", "body", "url"),
    [
        (ATOM, ENTRY, "https://example.org/a"),
        (PREFIXED, "<a:entry><a:id>1</a:id></a:entry>", None),
        (RDF, '<item rdf:about="i"><link>https://example.org/r</link></item>', "https://example.org/r"),
    ],
)
def test_the_other_kinds_of_feed(feed: str, body: str, url: str | None) -> None:
    [item] = read(feed)
    assert isinstance(item, Capture)
    assert (item.body.decode(), item.given.url, item.given.outlet) == (body, url, "Desk")


def test_the_callers_outlet_comes_before_the_title_of_the_feed() -> None:
    [item] = read(ATOM, known=Given(outlet="The Post"))
    assert isinstance(item, Capture)
    assert item.given.outlet == "The Post"


@pytest.mark.parametrize(
    ("feed", "expected"),
    [
        (RSS[: RSS.index("</channel>")], [ITEM_1, ITEM_2, ITEM_3, "truncated"]),
        (RSS[: RSS.index("No address")], [ITEM_1, ITEM_2, "truncated"]),
        (RSS[: RSS.index("They met")], ["truncated"]),
        (RSS[: RSS.index("<channel>")], ["truncated"]),
        (LAUGHS, ["bomb"]),
        (LAUGHS.replace('"ha"', 'SYSTEM "file:///etc/passwd"'), ["bomb"]),
        ("<rss><channel><title>Desk</title></channel></rss>", ["empty"]),
        (f"<rss><channel><item><title>Not closed{ITEM_2}</channel></rss>", ["malformed", ITEM_2]),
        (f"<rss><channel>{ITEM_2}<item><title>Not closed</channel></rss>", [ITEM_2, "malformed"]),
        ("<rss><channel><item/></channel></rss>", ["empty"]),
        (f"<rss><channel><item {'a' * 500_000}", ["truncated"]),
        (f"""<rss><channel><item {"'a" * 250_000}""", ["truncated"]),
        (f"<rss><channel>{'<item a=' * 50_000}", ["truncated"]),
        ("<rss><channel><item>a & b &nbsp; <br></item></channel></rss>", ["<item>a & b &nbsp; <br></item>"]),
        (f"<rss><channel><title>{'<b>' * 100_000}{ITEM_2}</channel></rss>", [ITEM_2]),
        (f"<rss><channel><item>{'<b>' * 100_000}</item></channel></rss>", [f"<item>{'<b>' * 100_000}</item>"]),
    ],
)
def test_feeds_that_are_not_whole(feed: str, expected: list[str]) -> None:
    assert shape(read(feed)) == expected


def test_whole_items_before_a_break_in_gzip_are_kept() -> None:
    items = "".join(f"<item><title>{n * 2654435761 % 2**32}</title></item>" for n in range(5000))
    found = shape(read(gzip.compress(f"<rss><channel>{items}</channel></rss>".encode())[:-3000]))
    assert len(found) > 1000
    assert found[-1] == "truncated"


def test_an_oversize_item_is_passed_over() -> None:
    feed = f"<rss><channel>{ITEM_2}<item>{'<p>word</p>' * 1000}</item>{ITEM_2}</channel></rss>"
    assert shape(read(feed, CaptureSettings(max_bytes=2000))) == [ITEM_2, "too-large", ITEM_2]


def test_an_endless_tag_is_refused() -> None:
    feed = f"<rss><channel>{ITEM_2}<item><![CDATA[{'word ' * 100_000}"
    assert shape(read(feed, CaptureSettings(max_bytes=2000))) == [ITEM_2, "too-large"]


def test_a_feed_longer_than_the_limit_streams() -> None:
    feed = f"<rss><channel>{ITEM_2 * 2000}</channel></rss>"
    assert shape(read(feed, CaptureSettings(max_bytes=2000))) == [ITEM_2] * 2000


def test_the_same_item_in_two_revisions_has_one_id() -> None:
    first, second = read(ATOM), read(ATOM.replace("<title>Desk</title>", "<title>Desk</title><updated/>"))
    assert first[0].id == second[0].id


def test_the_real_revisions(shared: Path) -> None:
    paths = sorted(shared.glob("data/state/feed/*.rss"))
    items = list(captures(map(str, paths), SETTINGS))
    assert len(items) == sum(path.read_bytes().count(b"<item>") for path in paths)
    assert {item.given.outlet for item in items if isinstance(item, Capture)} == {
        "Press Releases – United States Department of State"
    }
    assert all(isinstance(item, Capture) and item.uri.startswith("https://www.state.gov/") for item in items)


@given_(st.text(st.characters(codec="utf-8")), st.text("<>!-[]?/\"' itemrssCDATA&;:="))
def test_any_markup_gives_items_or_reasons(text: str, markup: str) -> None:
    for body in (f"<rss><channel>{markup}<item>{text}</item></channel></rss>", f"<rss {markup}><item>{text}{markup}"):
        for item in read(body):
            assert isinstance(item, Rejection) or item.body in body.encode()
