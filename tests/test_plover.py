"""The type between a source and a target: the benchmark on PLOVER types, with invented sentences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from benchmarks.quality import codebook, plover
from benchmarks.quality.reading import read
from benchmarks.quality.suite import SUITE

from dragoman.annotate.encoder.labels import POINTERS, ROLES, TOKEN_HEADS, TRIGGERS
from dragoman.annotate.encoder.session import Pairs
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.model import STATUSES, EventType, Span


class Speaker:
    """An encoder that hears an act in one word, with one word as its actor and one as its recipient."""

    def __init__(self, word: str, type_: str, actor: str, recipient: str, status: str = "done") -> None:
        self.word, self.type, self.roles = word, type_, {"actor": actor, "recipient": recipient}
        self.status = status

    def __call__(self, words: tuple[str, ...], sentences: tuple[int, ...]) -> Speaker:
        self.words = words
        trigger = np.full((len(words), TOKEN_HEADS["trigger"]), 0.01)
        trigger[words.index(self.word), TRIGGERS.index(self.type)] = 0.8
        status = np.zeros((len(words), TOKEN_HEADS["status"]))
        status[:, STATUSES.index(self.status)] = 1
        self.heads = {"trigger": trigger, "status": status}
        return self

    def pairs(self, trigger: int) -> Pairs:
        logits = np.full((len(self.words), len(ROLES) + len(POINTERS)), -9.0, np.float32)
        for role, word in self.roles.items():
            logits[self.words.index(word), ROLES.index(role)] = 9.0
        return Pairs(0, logits)


class TestPlover:
    """The type between a source and a target."""

    def test_marks_become_places(self) -> None:
        text, source, target = plover.marked("<s>Kenya</s> met <t>Norway</t> and <t>Oslo</t>.")
        assert text == "Kenya met Norway and Oslo."
        assert source == (Span(0, 5),)
        assert [text[span.start : span.end] for span in target] == ["Norway", "Oslo"]

    def test_a_mark_within_another(self) -> None:
        text, source, target = plover.marked("<s><t>Kenyan</t> troops</s> left.")
        assert (text, source, target) == ("Kenyan troops left.", (Span(0, 13),), (Span(0, 6),))

    def test_types_are_folded(self, tmp_path: Path) -> None:
        path = tmp_path / "one.tsv"
        rows = ["marked_sentence\tgold_root", "<s>A</s> left <t>B</t>.\tYIELD", "<s>A</s> met <t>B</t>.\tCONSULT"]
        path.write_text("\n".join(rows), "utf-8")
        assert [case.type for case in plover.cases(path)] == ["CONCEDE", "CONSULT"]

    def test_the_word_counts_that_has_the_source_as_its_actor(self) -> None:
        case = plover.Case(*plover.marked("<s>Kenya</s> qux <t>Norway</t> after Chad qax Mali."), "AID")
        sheet = Sheet(read(case.text, "events"))
        fitting = Speaker("qux", "AID", "Kenya", "Norway")(sheet.words, sheet.sentences)
        other = Speaker("qax", "ASSAULT", "Chad", "Mali")(sheet.words, sheet.sentences)
        heard, unheard = (plover.evidence(sheet, scores, case) for scores in (fitting, other))  # type: ignore[arg-type]
        assert codebook.ROOTS[int(heard.argmax())] == "AID"
        assert heard.max() > unheard.max() > 0

    def test_a_word_of_the_table_speaks_for_its_type(self) -> None:
        sheet = Sheet(read("Kenya condemned Norway.", "events"))
        found = plover.listed(sheet)
        assert found.shape == (len(sheet.words), len(codebook.ROOTS))
        assert found[sheet.words.index("condemned"), codebook.ROOTS.index("ACCUSE")] == 1
        assert found[sheet.words.index("Norway")].sum() == 0

    def test_an_event_of_the_product_counts_more_where_source_and_target_are_in_it(self) -> None:
        document = read("Kenya condemned Norway.", "events")
        right = plover.told(document, plover.Case(*plover.marked("<s>Kenya</s> condemned <t>Norway</t>."), "ACCUSE"))
        wrong = plover.told(document, plover.Case(*plover.marked("Kenya <s>condemned</s> Norway."), "ACCUSE"))
        accuse = codebook.ROOTS.index("ACCUSE")
        assert right[accuse] > wrong[accuse] > 0
        assert right.sum() == right[accuse]

    def test_both_kinds_of_evidence_decide(self) -> None:
        case = plover.Case(*plover.marked("<s>Kenya</s> quxed <t>Norway</t>."), "AID")
        assert plover.decide(case, Speaker("quxed", "AID", "Kenya", "Norway")) == "AID"  # type: ignore[arg-type]

    @pytest.mark.parametrize(("type_", "root"), [("AID", "AGREE"), ("ASSAULT", "THREATEN"), ("REJECT", "REJECT")])
    def test_what_is_only_planned_is_a_promise_or_a_threat(self, type_: str, root: str) -> None:
        case = plover.Case(*plover.marked("<s>Kenya</s> will qux <t>Norway</t>."), "AID")
        model = Speaker("qux", type_, "Kenya", "Norway", "planned")
        assert plover.decide(case, model) == root  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("type_", "words", "root"),
        [
            ("AGREE", "signed a treaty", "SUPPORT"),
            ("AGREE", "agreed to sign a treaty", "AGREE"),
            ("SANCTION", "imposed harsh sanctions on", "COERCE"),
            ("SANCTION", "expelled an envoy", "SANCTION"),
            ("SANCTION", "imposed a naval blockade", "ASSAULT"),
            ("COERCE", "took control of a port", "ASSAULT"),
            ("COERCE", "detained a journalist", "COERCE"),
            ("MOBILIZE", "deployed 20 peacekeepers", "AID"),
            ("ACCUSE", "broke the ceasefire", "ASSAULT"),
            ("AGREE", "reached a new trade deal", "SUPPORT"),
            ("COOPERATE", "restored diplomatic ties", "SUPPORT"),
            ("STATE", "apologized to Norway", "STATE"),
            ("CONCEDE", "apologized to Norway", "SUPPORT"),
            ("CONSULT", "sought refuge in Norway", "REQUEST"),
            ("CONCEDE", "granted him political asylum", "AID"),
            ("REQUEST", "called for new sanctions", "ACCUSE"),
            ("REQUEST", "called for talks", "REQUEST"),
            ("COOPERATE", "led mediation efforts", "CONSULT"),
            ("COOPERATE", "ended its mediation", "SANCTION"),
            ("CONCEDE", "withdrew its 20 peacekeepers", "SANCTION"),
            ("CONCEDE", "withdrew its troops", "CONCEDE"),
            ("SANCTION", "boycotted the vote", "PROTEST"),
            ("CONCEDE", "lift the ban", "CONCEDE"),
        ],
    )
    def test_roots_of_plover_where_our_guide_differs(self, type_: EventType, words: str, root: EventType) -> None:
        text = f"Kenya {words}."
        assert codebook.root(type_, text, text.index(words)) == root

    @pytest.mark.parametrize("before", ["will not", "has not yet", "won't", "cannot", "will never"])
    def test_what_will_not_be_conceded_is_refused(self, before: str) -> None:
        text = f"Kenya {before} lift the ban."
        assert codebook.root("CONCEDE", text, text.index("lift")) == "REJECT"
        assert codebook.root("ASSAULT", text, text.index("lift")) == "ASSAULT"

    def test_macro_f1_is_the_mean_over_the_types_of_the_gold(self) -> None:
        gold, found = ["AID", "AID", "AGREE", "AGREE"], ["AID", "AID", "AID", "CONSULT"]
        assert plover.macro_f1(gold, found) == pytest.approx(100 * (4 / 5 + 0) / 2)
        assert plover.accuracy(gold, found) == 50.0


def test_it_is_in_the_suite() -> None:
    assert "plover" in SUITE
