"""Chains: who "he", "the Secretary", "the two sides" and "we" are, in invented texts."""

from __future__ import annotations

import pytest

from dragoman.annotate.chains import mentions_and_chains
from dragoman.model import Chain, Document, Mention
from test_mentions import _document


def _read(text: str, **fields: object) -> tuple[Document, tuple[Mention, ...], tuple[Chain, ...]]:
    document = _document(text, **fields)
    return document, *mentions_and_chains(document)


def _names(text: str, quote: str, **fields: object) -> list[list[str]]:
    """Return, for each mention with these words, its name, or the names of the members of its group."""
    document, mentions, chains = _read(text, **fields)
    found = [chains[m.chain] for m in mentions if document.quote(m.span) == quote]
    return [[chains[i].name for i in chain.members] or [chain.name] for chain in found]


_MEETING = (
    "Polish Foreign Minister Anna Nowak met with Kenyan Prime Minister Peter Otieno in Warsaw on Monday. "
    "The Foreign Minister praised the port deal. Otieno thanked her. "
)


@pytest.mark.parametrize(
    ("more", "quote", "names"),
    [
        ("", "Foreign Minister", ["Anna Nowak"]),
        ("", "Otieno", ["Peter Otieno"]),
        ("", "her", ["Anna Nowak"]),
        ("They discussed trade.", "They", ["Peter Otieno"]),
        ("The two sides signed it.", "two sides", ["Poland", "Kenya"]),
        ("Both countries signed it.", "Both countries", ["Poland", "Kenya"]),
        ("The two ministers dined.", "two ministers", ["Anna Nowak", "Peter Otieno"]),
        ("The Kenyan side was pleased.", "Kenyan side", ["Kenya"]),
        ("Warsaw welcomed it.", "Warsaw", ["Poland"]),
        ("Mr. Otieno left.", "Otieno", ["Peter Otieno"]),
    ],
)
def test_a_meeting_of_two(more: str, quote: str, names: list[str]) -> None:
    if quote == "They":
        assert _names(_MEETING.split(". ")[0] + ". " + more, quote) == [["Anna Nowak", "Peter Otieno"]]
    else:
        assert sorted(names) in [sorted(found) for found in _names(_MEETING + more, quote)]


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("Wi Dong-hae spoke. Wi left. Adviser Wi Dong Hae returned.", "Wi", "Wi Dong-hae"),
        ("Ellen B. Ward came. Ellen Ward spoke.", "Ellen Ward", "Ellen B. Ward"),
        ("SECRETARY WARD: Hello. Secretary Ellen Ward smiled.", "WARD", "Ellen Ward"),
        ("The Harbor Trade Council (HTC) met. The HTC agreed.", "HTC", "Harbor Trade Council"),
        ("The House Ethics Committee met. The Ethics Committee agreed.", "Ethics Committee", "House Ethics Committee"),
        ("South Korea's newly elected president, Han Seo-jin, spoke. The president left.", "president", "Han Seo-jin"),
        ("Secretary of State Ellen Ward and Deputy Secretary of State Bo Lind met. The Secretary left.", "Secretary",
         "Ellen Ward"),
        ("Japan sent aid. It paid in yen.", "It", "Japan"),
        ("ASEAN met in Hanoi. The bloc agreed.", "bloc", "ASEAN"),
        ("Minister Bo Lind met his Kenyan counterpart, Peter Otieno.", "his Kenyan counterpart", "Peter Otieno"),
        ("Minister Bo Lind came. Lind said it was late. He was tired.", "He", "Bo Lind"),
        ("Under President Ana Sol, Bo Lind served. He left.", "He", "Bo Lind"),
    ],
)  # fmt: skip
def test_the_name_of_the_record(text: str, quote: str, name: str) -> None:
    assert _names(text, quote)[-1] == [name]


def test_we_is_the_issuer_of_a_release_and_nobody_in_a_quotation() -> None:
    text = 'Ellen Ward, Secretary of State\n\nWe condemn the attack. I thank Kenya. A witness said, "We ran."'
    outlet = {"outlet": "U.S. Department of State"}
    assert _names(text, "We", **outlet) == [["United States"]]
    assert _names(text, "I", **outlet) == [["Ellen Ward"]]
    assert _names(text, "We", outlet="The Harbor Times") == []


def test_we_is_everybody_who_issues_a_joint_statement() -> None:
    text = (
        "The text of the following statement was released by the governments of Kenya, Poland, and Japan on Samoa.\n\n"
        "We call for calm."
    )
    assert _names(text, "We", outlet="U.S. Department of State") == [["Kenya", "Poland", "Japan"]]


def test_all_parties_are_those_who_met() -> None:
    text = (
        "Secretary Ellen Ward spoke with Foreign Minister Bo Lind and Prime Minister Peter Otieno. All parties agreed."
    )
    assert _names(text, "All parties") == [["Ellen Ward", "Bo Lind", "Peter Otieno"]]


def test_a_person_acts_for_a_country() -> None:
    chains = {chain.name: chain for chain in _read(_MEETING)[2]}
    assert chains["Anna Nowak"].country == "Poland"
    assert chains["Peter Otieno"].country == "Kenya"


def test_two_bearers_of_one_family_name_stay_apart() -> None:
    text = "President Kim Ha-neul met lawmaker Kim Bo-ra. President Kim spoke. Lawmaker Kim Bo-ra listened."
    assert _names(text, "Kim") == [["Kim Ha-neul"]]
    assert _names(text, "Kim Bo-ra")[-1] == ["Kim Bo-ra"]


def test_it_is_important_refers_to_nothing() -> None:
    assert _names("Japan agreed. It is important that they talk.", "It") == []


def test_the_names_of_the_gold_are_found(shared_names: tuple[int, int]) -> None:
    found, of = shared_names
    assert found >= 0.97 * of


@pytest.fixture
def shared_names(shared: object) -> tuple[int, int]:
    """Count the actors, recipients and holders of the dev gold whose name is the name of a chain of their document."""
    import importlib.util
    import json
    from pathlib import Path

    gold = Path(str(shared)) / "gold"
    spec = importlib.util.spec_from_file_location("score", gold / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    found = of = 0
    for line in (gold / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        names = [chain.name for chain in _read(row["text"], outlet=row.get("outlet"))[2]]
        record = json.loads((gold / "dev" / f"{row['id']}.json").read_text(encoding="utf-8"))
        asked = [n for event in record["events"] for n in (*event["actors"], *event["recipients"])]
        asked += [tenure["person"] for tenure in record["tenures"]]
        of += len(asked)
        found += sum(any(score.same_name(name, n) for n in names) for name in asked)
    return found, of


def test_in_a_transcript_i_is_the_speaker_and_we_the_country() -> None:
    text = (
        "SECRETARY WARD: I am glad. We agreed.\n\nFOREIGN MINISTER NOWAK: I agree.\n\n"
        "Secretary of State Ellen Ward met Polish Foreign Minister Anna Nowak."
    )
    assert _names(text, "I") == [["Ellen Ward"], ["Anna Nowak"]]
    assert _names(text, "We") == [["United States"]]


def test_he_in_a_quotation_is_not_its_speaker() -> None:
    text = 'Bo Lind died on Monday. Peter Otieno said, "He was a friend."'
    assert _names(text, "He") == [["Bo Lind"]]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Kenya and Chad signed. Prime Minister Ana Sol met President Bo Lind in Rome.", "Ana Sol", None),
        ("OSLO, May 3 (ABC) — Norway on Friday lifted its tariffs on Chad. Trade Minister Ana Sol was glad.",
         "Ana Sol", "Norway"),
        ("Norway will impose a duty on ore from Chad, Trade Minister Ana Sol said.", "Ana Sol", "Norway"),
        ("Trade Minister Ana Sol rejected Norway's demand. Norway had asked Chad for ore.", "Ana Sol", "Chad"),
        ("Foreign Minister Ana Sol spoke with her Norwegian counterpart. Norway met Chad.", "Ana Sol", "Chad"),
        ("Trade Minister Ana Sol told reporters in Nairobi that Norway was late.", "Ana Sol", "Kenya"),
        ("President Putin spoke to China. China was glad of it.", "Putin", "Russia"),
        ("Trump spoke.", "Trump", "United States"),
    ],
)  # fmt: skip
def test_an_officer_acts_for_a_country_only_by_evidence(text: str, name: str, country: str | None) -> None:
    chains = _read(text)[2]
    assert next(chain.country for chain in chains if chain.name == name) == country


_WARD = "Secretary of State Ellen Ward and her Russian counterpart met. President Oleg Ivanov of Russia left. "
_SOL = "Kenyan Vice Foreign Minister Ana Sol met Chadian Vice Foreign Minister Bo Lind. "


@pytest.mark.parametrize(
    ("text", "quote", "names"),
    [
        (_WARD + "Foreign Minister Pavel Orlov spoke.", "her Russian counterpart", ["Pavel Orlov"]),
        (_WARD, "her Russian counterpart", ["Russian foreign minister"]),
        ("Senior diplomats of Kenya and Chad met in Rome as Norway slept. The two sides agreed.",
         "two sides", ["Kenya", "Chad"]),
        (_SOL + "The vice foreign ministers dined.", "vice foreign ministers", ["Ana Sol", "Bo Lind"]),
        ("The US president met Kenyan President Bo Lind. The US president thanked him.", "him", ["Bo Lind"]),
        ("Anna Nowak spoke with Eva Sol and thanked her.", "her", ["Eva Sol"]),
        ("Anna Nowak said that Eva Sol praised her.", "her", ["Anna Nowak"]),
        ("Ellen Ward and Anna Nowak spoke. The Ward-Nowak talks failed.", "Ward-Nowak", ["Ellen Ward", "Anna Nowak"]),
        ("Ellen Ward spoke. Citing President Anna Nowak of Poland, she added that it works.", "she", ["Ellen Ward"]),
        ("Representatives of Kenya, Chad, and Norway agreed to meet. The parties will dine.",
         "parties", ["Kenya", "Chad", "Norway"]),
        ("We, the ministers of Kenya and Chad and the High Representative of the European Union, met. We agreed.",
         "We", ["Kenya", "Chad", "European Union"]),
    ],
)  # fmt: skip
def test_who_is_meant(text: str, quote: str, names: list[str]) -> None:
    assert sorted(_names(text, quote)[-1]) == sorted(names)


def test_a_headline_completes_a_family_name_and_no_more() -> None:
    title = "Secretary Ellen P. Ward Travels to Rome"
    assert _names("Secretary Ward left for Rome.", "Ward", title=title) == [["Ellen P. Ward"]]
    assert _names("Ellen Ward left for Rome.", "Ellen Ward", title=title) == [["Ellen Ward"]]


def test_a_label_without_a_name_ends_a_turn_or_begins_one_of_an_office() -> None:
    text = "MR WARD: I came.\n\nQUESTION: I ask you.\n\nSENIOR OFFICIAL: I know it."
    names = _names(text, "I", genre="transcript")
    assert names == [["WARD"], ["Senior Official"]]
