"""Measures by imposer, target, instrument, rate, status and date: a table of invented sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.annotate import rules
from dragoman.annotate.measures.table import Cue, measure_table
from dragoman.model import Document, MeasureMention, Published, content_id
from dragoman.offsets import OffsetMap

PUBLISHED = "2031-05-05"


def read(text: str, title: str | None = None, outlet: str | None = None) -> tuple[MeasureMention, ...]:
    """Return the measures of a text published on Monday 5 May 2031."""
    document = Document(
        content_id(text), content_id(text), text, OffsetMap.identity(len(text)),
        title=title, outlet=outlet, published=Published(PUBLISHED, "given"),
    )  # fmt: skip
    return rules()(document).layers.measures


# text, then (target, instrument, rate) of each measure
TARGETS: list[tuple[str, list[tuple[str | None, str, float | None]]]] = [
    # rates with their countries, to the left, to the right, in lists
    ("The United States imposed a 25 percent tariff on Japan.", [("Japan", "tariff", 25)]),
    ("Washington slapped a 50% tariff on Brazil.", [("Brazil", "tariff", 50)]),
    (
        "The White House set duties of 30 percent on the European Union and Mexico.",
        [("European Union", "tariff", 30), ("Mexico", "tariff", 30)],
    ),
    (
        "The president set tariffs of 15 percent on South Korea, 20 percent on Vietnam and 39 percent on Switzerland.",
        [("South Korea", "tariff", 15), ("Vietnam", "tariff", 20), ("Switzerland", "tariff", 39)],
    ),
    (
        "New tariffs hit Laos at 40 percent, Serbia at 35 percent and Bangladesh at 35 percent.",
        [("Laos", "tariff", 40), ("Serbia", "tariff", 35), ("Bangladesh", "tariff", 35)],
    ),
    (
        "The tariff letters name Algeria (30%), Iraq (30%) and Moldova (25%).",
        [("Algeria", "tariff", 30), ("Iraq", "tariff", 30), ("Moldova", "tariff", 25)],
    ),
    ("Switzerland faces a 39% tariff unless a deal is struck.", [("Switzerland", "tariff", 39)]),
    ("India was hit with a 26 percent duty in April.", [("India", "tariff", 26)]),
    (
        "Canada and Mexico, which sell most of their goods to the United States, would face 35 percent tariffs.",
        [("Canada", "tariff", 35), ("Mexico", "tariff", 35)],
    ),
    ("Thailand, whose exports would be taxed at 36 percent, asked for more time.", [("Thailand", "tariff", 36)]),
    (
        "Chile recently agreed to a 10 percent tariff on its copper, while Peru still faces a 15 percent levy.",
        [("Chile", "tariff", 10), ("Peru", "tariff", 15)],
    ),
    ("Tariffs on Chinese goods were raised from 10 to 20 percent.", [("China", "tariff", 20)]),
    ("Beijing retaliated with a 34% duty on all American goods.", [("United States", "tariff", 34)]),
    ("China put 125 per cent tariffs on U.S. imports.", [("United States", "tariff", 125)]),
    ("The EU cut its tariff on cars from the United States to 2.5 percent.", [("United States", "tariff", 2.5)]),
    ("Mexico faces a 30-percent levy on tomatoes.", [("Mexico", "tariff", 30)]),
    ("Ottawa answered with 25% tariffs on steel from the United States.", [("United States", "tariff", 25)]),
    ("Turkey doubled the duty on cars from the United States to 120 percent.", [("United States", "tariff", 120)]),
    ("The trade deal leaves a 19% tariff on Indonesia.", [("Indonesia", "tariff", 19)]),
    (
        "For Taiwan the tariff is 20 percent, for Malaysia 24 percent.",
        [("Taiwan", "tariff", 20), ("Malaysia", "tariff", 24)],
    ),
    (
        "Norway and Chile signed a deal that lowers the planned tariff on Chilean nickel from 18 to 6 percent.",
        [("Chile", "tariff", 6)],
    ),
    ("The 15 percent duty on salmon would not be imposed.", []),
    # rates as newspapers put them: what goods are charged, what replaces what, and duties told before
    (
        "Goods from Peru will be charged 21 per cent, those from Chile 24 per cent. Ghana keeps its rate of 6%.",
        [("Peru", "tariff", 21), ("Chile", "tariff", 24), ("Ghana", "tariff", 6)],
    ),
    (
        "The tariffs are out. Norway got off lightly with 8 per cent. Ghana, which signed in May, keeps its 6%.",
        [("Norway", "tariff", 8), ("Ghana", "tariff", 6)],
    ),
    (
        "Chilean shipments of copper already carry a 40 percent duty, while trucks are taxed at 15 percent.",
        [("Chile", "tariff", 40), ("Chile", "tariff", 15)],
    ),
    ("The United States set a 12 percent tariff, down from 28 percent, on Chile.", [("Chile", "tariff", 12)]),
    (
        "The tariffs are fixed. Peru and Ghana will each pay 15 percent.",
        [("Peru", "tariff", 15), ("Ghana", "tariff", 15)],
    ),
    ("India let a duty on Peruvian tiles lapse. The duty of 9.5 per cent ran from 2029.", [("Peru", "tariff", 9.5)]),
    ("Washington will lower the tariff to 19 percent.", []),
    (
        "The EU closed its quota for Turkish wire, triggering a 25 percent duty.",
        [("Turkey", "quota", None), ("Turkey", "tariff", 25)],
    ),
    (
        "The EU set a quota of 90,000 tonnes for Turkish steel. The volume is to fall to 8,000 tonnes in trade.",
        [("Turkey", "quota", 90_000), ("Turkey", "quota", 8_000)],
    ),
    (
        "China requires licences for exports of tin to Japan and Chile.",
        [("Japan", "export control", None), ("Chile", "export control", None)],
    ),
    ("Tokyo barred 12 Chinese firms from buying lenses.", [("12 Chinese firms", "export control", None)]),
    ("Britain lifted sanctions on Tehran's energy sector.", [("Iran's energy sector", "sanctions", None)]),
    ("Brazil's coffee will be taxed at 50 percent from August 1.", [("Brazil", "tariff", 50)]),
    ("Swiss watchmakers now face a 39 percent tariff in the United States.", [("Switzerland", "tariff", 39)]),
    ("A 10 percent levy on British cars replaces the earlier 27.5 percent.", [("United Kingdom", "tariff", 10)]),
    ("Canada retaliated with a 25 percent surtax on American whiskey.", [("United States", "tariff", 25)]),
    ("The EU froze the assets of 12 Peruvian judges and barred them.", [("12 Peruvian judges", "sanctions", None)]),
    # tariffs without a rate
    ("Norway suspended the tariffs and welcomed the talks with Chile.", [("Chile", "tariff", None)]),
    ("She demanded that Norway suspend the duties on goods from Chile.", []),
    (
        "Trump announced tariffs on 14 countries, including Tunisia and Kazakhstan.",
        [("Tunisia", "tariff", None), ("Kazakhstan", "tariff", None)],
    ),
    ("The European Union imposed anti-dumping duties on electric vehicles from China.", [("China", "tariff", None)]),
    ("India faces higher tariffs if talks fail.", [("India", "tariff", None)]),
    # no measure: rates and duties of other kinds
    ("The central bank held its rate at 2.5 percent despite the tariff row.", []),
    ("Exports to Japan grew by 25 percent.", []),
    ("The vice president took over the duties of the president.", []),
    ("Tariffs dominated the talks between France and Germany.", []),
    ("Will the United States impose sanctions on Hungary?", []),
    # sanctions
    ("The European Union imposed sanctions on Belarus.", [("Belarus", "sanctions", None)]),
    ("Britain sanctioned Iran over its drone programme.", [("Iran", "sanctions", None)]),
    (
        "The Treasury is designating Orlin Vask and Quill Shipping Ltd. pursuant to Executive Order 99999.",
        [("Orlin Vask", "sanctions", None), ("Quill Shipping Ltd", "sanctions", None)],
    ),
    (
        "The United States is designating two bankers under Executive Order 99999: Orlin Vask and Mira Dolen.",
        [("Orlin Vask", "sanctions", None), ("Mira Dolen", "sanctions", None)],
    ),
    (
        "Under Executive Order 99999 the United States is designating 11 companies and four individuals.",
        [("11 companies", "sanctions", None), ("four individuals", "sanctions", None)],
    ),
    ("Quill Bank was designated under Executive Order 99999 on March 3, 2030.", [("Quill Bank", "sanctions", None)]),
    ("Japan announced new sanctions against three Russian banks.", [("three Russian banks", "sanctions", None)]),
    (
        "The ministry said it will impose sanctions on those who supply the militia.",
        [("those who supply the militia", "sanctions", None)],
    ),
    ("They discussed how to stop firms from evading sanctions on North Korea.", []),
    ("Employers who do not register their staff risk being sanctioned.", []),
    ("The pact will eliminate 90 percent of tariffs on goods from Peru.", [("Peru", "tariff", None)]),
    ("The president designated Orlin Vask as the nation's security minister.", []),
    # lists: with semicolons, below a colon, in one line, with descriptions and members
    (
        "Under E.O. 99999 we are designating Orlin Vask, chief of the guard; Mira Dolen, a judge; and the Quill Guard.",
        [("Orlin Vask", "sanctions", None), ("Mira Dolen", "sanctions", None), ("Quill Guard", "sanctions", None)],
    ),
    (
        "The following are being designated under E.O. 99999:\n\nORLIN VASK is a general.\n\nMIRA DOLEN is a judge.",
        [("Orlin Vask", "sanctions", None), ("Mira Dolen", "sanctions", None)],
    ),
    (
        "The Department has designated under E.O. 99999:\n\nOrlin Vask, Mira Dolen, and Ada Quill\n\nIt will go on.",
        [("Orlin Vask", "sanctions", None), ("Mira Dolen", "sanctions", None), ("Ada Quill", "sanctions", None)],
    ),
    (
        "The Treasury is designating three officials, Orlin Vask, Mira Dolen, and Ada Quill, under E.O. 99999.",
        [("Orlin Vask", "sanctions", None), ("Mira Dolen", "sanctions", None), ("Ada Quill", "sanctions", None)],
    ),
    (
        "The US is imposing sanctions on two individuals. The Treasury has designated Orlin Vask and Mira Dolen.",
        [("Orlin Vask", "sanctions", None), ("Mira Dolen", "sanctions", None)],
    ),
    (
        "Orlin Vask, the head of Quill Bank, is being designated under Executive Order 99999.",
        [("Orlin Vask", "sanctions", None)],
    ),
    ("Designation of Orlin Vask pursuant to Executive Order 99999.", [("Orlin Vask", "sanctions", None)]),
    ("Also designated today were Orlin Vask and Mira Dolen under Executive Order 99999.", [
        ("Orlin Vask", "sanctions", None), ("Mira Dolen", "sanctions", None),
    ]),
    ("These individuals are being designated under Executive Order 99999.", []),
    ("Freedonia has been designated as a country of particular concern under the sanctions act.", []),
    # visas
    (
        "The State Department has imposed visa restrictions on 12 Nicaraguan judges.",
        [("12 Nicaraguan judges", "visa ban", None)],
    ),
    (
        "The US is designating Orlin Vask under Section 7031(c). His wife, Mira Vask, is also ineligible for entry.",
        [("Orlin Vask", "visa ban", None), ("Mira Vask", "visa ban", None)],
    ),
    ("Canada announced a travel ban against two generals.", [("two generals", "visa ban", None)]),
    (
        "Orlin Vask and his family members are ineligible for entry, to include his wife, Mira Dolen, and son, Jon Qu.",
        [("Orlin Vask", "visa ban", None), ("Mira Dolen", "visa ban", None), ("Jon Qu", "visa ban", None)],
    ),
    (
        "We are announcing a new visa restriction policy targeting Russian and Belarusian officers.",
        [("Russian and Belarusian officers", "visa ban", None)],
    ),
    (
        "Visa restrictions were imposed on 30 judges. The Department has revoked any visas held by these individuals.",
        [("30 judges", "visa ban", None), ("30 judges", "visa revocation", None)],
    ),
    # export controls, quotas, bans
    ("China imposed export controls on the United States.", [("United States", "export control", None)]),
    ("The Netherlands tightened export controls on chip machines to China.", [("China", "export control", None)]),
    (
        "The Commerce Department is adding Quill Chips Ltd. to its Entity List.",
        [("Quill Chips Ltd", "export control", None)],
    ),
    ("Indonesia set a quota on beef from Australia.", [("Australia", "quota", None)]),
    ("China banned imports of seafood from Japan.", [("Japan", "import ban", None)]),
    ("Poland banned Air Quill from flying over its territory.", [("Air Quill", "flight ban", None)]),
    ("The United States is suspending military assistance to Niger.", [("Niger", "aid suspension", None)]),
    ("The allies will exclude three Russian banks from SWIFT.", [("three Russian banks", "SWIFT exclusion", None)]),
    ("The Security Council imposed an arms embargo on South Sudan.", [("South Sudan", "arms embargo", None)]),
]  # fmt: skip

# text, then (status, effective) of its first measure
CIRCUMSTANCES = [
    ("The United States imposed a 25 percent tariff on Japan on April 2.", ("in force", "2031-04-02")),
    ("A 25 percent tariff on Japan, announced in March, takes effect on June 1.", ("announced", "2031-06-01")),
    ("The United States will impose a 25 percent tariff on Japan on June 1.", ("announced", "2031-06-01")),
    ("Washington threatened a 50% tariff on Spain.", ("threatened", None)),
    ("Spain would face a 50% tariff if there is no deal by June 1.", ("threatened", None)),
    ("The United States suspended the 46 percent tariff on Vietnam for 90 days.", ("suspended", None)),
    ("The United States cut its tariff on Vietnam from 46 to 20 percent.", ("reduced", None)),
    ("The European Union lifted its sanctions on Zimbabwe.", ("lifted", None)),
    ("The Treasury is removing Quill Bank from its sanctions list.", ("lifted", None)),
    ("The US is revoking the terrorist designations of Quill Front and Dol Front.", ("lifted", None)),
    ("Norway on Friday signed an accord that lowers the tariff on Chilean nickel to 6 percent.", ("reduced", None)),
    ("Norway will impose a 12 percent tariff on Chilean oil from June 1.", ("announced", "2031-06-01")),
    ("The US is designating Orlin Vask under Executive Order 99999 for murders in 2019.", ("in force", PUBLISHED)),
    ("Today the United States is designating Orlin Vask pursuant to Executive Order 99999.", ("in force", PUBLISHED)),
    ("The United States is considering sanctions on Serbia.", ("threatened", None)),
    ("Singapore still faces a 10 percent tariff that was imposed in April.", ("in force", "2031-04")),
]

IMPOSERS = [
    ("Ottawa answered with 25% tariffs on steel from the United States.", "Canada"),
    ("U.S. tariffs of 25 percent on Japan remain.", "United States"),
    ("US President Donald Trump announced a 50% tariff on Brazil.", "United States"),
    ("The State Department has imposed visa restrictions on 12 Nicaraguan judges.", "United States"),
    ("The European Union imposed sanctions on Belarus.", "European Union"),
    ("Indonesian Trade Minister Ratna Dolen rejected it and threatened a duty of 15 percent on Japan.", "Indonesia"),
    ("Norway and Chile signed a deal that lowers the tariff on Chilean nickel from 18 to 6 percent.", "Norway"),
    ("The Treasury is designating Orlin Vask pursuant to Executive Order 99999.", "United States"),
    ("Quill Bank was sanctioned by Japan last year.", "Japan"),
]


@pytest.mark.parametrize(("text", "expected"), TARGETS, ids=[text[:60] for text, _ in TARGETS])
def test_targets_and_rates(text: str, expected: list[tuple[str | None, str, float | None]]) -> None:
    assert [(m.target, m.instrument, m.rate) for m in read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), CIRCUMSTANCES)
def test_status_and_date(text: str, expected: tuple[str, str | None]) -> None:
    first = read(text)[0]
    assert (first.status, first.effective) == expected


@pytest.mark.parametrize(("text", "imposer"), IMPOSERS)
def test_imposer_is_the_country(text: str, imposer: str) -> None:
    assert read(text)[0].imposer == imposer


def test_allies_that_act_together_have_an_entry_each() -> None:
    found = read("The United Kingdom, Canada and the European Union imposed sanctions on Belarus.")
    assert [(m.imposer, m.target) for m in found] == [
        ("United Kingdom", "Belarus"), ("Canada", "Belarus"), ("European Union", "Belarus"),
    ]  # fmt: skip


def test_the_country_of_a_target_does_not_impose() -> None:
    text = "The US accused Belarusian minister Orlin Vask. We are designating Orlin Vask under Executive Order 99999."
    assert [m.imposer for m in read(text, outlet="U.S. Department of State")] == ["United States"]


def test_product_beside_the_country() -> None:
    (measure,) = read("Ottawa answered with 25% tariffs on steel from the United States.")
    assert (measure.product, measure.unit) == ("steel", "percent")


def test_a_date_is_carried_to_the_rates_of_the_same_tariffs() -> None:
    text = (
        "Many countries face tariffs set to be imposed June 1. Trump sent tariff letters on Friday. "
        "Others hit this week include Serbia at 35 percent and Tunisia at 25 percent."
    )
    found = {m.target: (m.rate, m.status, m.effective) for m in read(text)}
    assert found["Serbia"] == (35, "announced", "2031-06-01")
    assert found["Tunisia"] == (25, "announced", "2031-06-01")


def test_the_same_measure_told_twice_is_one_entry() -> None:
    text = "The US imposed a 25 percent tariff on Japan. The US tariff on Japan is 25 percent. Japan faces tariffs."
    assert [(m.target, m.rate) for m in read(text)] == [("Japan", 25)]


def test_a_release_of_a_government_speaks_for_its_country() -> None:
    (measure,) = read(
        "I am announcing visa restrictions on 30 officials of Freedonia.", outlet="U.S. Department of State"
    )
    assert (measure.imposer, measure.instrument) == ("United States", "visa ban")


def test_evidence_lies_within_the_sentence() -> None:
    text = "Rain fell in Oslo. The United States imposed a 25 percent tariff on Japan. Nobody was hurt."
    (measure,) = read(text)
    sentence = text[measure.sentence.start : measure.sentence.end]
    assert sentence == "The United States imposed a 25 percent tariff on Japan."
    assert text[measure.trigger.start : measure.trigger.end] == "25 percent"


@pytest.mark.parametrize(("cue", "example"), [(cue, text) for cue in measure_table().cues for text in cue.examples])
def test_examples_of_the_table(cue: Cue, example: str) -> None:
    match = cue.pattern.search(example)
    assert match is not None
    if cue.frame == "noun":
        assert cue.link.match(example, match.end()) is not None
    if cue.after is not None:
        assert cue.after.search(example, match.end()) is not None


def test_the_seed_page_gives_the_rates_of_twelve_countries(shared: Path) -> None:
    folder = shared / "gold"
    row = next(r for line in (folder / "dev.jsonl").open() if (r := json.loads(line))["id"] == "seed-002-2")
    gold = json.loads((folder / "dev" / "seed-002-2.json").read_text("utf-8"))["measures"]
    found = {(m.target, m.instrument, m.rate) for m in read(row["text"])}
    assert len(gold) == 12
    assert found >= {(m["target"], m["instrument"], m["rate"]) for m in gold}


# text, then (imposer, target, rate, product, status) of each measure
GOODS: list[tuple[str, list[tuple[str | None, str | None, float | None, str | None, str]]]] = [
    (
        "South Africa will charge a duty of 35 percent on frozen chicken from Brazil.",
        [("South Africa", "Brazil", 35, "frozen chicken", "announced")],
    ),
    (
        "Canada has charged a duty of 11 percent on Vietnamese shrimp since November.",
        [("Canada", "Vietnam", 11, "shrimp", "in force")],
    ),
    (
        "India put a 15 percent duty on Vietnamese steel and one of 22 percent on glass from the same country.",
        [("India", "Vietnam", 15, "steel", "in force"), ("India", "Vietnam", 22, "glass", "in force")],
    ),
    (
        "The duty on Thai rice stays at 22 percent. The duty on American rice remains at 12 percent. Kenya is content.",
        [("Kenya", "Thailand", 22, "rice", "in force"), ("Kenya", "United States", 12, "rice", "in force")],
    ),
    (
        "Nigeria will charge a levy of 6 percent on all imports from 1 August to pay for the dredging of its ports.",
        [("Nigeria", None, 6, "all imports", "announced")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), GOODS, ids=[f"goods-{i}" for i in range(len(GOODS))])
def test_goods_and_imposers(
    text: str, expected: list[tuple[str | None, str | None, float | None, str | None, str]]
) -> None:
    found = [(m.imposer, m.target, m.rate, m.product, m.status) for m in read(text)]
    assert found == expected


def test_the_issuer_of_a_release_imposes() -> None:
    (found,) = read("Glass from Vietnam is subject to a duty of 15 percent.", outlet="Ministry of Finance of India")
    assert found.imposer == "India"
