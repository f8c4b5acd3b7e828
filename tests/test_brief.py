"""The brief: its wording, its parts, and that every quotation stands in a source."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.link.update import relink
from dragoman.model import EVENT_TYPES, Layers, Participant, Published, Reading
from dragoman.store import Store, load
from dragoman.store.rows import Citation, DocumentRow, EventRow, MeasureRow
from dragoman.views.brief import BriefSettings, compose
from dragoman.views.cast import Cast
from dragoman.views.frames import SPEECH
from dragoman.views.grammar import is_clause
from dragoman.views.html import brief_html
from dragoman.views.markdown import brief_markdown, document_line
from dragoman.views.measures import disagreements, leading, merged, schedule
from dragoman.views.paper import Brief, Notes
from dragoman.views.statements import statement
from dragoman.views.wording import day, distinct, listed, named, quoted, rate, table, when, where, within
from records import MEETING, TARIFF, capture_of, event, filled, meeting, people, sentences

AS_OF = "2026-03-31"
_NOBODY = Cast(Store(":memory:", create=True))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "record.db")


@pytest.fixture
def brief(store: Store) -> Brief:
    return compose(store, BriefSettings(as_of=AS_OF))


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-07-07", "on 7 July 2025"),
        ("2025-07", "in July 2025"),
        ("2025", "in 2025"),
        ("2025-06-24/2025-06-25", "on 24–25 June 2025"),
        ("2025-06-30/2025-07-02", "on 30 June – 2 July 2025"),
        ("2025-12-31/2026-01-01", "on 31 December 2025 – 1 January 2026"),
        ("2025-07/2025-09", "in July 2025 – September 2025"),
    ],
)
def test_dates_in_words(edtf: str, words: str) -> None:
    assert when(edtf) == words


def test_what_is_no_date_stays_as_it_is() -> None:
    assert day("some day") == "some day"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("United States", "the United States"),
        ("State Department", "the State Department"),
        ("Ministry of Trade", "the Ministry of Trade"),
        ("The Hague", "The Hague"),
        ("Norway", "Norway"),
        ("Council", "the Council"),
        ("opposition", "the opposition"),
        ("senior diplomats", "senior diplomats"),
        ("Malaysia's Foreign Ministry", "Malaysia's Foreign Ministry"),
    ],
)
def test_names_in_a_sentence(name: str, words: str) -> None:
    assert named(name) == words


def test_places_and_lists() -> None:
    assert [where("White House"), where("Oslo")] == ["at the White House", "in Oslo"]
    assert [listed(list("ABC"[:count])) for count in range(4)] == ["", "A", "A and B", "A, B and C"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("continue talks.", "“continue talks”"),
        ('"We agree," ', "“We agree”"),
        ("“We agree.”", "“We agree”"),
        ('are "very important,"', "‘are \"very important,\"’"),
        ('resolve (it) one by one."', "“resolve (it) one by one”"),
        ("two\n lines", "“two lines”"),
    ],
)
def test_quotations(words: str, shown: str) -> None:
    assert quoted(words) == shown


PIECES = ["talks,", "“we", "agree”", '"no"', '"', "that", "—", "tariff;", "Oslo", "go on."]
WORDS = st.lists(st.sampled_from(PIECES), min_size=1)


@given(WORDS)
def test_a_quotation_adds_nothing_to_its_source(words: list[str]) -> None:
    text = " ".join(words * 12)
    assert within(text) in text
    shown = quoted(text).removesuffix(" …")
    assert shown[1:-1] in text


@given(WORDS, st.data())
def test_a_clause_is_cut_from_its_sentence(words: list[str], data: st.DataObject) -> None:
    sentence = " ".join(words * 20)
    at = sentence.index(data.draw(st.sampled_from(words)))
    event = replace(row(sentence, "SANCTION", sentence[at]), trigger_span=(at, at + 1), actors=())
    shown = statement(event, _NOBODY).removeprefix("Measure: ").removeprefix("… ").removesuffix(" …").removesuffix(" …")
    assert shown[1:-1] in sentence


def row(sentence: str, type: str, trigger: str, content: str | None = None, **fields: object) -> EventRow:
    citation = Citation("d", None, None, None, None, "2026-03-13", "report", None, sentence, (0, len(sentence)))
    at = sentence.index(trigger)
    found = (sentence.index(content), sentence.index(content) + len(content)) if content else None
    blank = EventRow("e", type, None, trigger, ("Norway",), (), None, None, "done", None, content, (),
                     (at, at + len(trigger)), found, 1.0, citation)  # fmt: skip
    return replace(blank, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (row("Oslo said that talks go on.", "STATE", "said", "talks go on"), "Norway said that “talks go on”"),
        (row("Oslo says talks go on.", "STATE", "says", "talks go on", recipients=("Indonesia",)),
         "Norway told Indonesia: “talks go on”"),
        (row("Oslo stressed the need for calm.", "STATE", "stressed", "the need for calm"),
         "Norway stressed “the need for calm”"),
        (row("Oslo agreed to lower it.", "AGREE", "agreed", "to lower it", recipients=("Indonesia",), date="2026-03"),
         "In March 2026, Norway agreed with Indonesia to “lower it”"),
        (row("Oslo is accusing it of dumping ore.", "ACCUSE", "accusing", "dumping ore", recipients=("Indonesia",)),
         "Norway accused Indonesia of “dumping ore”"),
        (row("Oslo frowned on “dumping”.", "ACCUSE", "frowned", "dumping", recipients=("Indonesia",)),
         "Accusation by Norway against Indonesia: ‘Oslo frowned on “dumping”’"),
        (row("Oslo refused to meet.", "REJECT", "refused", "meet"), "Norway refused to “meet”"),
        (row("Oslo banned ore.", "SANCTION", "banned", recipients=("Indonesia",), status="planned", date="2026-05-01"),
         "Measure by Norway against Indonesia, planned (1 May 2026): “Oslo banned ore”"),
        (row("They met.", "CONSULT", "met", mode="meeting", actors=("A", "B", "C")), "A met B and C"),
        (row("They will meet.", "CONSULT", "meet", mode="meeting", actors=("A", "B"), status="planned",
             date="2026-05-01", place="Bergen"), "A and B are to meet in Bergen on 1 May 2026"),
        (row("A call fell through.", "CONSULT", "call", mode="call", actors=("A", "B"), status="cancelled"),
         "A call of A and B was cancelled"),
        (row("A visited Oslo.", "CONSULT", "visited", mode="visit", actors=("A",), place="Oslo", source="B"),
         "A visited Oslo, according to B"),
    ],
)  # fmt: skip
def test_statements(event: EventRow, words: str) -> None:
    assert statement(event, _NOBODY) == words


@pytest.mark.parametrize(
    ("event", "words"),
    [
        # what stands between the verb and the content is the source's, and is quoted with it
        (row("Oslo signed an accord that ends the row.", "AGREE", "signed an accord", "ends the row"),
         "Norway signed “an accord that ends the row”"),
        (row("Oslo warned trade is being cut.", "THREATEN", "warned", "is being cut", recipients=("Indonesia",)),
         "Norway warned “trade is being cut”"),
        # an adverbial is not what was said
        (row('"Never," Tveit said in Jakarta.', "STATE", "said", "in Jakarta"),
         "Statement by Norway: ‘\"Never,\" Tveit said in Jakarta’"),
        (row("Tveit told reporters after the call, which was brief.", "STATE", "told", "the call, which was brief"),
         "Statement by Norway: “Tveit told reporters after the call, which was brief”"),
        # one who spoke to the press said it, whoever heard it
        (row("Tveit told reporters in Oslo that talks go on.", "STATE", "told", "talks go on"),
         "Norway said that “talks go on”"),
        # what has not happened is not told as if it had
        (row("Oslo would lower the duty.", "AGREE", "lower", "the duty", status="conditional"),
         "Commitment by Norway, conditional: “Oslo would lower the duty”"),
        (row("OSLO, March 2 (XNA) — Oslo banned ore.", "SANCTION", "banned", date="2026-03-02"),
         "Measure by Norway, 2 March 2026: “Oslo banned ore”"),
        (row("They met on the sidelines of a fair.", "CONSULT", "met", "the sidelines of a fair", mode="meeting",
             actors=("A", "B")), "A met B"),
        (row("A and B discussed nickel.", "CONSULT", "discussed", "nickel", mode="meeting", actors=("A", "B")),
         "A met B; the subject was “nickel”"),
    ],
)  # fmt: skip
def test_words_that_do_not_fit_are_not_forced(event: EventRow, words: str) -> None:
    assert statement(event, _NOBODY) == words


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("talks will go on", True),
        ("the 15 percent duty would not be imposed", True),
        ("If Oslo acts, Jakarta will answer", True),
        ("the call, which lasted an hour", False),
        ("after the volcano erupted", False),
        ("is being cut", False),
        ("in Jakarta", False),
        ("distorting facts", False),
        ("the need for talks and sanctions", False),
        ("the President to visit the United States during the call", False),
        ("continue to ensure that the alliance remains strong", False),
    ],
)
def test_what_is_a_clause(words: str, clause: bool) -> None:
    assert is_clause(words) is clause


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("We agree. They do not.", "“We agree” …"),
        ("Gen. Aas met Mr. Moe", "“Gen. Aas met Mr. Moe”"),
        ("the U.S. Senate will vote", "“the U.S. Senate will vote”"),
        ("so on, " * 40, f"“{'so on, ' * 29}so on” …"),
    ],
)
def test_where_a_quotation_is_cut(words: str, shown: str) -> None:
    assert quoted(words) == shown


def test_what_is_due_is_not_said_twice() -> None:
    assert distinct(["talks end", "talks on nickel end", "duty takes effect"]) == [
        "talks on nickel end", "duty takes effect",
    ]  # fmt: skip


def test_who_is_introduced_once_with_the_office(brief: Brief) -> None:
    text = brief_markdown(brief)
    assert text.count("Sítí Rahmawati (Foreign Minister, Indonesia)") == 1
    assert text.index("(Foreign Minister, Indonesia)") < text.index("## Who met")


def test_the_parts(brief: Brief) -> None:
    text = brief_markdown(brief)
    assert text.splitlines()[0] == text.splitlines()[-1] == "**UNCLASSIFIED // OPEN SOURCES**"
    parts = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert parts == [
        "Summary", "Who met, called or wrote to whom", "Positions: said, asked and offered", "Measures and rates",
        "Disputes, refusals and what fell through", "What is due next", "What the sources do not say", "Citations",
        "Documents read",
    ]  # fmt: skip
    numbers = [paragraph.number for section in brief.sections for paragraph in section.paragraphs]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_statement_is_cited_and_every_citation_quotes_its_document(brief: Brief) -> None:
    texts = (MEETING, TARIFF)
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    for note in brief.notes:
        assert any(text[slice(*note.citation.span)] == note.citation.sentence for text in texts)
    stated = [s for section in brief.sections for p in section.paragraphs for s in p.statements] + list(brief.summary)
    assert stated
    assert all(one.notes for one in stated)
    for one in stated:
        for words in re.findall(r"[“‘](.+?)[”’]", one.text):
            assert any(words in text for text in texts), words


def test_what_is_due_with_days_left(brief: Brief) -> None:
    assert brief.due.table
    assert [row.cells for row in brief.due.table.rows] == [
        ("30 April 2026", "30 days", "Talks end", "deadline, extended"),
        ("1 May 2026", "31 days", "Tariff of Norway: 25 percent on nickel from Indonesia", "takes effect"),
        ("no date given", "–", "Siti Rahmawati and Eirik Tveit are to meet", "planned"),
    ]


def test_what_is_past_is_not_due(store: Store) -> None:
    later = compose(store, BriefSettings(as_of="2026-06-01"))
    assert later.due.table
    assert [row.cells[0] for row in later.due.table.rows] == ["no date given"]


def test_what_the_sources_do_not_say(brief: Brief) -> None:
    said = "\n".join(statement.text for statement in brief.gaps)
    assert "No date is given for the planned meeting of Siti Rahmawati and Eirik Tveit." in said
    assert "No answer of Eirik Tveit to the request of Sítí Rahmawati of 12 March 2026 is recorded." in said
    assert "The date of 1 document is not known: A duty on nickel." in said


def test_one_act_in_two_documents_is_one_statement_with_two_citations(store: Store) -> None:
    other = meeting()
    again = replace(other, id="f" * 16, outlet="The Straits Ledger", name=None)
    load(store, [Reading(capture_of(MEETING, "copy.txt"), (again,))])
    relink(store, "2026-03-31T00:00:00+00:00", lambda stage, left: None)
    text = brief_markdown(compose(store, BriefSettings(as_of=AS_OF)))
    assert len(re.findall(r"met Eirik Tveit.* in Singapore", text)) == 2  # in the summary and in its paragraph
    assert re.search(r"in Singapore, according to the Ministry of Foreign Affairs\. \[1, 2\]", text)


def test_of_a_corrected_item_only_the_newest_version_tells(tmp_path: Path) -> None:
    text = MEETING.replace("March 12", "March 11")
    first = replace(meeting(), key="item-1")
    events = tuple(replace(one, date="2026-03-11") for one in first.layers.events)
    second = replace(first, id="f" * 16, text=text, capture=capture_of(text).id,
                     layers=replace(first.layers, events=events), published=Published("2026-03-14", "page"),
                     )  # fmt: skip
    store = Store(tmp_path / "record.db", create=True)
    load(store, [Reading(capture_of(MEETING), (first,)), Reading(capture_of(text), (second,))])
    brief = compose(store, BriefSettings(as_of=AS_OF))
    assert brief.superseded == (first.id,)
    written = brief_markdown(brief)
    assert "On 11 March 2026, Sítí Rahmawati" in written
    assert "12 March 2026" not in written
    assert written.count("superseded by a newer version") == 1


def measure(**fields: object) -> MeasureRow:
    citation = Citation("d", None, "The Fjord Dispatch", None, None, "2026-03-13", "report", None, repr(fields),
                        (0, 9))  # fmt: skip
    blank = MeasureRow("m", "Norway", "Indonesia", "tariff", None, None, None, "announced", None, 1.0, citation)
    return replace(blank, **fields)  # type: ignore[arg-type]


RATED = {"rate": 25.0, "unit": "percent"}


@pytest.mark.parametrize(
    ("rows", "rates"),
    [
        ([measure(**RATED, product="nickel"), measure(**RATED)], ["25 percent"]),
        ([measure(**RATED, effective="2026-05-01"), measure()], ["25 percent"]),
        ([measure(**RATED), measure(rate=20.0, unit="percent")], ["20 percent", "25 percent"]),
        ([measure(**RATED, product="nickel"), measure(**RATED, product="tin"), measure(**RATED)], ["25 percent"] * 3),
        ([measure(**RATED), measure(**RATED, status="in force")], ["25 percent"] * 2),
    ],
)
def test_measures_that_differ_only_in_what_is_left_empty_are_one(rows: list[MeasureRow], rates: list[str]) -> None:
    found = merged(rows)
    assert sorted(rate(one.row.rate, one.row.unit) for one in found) == rates
    assert sum(len(one.citations) for one in found) == len(rows)


def test_those_under_one_unrated_measure_stand_in_one_row() -> None:
    rows = [measure(instrument="sanctions", target=name) for name in ("Tin Line", "Ore Line")]
    found = schedule(merged([*rows, measure(**RATED)]), Notes())
    assert found
    assert [one.cells for one in found.rows] == [
        ("Norway", "Indonesia", "tariff", "25 percent", "announced"),
        ("Norway", "Ore Line; Tin Line", "sanctions", "–", "announced"),
    ]


def test_sources_that_disagree_on_a_rate() -> None:
    day_one = {"unit": "percent", "effective": "2026-05-01"}
    found = disagreements(merged([measure(rate=25.0, **day_one), measure(rate=20.0, **day_one)]))
    assert [subject for subject, _ in found] == ["the tariff of Norway on Indonesia from 1 May 2026"]
    apart = [measure(rate=25.0, product="nickel", **day_one), measure(rate=20.0, product="tin", **day_one)]
    assert disagreements(merged(apart)) == []


def test_the_summary_names_products_that_rates_differ_by() -> None:
    rows = [measure(rate=18.0, unit="percent", product="nickel"), measure(rate=12.0, unit="percent", product="tin")]
    text, citations = leading(merged(rows), date(2026, 3, 13)) or ("", [])
    by_rate = ("18 percent on nickel from Indonesia", "12 percent on tin from Indonesia")
    assert text == f"Measures of Norway: tariffs (announced): {'; '.join(by_rate)}."
    assert len(citations) == 2


@pytest.mark.parametrize(
    ("offices", "shown"),
    [
        ([("minister", "Norway"), ("Trade Minister", "Norway")], "Eirik Tveit (Trade Minister, Norway)"),
        ([("envoy", "Norway"), ("Trade Minister", "Norway")], "Eirik Tveit"),
        ([("Trade Minister", "Norway"), ("Trade Minister", "Indonesia")], "Eirik Tveit"),
        ([("Trade Minister", None), ("Trade Minister", "Norway")], "Eirik Tveit (Trade Minister, Norway)"),
    ],
)
def test_an_office_on_which_documents_do_not_agree_is_left_out(
    offices: list[tuple[str, str | None]], shown: str, tmp_path: Path
) -> None:
    store = Store(tmp_path / "record.db", create=True)
    for number, (office, of) in enumerate(offices):
        one = meeting()
        kept = replace(one.layers.tenures[1], office=office, of=of)
        other = replace(one, id=str(number) * 16, layers=replace(one.layers, tenures=(kept,)))
        load(store, [Reading(capture_of(MEETING, f"{number}.txt"), (other,))])
    assert Cast(store).name("Eirik Tveit", "1" * 16) == shown


def test_notes_lead_back_to_every_place_that_cites_them(brief: Brief) -> None:
    html = brief_html(brief)
    ids, links = set(re.findall(r' id="([^"]+)"', html)), set(re.findall(r' href="#([^"]+)"', html))
    assert links <= ids
    assert {anchor for anchor in ids if anchor.startswith("cite-")} <= links
    assert len(re.findall(r' id="cite-', html)) == len(re.findall(r'class="back"', html))


def test_documents_name_an_agency_once() -> None:
    one = DocumentRow("0" * 16, None, "Title", "Harbour News", "HN", "HN", None, None, "2026-03-13", "page", "report",
                      "en", 0, 0, 0, 0, 1)  # fmt: skip
    assert document_line(one) == "Harbour News; Title; HN; 13 March 2026 (date from the page); id 00000000"


def test_an_opinion_piece_is_told_as_one(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.db", create=True)
    load(store, [Reading(capture_of(MEETING), (replace(meeting(), genre="opinion"),))])
    text = brief_markdown(compose(store, BriefSettings(as_of=AS_OF)))
    assert "(told in an opinion piece)" in text
    assert "\\[opinion\\]" in text


def test_a_party_a_period_and_a_marking(store: Store) -> None:
    march = BriefSettings(actor="norway", since="2026-03", until="2026-03", as_of=AS_OF)
    text = brief_markdown(compose(store, replace(march, marking="SECRET", subject="Ores")))
    assert "# Ores" in text
    assert text.count("**SECRET**") == 2
    assert "**Period** March 2026 to March 2026" in text
    assert "met Eirik Tveit" in text  # who acts for Norway
    assert "Tariff |" not in text  # in force from May


def test_an_empty_record_gives_an_empty_brief(tmp_path: Path) -> None:
    brief = compose(Store(tmp_path / "empty.db", create=True), BriefSettings())
    assert "Nothing is recorded." in brief_markdown(brief)
    assert "Nothing is recorded." in brief_html(brief)


@pytest.mark.parametrize("wrong", [{"as_of": "July"}, {"as_of": "2025-07"}, {"per_theme": 0}])
def test_settings_that_make_no_sense(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError):
        BriefSettings(**wrong)  # type: ignore[arg-type]


HOSTILE = "<script>alert(1)</script> & \"it\" *said* [x](javascript:y) `z` | <img src=x onerror=y>."


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_pages_cannot_bring_markup_into_the_brief(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.db", create=True)
    layers = Layers(
        sentences=sentences(HOSTILE),
        events=(event(HOSTILE, "STATE", "said", HOSTILE, actors=people("<b>Eve</b>"), content="[x](javascript:y)",
                      recipients=(Participant("<i>Bob</i>"),), place="<u>"),),
    )  # fmt: skip
    one = replace(
        meeting(), id="e" * 16, text=HOSTILE, title="<script>t</script>", outlet="<o onclick=1>", layers=layers,
        capture=capture_of(HOSTILE).id, published=Published("2026-03-13", "page"),
    )  # fmt: skip
    load(store, [Reading(capture_of(HOSTILE), (one,))])
    brief = compose(store, BriefSettings(marking="<m>", subject="<s>", as_of=AS_OF))
    tags = Tags()
    tags.feed(brief_html(brief))
    ours = "html head meta title style body div p h1 h2 section ul ol li span a table thead tbody tr th td"
    assert tags.seen <= set(ours.split())
    known = "lang charset name content class href id value scope aria-label"
    assert tags.attributes <= set(known.split())
    text = brief_markdown(brief)
    assert not re.search(r"(?<!\\)<", text)
    assert "](javascript" not in text.replace("\\]", "")


def test_quotations_of_the_seeds_stand_in_the_seeds(shared: Path, tmp_path: Path) -> None:
    from dragoman import Given, Record

    with Record(tmp_path / "record.db") as record:
        record.add([shared / "seeds"], given=Given(collected="2025-07-11"))
        brief = record.brief()
        texts = [" ".join(record.show(row.id).text.split()) for row in record.documents()]
    stated = [s.text for section in brief.sections for p in section.paragraphs for s in p.statements]
    quotations = [words for text in stated for words in re.findall(r"“([^“”]+)”", text)]
    assert len(quotations) > 20
    for words in quotations:
        assert any(words in text for text in texts), words


def test_every_verb_of_the_wording_table_has_known_forms() -> None:
    words = table()
    phrases = {"otherwise", "addressed", "joins"}
    for type_, speech in words["speech"].items():
        assert {"otherwise", "addressed"} <= set(speech)
        verbs = {verb for key, several in speech.items() if key not in phrases for verb in several}
        assert all(verb.split()[0].endswith("ed") or verb in words["irregular"] for verb in verbs), type_
    assert set(words["heads"]) | {"CONSULT"} == set(EVENT_TYPES)
    assert set(words["speech"]) == set(SPEECH)
    assert set(EVENT_TYPES) <= set(words["weights"])
