"""JSON lines, arrays and single objects."""

from __future__ import annotations

import gzip
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given as given_
from hypothesis import strategies as st

from dragoman.capture import captures
from dragoman.model import Capture, Given, Rejection
from dragoman.settings import CaptureSettings

SETTINGS = CaptureSettings()
FIRST = '{"id": "a1", "url": "https://example.org/1", "title": "Talks", "outlet": "The Post", "text": "They met."}'
SECOND = '{"html": "<p>They \\"met\\" {again}.</p>", "published": "2025-07-07"}'


def read(body: bytes | str, settings: CaptureSettings = SETTINGS, known: Given = Given()) -> list[Capture | Rejection]:
    data = body.encode() if isinstance(body, str) else body
    return list(captures(["-"], settings, known, stdin=io.BytesIO(data)))


def shape(items: list[Capture | Rejection]) -> list[str]:
    return [item.reason if isinstance(item, Rejection) else item.body.decode() for item in items]


@pytest.mark.parametrize(
    "body",
    [
        f"{FIRST}\n{SECOND}\n",
        f"{FIRST}\r\n\r\n{SECOND}",
        f"\n\n{FIRST}\n   \n{SECOND}\n",
        f"[{FIRST},{SECOND}]",
        f"[\n  {FIRST},\n  {SECOND}\n]\n",
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32-be"])
def test_one_capture_for_each_object_with_its_bytes(body: str, charset: str) -> None:
    data = body.encode(charset)
    items = read(data)
    assert len(items) == 2
    for item, expected in zip(items, (FIRST, SECOND), strict=True):
        assert isinstance(item, Capture)
        assert item.offset is not None
        assert data[item.offset : item.offset + len(item.body)] == item.body
        assert item.body.decode(item.charset or "utf-8").strip() == expected
        assert (item.media_type, item.container) == ("application/json", "-")


def test_pretty_printed_object() -> None:
    body = json.dumps({"text": "They met } there.", "nested": {"a": [1, {"b": 2}]}}, indent=2)
    assert shape(read(body)) == [body]


def test_what_the_line_says_comes_before_what_the_caller_says() -> None:
    known = Given(outlet="Caller", published="2025-01-01", collected="2025-07-08")
    first, second = read(f"{FIRST}\n{SECOND}\n", known=known)
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert first.given == replace(known, url="https://example.org/1", title="Talks", outlet="The Post", id="a1")
    assert second.given == replace(known, published="2025-07-07")
    assert (first.uri, second.uri) == ("https://example.org/1", "-#2")
    assert first.fetched_at == "2025-07-08"


@pytest.mark.parametrize(
    ("line", "reason", "says"),
    [
        ('{"text": "cut of', "malformed", "not JSON"),
        ("[1, 2]", "malformed", "not a JSON object"),
        ('{"title": "x"}', "malformed", "without text or html"),
        ('{"text": null}', "malformed", "without text or html"),
        ('{"text": 5, "html": []}', "malformed", "without text or html"),
        ('{"text": " \\n "}', "empty", "no text"),
        ('{"text": ' + "[" * 100_000 + "}", "too-deep", "nested"),
        ('{"text": "x", "n": ' + "9" * 5000 + "}", "malformed", "not JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(line: str, reason: str, says: str) -> None:
    first, bad, last = read(f"{FIRST}\n{line}\n{SECOND}")
    assert isinstance(bad, Rejection)
    assert bad.reason == reason
    assert bad.detail.startswith("line 2: ")
    assert says in bad.detail
    assert shape([first, last]) == [FIRST, SECOND]


def test_a_malformed_first_line_is_only_that() -> None:
    assert shape(read(f'{{"text": "cut\n{FIRST}\n')) == ["malformed", FIRST]


def test_an_oversize_line_is_passed_over() -> None:
    long = json.dumps({"text": "word " * 50_000})
    items = read(f"{FIRST}\n{long}\n{SECOND}\n", CaptureSettings(max_bytes=1000))
    assert shape(items) == [FIRST, "too-large", SECOND]


def test_a_file_of_other_lines_is_given_up() -> None:
    items = read('{"a": 1}\n' * 50_000)
    assert len(items) == 1001
    assert isinstance(items[-1], Rejection)
    assert "none of 1,000" in items[-1].detail


def test_streams_through_more_than_the_limit() -> None:
    body = (FIRST + "\n") * 3000
    items = read(gzip.compress(body.encode(), 0), CaptureSettings(max_bytes=1000))
    assert [item.offset for item in items] == [n * (len(FIRST) + 1) for n in range(3000)]  # type: ignore[union-attr]
    assert len({item.id for item in items}) == 1


def test_whole_lines_before_a_break_are_kept() -> None:
    body = "\n".join(json.dumps({"text": f"{n}: {n * 2654435761 % 2**32}"}) for n in range(5000))
    items = read(gzip.compress(body.encode())[:-3000])
    assert len(items) > 1000
    assert shape(items[-1:]) == ["truncated"]
    assert all(isinstance(item, Capture) for item in items[:-1])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"[{FIRST},{SECOND}", [FIRST, SECOND, "truncated"]),
        (f"[{FIRST},{SECOND[:-5]}", [FIRST, "truncated"]),
        (f'[{FIRST}, "text", {SECOND}]', [FIRST, "malformed", SECOND]),
        (f'[{FIRST}, "text"]', [FIRST, "malformed"]),
        ("[]", ["empty"]),
        ("{}", ["malformed"]),
    ],
)
def test_arrays_that_are_not_whole(body: str, expected: list[str]) -> None:
    assert shape(read(body)) == expected


def test_lone_surrogates_are_replaced_in_what_is_stored() -> None:
    [item] = read('{"text": "a", "title": "x\\ud800\\u0000y"}')
    assert isinstance(item, Capture)
    assert item.given.title == "x?y"


def test_the_gold_documents(shared: Path) -> None:
    items = list(captures([str(shared / "gold" / "dev.jsonl")], SETTINGS))
    lines = (shared / "gold" / "dev.jsonl").read_bytes().splitlines()
    assert [item.body for item in items if isinstance(item, Capture)] == lines


@given_(st.lists(st.dictionaries(st.text(), st.text() | st.lists(st.text())), min_size=1), st.integers(0, 2))
def test_any_objects_come_out_whole(values: list[dict[str, object]], indent: int) -> None:
    rows = [{**value, "text": "They met."} for value in values]
    items = read(json.dumps(rows, indent=indent or None))
    assert [json.loads(item.body) for item in items if isinstance(item, Capture)] == rows
