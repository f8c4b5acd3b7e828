"""Tenures: who holds which office, in invented sentences, and against the gold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.annotate.chains import mentions_and_chains
from dragoman.annotate.tenures import tenures
from dragoman.model import Document, TenureMention
from test_mentions import _document


def _read(text: str, **fields: object) -> tuple[Document, tuple[TenureMention, ...]]:
    document = _document(text, **fields)
    mentions, chains = mentions_and_chains(document)
    document = replace(document, layers=replace(document.layers, mentions=mentions, chains=chains))
    return document, tenures(document)


def _rows(text: str) -> list[tuple[str, str, str | None, str]]:
    return [(t.person.name, t.office, t.of, t.status) for t in _read(text)[1]]


_WARD = "Ellen Ward"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("U.S. Secretary of State and National Security Advisor Ellen Ward left.",
         [(_WARD, "Secretary of State", "United States", "current"),
          (_WARD, "National Security Advisor", "United States", "current")]),
        ("Ellen Ward, chairwoman of Kenya's Joint Staff, left.",
         [(_WARD, "chairwoman", "Kenya's Joint Staff", "current")]),
        ("Ellen Ward, vice president of the Harbor Institute and a former assistant secretary of state for Asia, left.",
         [(_WARD, "vice president", "Harbor Institute", "current"),
          (_WARD, "assistant secretary of state for Asia", "United States", "former")]),
        ("South Korea's newly elected president, Han Seo-jin, spoke.",
         [("Han Seo-jin", "president", "South Korea", "current")]),
        ("Former Japanese Prime Minister Ken Aoki died.", [("Ken Aoki", "Prime Minister", "Japan", "former")]),
        ("Acting Defense Minister Bo Lind of Norway spoke.", [("Bo Lind", "Defense Minister", "Norway", "acting")]),
        ("President-elect Ana Sol spoke.", [("Ana Sol", "President", None, "elect")]),
        ("Kenyan presidential candidate Peter Otieno spoke.", [("Peter Otieno", "president", "Kenya", "candidate")]),
        ("Milan Mayor Gia Conti waved.", [("Gia Conti", "Mayor", "Milan", "current")]),
        ("NATO Deputy Secretary General Jan Novak spoke.",
         [("Jan Novak", "Deputy Secretary General", "NATO", "current")]),
        ("Special Envoy for Climate John Hartley spoke.",
         [("John Hartley", "Special Envoy for Climate", None, "current")]),
        ("The President of the European Council, Ana Sol, spoke.",
         [("Ana Sol", "President", "European Council", "current")]),
        ("Ellen Ward was sworn in as mayor of London.", [(_WARD, "mayor", "London", "current")]),
        ("Ellen Ward served as governor of Alaska. She left.", [(_WARD, "governor", "Alaska", "former")]),
        ("Ellen Ward, who is the prime minister of Tonga, left.", [(_WARD, "prime minister", "Tonga", "current")]),
        ("Ellen Ward, Secretary of State", [(_WARD, "Secretary of State", "United States", "current")]),
        ("PRIME MINISTER WARD: Okay.", [("WARD", "PRIME MINISTER", None, "current")]),
        ("Presidents Ellen Ward and Ana Sol met.",
         [(_WARD, "President", None, "current"), ("Ana Sol", "President", None, "current")]),
        ("Polish Foreign Minister Bo Lind met his Kenyan counterpart, Ana Sol.",
         [("Bo Lind", "Foreign Minister", "Poland", "current"), ("Ana Sol", "Foreign Minister", "Kenya", "current")]),
        ("Secretary of State Ellen Ward came. Secretary Ward left.",
         [(_WARD, "Secretary of State", "United States", "current")]),
        ("Secretary of State Ward spoke. Secretary of Defense Austin and Foreign Minister Park Jun-ho of Korea met.",
         [("Ward", "Secretary of State", "United States", "current"),
          ("Austin", "Secretary of Defense", "United States", "current"),
          ("Park Jun-ho", "Foreign Minister", "South Korea", "current")]),
        ("Kenyan Ministry of Foreign Affairs Director General for Asian and Oceanian Affairs Ana Sol left.",
         [("Ana Sol", "Director General for Asian and Oceanian Affairs", "Ministry of Foreign Affairs", "current")]),
        ("ELLEN WARD is a Kenyan Ministry of Defense Deputy Minister of Defense.",
         [("ELLEN WARD", "Deputy Minister of Defense", "Ministry of Defense", "current")]),
        ("Ellen Ward, a Senator from Vermont, met Bo Lind, director general of Nordkraft, and went home.",
         [(_WARD, "Senator", "Vermont", "current"), ("Bo Lind", "director general", "Nordkraft", "current")]),
        ("Ellen Ward, the mayor of the Polish city of Sopot, left.", [(_WARD, "mayor", "Sopot", "current")]),
        ("King Olav of Norway met Senators Ellen Ward of Utah and Ana Sol of Ohio.",
         [("Olav", "King", "Norway", "current"), (_WARD, "Senator", "Utah", "current"),
          ("Ana Sol", "Senator", "Ohio", "current")]),
        ("Ellen Ward was sworn in at noon on Friday as Kenya's new governor.",
         [(_WARD, "governor", "Kenya", "current")]),
        ("We welcomed Ellen Ward as the U.S. Global AIDS Coordinator.",
         [(_WARD, "Global AIDS Coordinator", "United States", "current")]),
        ("Ellen Ward is a senior adviser of NATO who is the director of the Harbor Institute.",
         [(_WARD, "senior adviser", "NATO", "current"), (_WARD, "director", "Harbor Institute", "current")]),
        ("Ellen Ward brings much, having served previously as the first Director of the Harbor Institute.",
         [(_WARD, "Director", "Harbor Institute", "former")]),
        ("Ellen Ward, a Senator from Vermont, is the former Attorney General of Kenya.",
         [(_WARD, "Senator", "Vermont", "current"), (_WARD, "Attorney General", "Kenya", "former")]),
        ("U.S. Special Envoy for Libya Ambassador Ellen Ward left.",
         [(_WARD, "Special Envoy for Libya", "United States", "current")]),
        ("Former Kenyan presidential candidate Peter Otieno spoke.",
         [("Peter Otieno", "presidential candidate", "Kenya", "former")]),
        ("Kenya fined the business leaders Ellen Ward and Ana Sol. She won 14 delegates, Bo Lind said.", []),
        ("He works in the Rewards for Justice Office.", []),
        ("Gen. Bo Lind and Mr. John Hartley met Prince Talal bin Rashid.", []),
        ("Per a request of Ellen Ward, the Queen suspended the session.", []),
        ("Ellen Ward wants to head home.", []),
        ("The fight over King Street went on.", []),
    ],
)  # fmt: skip
def test_who_holds_what(text: str, rows: list[tuple[str, str, str | None, str]]) -> None:
    assert _rows(text) == rows


def test_a_tenure_quotes_its_sentence_and_title() -> None:
    document, (tenure,) = _read("It rained. Kenyan Foreign Minister Ana Sol stayed.")
    assert document.quote(tenure.sentence) == "Kenyan Foreign Minister Ana Sol stayed."
    assert document.quote(tenure.trigger) == "Foreign Minister"
    assert tenure.person.span is not None
    assert document.quote(tenure.person.span) == "Ana Sol"


def test_the_dev_gold_is_reached(shared: object) -> None:
    """The aim of issue 2 is 70 F1; a fall below 85 means that something broke."""
    import importlib.util
    import json
    from pathlib import Path

    gold = Path(str(shared)) / "gold"
    spec = importlib.util.spec_from_file_location("score", gold / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    total = score.Score()
    for line in (gold / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = _read(row["text"], outlet=row.get("outlet"))[1]
        record = json.loads((gold / "dev" / f"{row['id']}.json").read_text(encoding="utf-8"))
        total.document({"tenures": [{"person": t.person.name, "office": t.office} for t in found]}, record)
    assert total.f["tenure"].f >= 0.85
