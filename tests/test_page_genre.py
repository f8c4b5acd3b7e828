"""Genre, agencies and the tables of clutter: what the tables claim, and what they must not touch."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from dragoman.model import Genre
from dragoman.page.agencies import Agency, agencies, agency_of, outlet_name
from dragoman.page.clutter import LineRule, clutter_kind, is_clutter_label, line_rules
from dragoman.page.genre import genre_of
from dragoman.page.language import language_of

REPORT = "The envoys met in the harbour town on Tuesday and signed the accord on fish."


@pytest.mark.parametrize(
    ("title", "text", "genre"),
    [
        ("Envoys sign accord on fish", REPORT, "report"),
        ("[Jane Doe] A month that will decide", REPORT, "opinion"),
        ("[Photo] Envoys arrive", REPORT, "report"),
        ("[Editorial] The price of delay", REPORT, "opinion"),
        ("Opinion: The price of delay", REPORT, "opinion"),
        ("Opinion polls put the envoys ahead", REPORT, "report"),
        ("The price of delay", f"{REPORT}\n\nThe views expressed here are the writer's own.", "opinion"),
        ("The price of delay", f"{REPORT}\n\nJane Doe teaches trade. Her views are her own.", "opinion"),
        ("Accord on fish", f"{REPORT}\n\nThe minister's view is that the talks were his best.", "report"),
        ("Call with the envoy", f"The below is attributable to Spokesperson Jane Doe:\n\n{REPORT}", "release"),
        (
            "Accord on fish",
            f"The text of the following statement was released by both governments.\n\n{REPORT}",
            "release",
        ),
        ("Joint Statement of the Envoys on Fish", REPORT, "release"),
        ("Joint statement divides envoys", REPORT, "report"),
        ("Press Briefing", "MS DOE: Good morning.\n\nQUESTION: Is there an accord?\n\nMS DOE: There is.", "transcript"),
        (
            "Remarks on Fish",
            "Jane Doe, Minister\n\nGood afternoon. Thank you all for coming to the harbour.",
            "transcript",
        ),
        ("Minister to Deliver Remarks on Fish", REPORT, "report"),
        ("Accord on fish", f"NEW HARBOUR: {REPORT}", "report"),
    ],
)
def test_genre(title: str, text: str, genre: Genre) -> None:
    assert genre_of(title, text) == genre


@pytest.mark.parametrize(
    ("facts", "genre"),
    [
        ({"outlet": "Ministry of Fisheries"}, "release"),
        ({"byline": "Office of the Spokesperson"}, "release"),
        ({"section": "Opinion"}, "opinion"),
        ({"section": "Politics"}, "report"),
        ({"url": "https://courier.example/commentisfree/2030/fish"}, "opinion"),
        ({"url": "https://courier.example/politics/opinion-poll"}, "report"),
    ],
)
def test_genre_by_what_stands_around_the_text(facts: dict[str, str], genre: Genre) -> None:
    assert genre_of("Accord on fish", REPORT, **facts) == genre


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Two countries extended their pact on fish by three years on Wednesday, said an envoy.", "en"),
        ("Der Außenminister sprach am Dienstag mit seiner Kollegin über Zölle auf Fisch und Nickel.", "de"),
        ("양국 특사는 화요일 항구 도시에서 만나 협정에 서명했다.", "ko"),
        ("両国の特使は火曜日に港町で会談し、協定に署名した。", "ja"),
        ("12 34", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_genre_of_public_corpora(shared: Path) -> None:
    """Releases of a ministry are releases or transcripts, by their turns; reports of a news site are reports."""
    turns = re.compile(r"^(?:[A-Z][A-Z.'’\-]+ ?){1,6}:", re.M)
    rows = [json.loads(line) for line in (shared / "data/state/releases.jsonl").read_text("utf-8").splitlines()]
    right = Counter(
        genre_of(row["title"], row["text"], outlet=row["outlet"])
        == ("transcript" if turns.search(row["text"]) else "release")
        for row in rows
    )
    assert right[True] >= 0.98 * len(rows)
    news = [json.loads(line) for line in (shared / "data/wikinews/articles.jsonl").read_text("utf-8").splitlines()]
    assert sum(genre_of(row["title"], row["text"]) == "report" for row in news) >= 0.96 * len(news)


@pytest.mark.parametrize("agency", agencies(), ids=lambda agency: agency.name)
def test_agencies_are_found_in_their_examples(agency: Agency) -> None:
    assert agency.examples
    for example in agency.examples:
        found = agency_of("Text.", example) if example.startswith("By ") else agency_of(example)
        assert found == agency.name


@pytest.mark.parametrize(
    ("text", "byline", "agency"),
    [
        ("OSLO, Feb. 24 (HNA) — Envoys met.", None, "HNA"),
        ("Envoys met. (HNA)", None, "HNA"),
        ("It joined the World Trade Organization (WTO).", None, None),
        ("Envoys of the Association of Envoys (AP) met.", None, None),
        ("Envoys met.", "Harbour News Agency", "Harbour News Agency"),
        ("Envoys met.", "Jane Doe", None),
    ],
)
def test_agency_of(text: str, byline: str | None, agency: str | None) -> None:
    assert agency_of(text, byline) == agency


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Press Releases – United States Department of State", "United States Department of State"),
        ("The Courier - Home", "The Courier"), ("Harbour Courier – World", "Harbour Courier"),
        ("Asia", "Asia"), ("Courier-News", "Courier-News"), ("Courier | World | Sport", "Courier"),
        ("https://courier.example", None), ("", None),
    ],
)  # fmt: skip
def test_outlet_names(raw: str, name: str | None) -> None:
    assert outlet_name(raw) == name


@pytest.mark.parametrize("rule", line_rules(), ids=lambda rule: f"{rule.kind}-{rule.examples[0][:20]}")
def test_clutter_rules_match_their_examples(rule: LineRule) -> None:
    assert rule.examples
    assert all(rule.matches(example, linked=1.0) for example in rule.examples)
    assert all(clutter_kind(line) is None for line in rule.keep)


@pytest.mark.parametrize(
    "line",
    [
        REPORT, "“We will comment on that later,” the minister said.", "Share prices rose 3 percent.", "Read his lips.",
        "More than 40 envoys came.", "The following envoys signed:", "Follow-up talks are due in May.",
        "He was photographed by reporters.", "Trending upward, cod prices rose again in May.",
        "Published in 2029, the map is wrong.",
    ],
)  # fmt: skip
def test_sentences_are_no_clutter(line: str) -> None:
    assert clutter_kind(line) is None


@pytest.mark.parametrize(
    ("label", "own", "clutter"),
    [
        (" related posts ", False, True), (" story body ", False, False), (" headline ", False, False),
        (" headline ", True, True),
        (" shared ministry ", False, False), (" wp caption text ", False, True), (" reading ", False, False),
    ],
)  # fmt: skip
def test_labels(label: str, own: bool, clutter: bool) -> None:
    assert is_clutter_label(label, own=own) is clutter
