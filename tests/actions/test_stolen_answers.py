"""What a thief of the Secretariat's seal answered or sent back, once the list tells of it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.actions import (
    answers,
    arriving,
    checking,
    gathering,
    keys,
    merging,
    planning,
    records,
    registering,
    registers,
    returned,
)
from desktop_app.actions.office import Office, open_office, set_up
from desktop_app.errors import BundleWaits, UnknownRecord, UserError
from desktop_app.exchange.bundle import Bundle
from desktop_app.exchange.bundle_reading import read_bundle
from desktop_app.exchange.origin import Origin
from desktop_app.exchange.receipt import Receipt
from desktop_app.records.record import Record
from desktop_app.records.revision import seal
from desktop_app.store import journal, origins, revisions
from tests.actions.conftest import hostile, merged, ready, sent
from tests.actions.registers import a_line, answered, kid_of, new_seal, published, rooted

pytestmark = pytest.mark.case("B13")
PACK = {"kind": "pack", "scope": "full"}


@dataclass
class Theft:
    """An office whose record was accepted, its Secretariat, and a thief with a copy of that."""

    bo: Office
    sela: Office
    thief: Office
    record: Record
    root: Path
    folder: Path

    def is_told(self):
        old = kid_of(self.sela)
        new_seal(self.sela)
        registering.lose_own(self.sela, old)
        done = published(self.sela, self.folder, key=self.root)
        return [str(one) for one in registers.read_file(self.bo, done.path).notes]

    def line(self, author="SELA", **changed):
        changed = changed or {"sector": "S26"}
        return seal(
            self.record.with_values(**changed),
            parents=self.record.heads,
            author=author,
            at=self.bo.moment(),
        )

    def file(self, lines, **said):
        row = journal.last_out(self.bo.store, self.bo.setting("stream"))
        form = {
            "kind": "answer",
            "to": "BO",
            "stream": f"{self.thief.setting('stream')}-BO",
            "seq": 2,
            "receipt": Receipt(about=row.id, seq=row.seq, office="BO"),
        }
        return hostile(self.thief, lines, self.folder / "false", **(form | said))


@pytest.fixture
def theft(pair, tmp_path):
    bo, sela = pair
    root = rooted(bo, sela, tmp_path)
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    answers.read_answer(bo, answered(sela, tmp_path))
    shutil.copytree(sela.home, tmp_path / "thief")
    with open_office(tmp_path / "thief") as thief:
        yield Theft(bo, sela, thief, records.find(bo, record.uid), root, tmp_path)


def test_no_answer_brings_a_version_that_it_says_the_office_itself_sealed(theft):
    bo = theft.bo
    false = [theft.line(author="BO"), a_line(77, "BO")]
    answers.read_answer(bo, theft.file(false))

    assert records.find(bo, theft.record.uid)["sector"] == theft.record["sector"]
    assert revisions.kept(bo.store, {one.id for one in false}) == set()
    assert not gathering.what_goes(bo).anything


def test_a_false_pack_that_was_merged_is_taken_out_again(theft):
    bo, record = theft.bo, theft.record
    false = [theft.line(author="BO"), theft.line(local_code="X"), a_line(77, "BO")]
    merging.apply_plan(bo, arriving.read_file(bo, theft.file(false, **PACK)))
    told = theft.is_told()
    left = records.find(bo, record.uid)

    assert "Versions of it that were taken out again: 3." in told[0]
    assert (left["sector"], left["local_code"], left.conflicts) == (record["sector"], None, ())
    assert (left.heads, left.status) == (record.heads, "accepted")
    assert revisions.known(bo.store, {one.id for one in false}) == set()
    assert not gathering.what_goes(bo).anything
    with pytest.raises(UnknownRecord):
        records.find(bo, "BO-2026-0077")


def test_what_was_typed_upon_a_false_pack_stays_as_a_draft(theft):
    bo, line = theft.bo, a_line(77, "BO")
    merging.apply_plan(bo, arriving.read_file(bo, theft.file([line], **PACK)))
    records.edit_record(bo, line.uid, {"title": "Tecleado después"})
    theft.is_told()
    left = records.find(bo, line.uid)

    assert (left.status, left.heads, left["title"]["es"]) == ("draft", (), "Tecleado después")
    assert checking.check_store(bo).integrity == "ok"


@pytest.mark.parametrize("row", [{}, {"stream": "another"}])
@pytest.mark.parametrize("form", [{}, PACK])
def test_a_number_that_counts_is_not_given_to_something_else_by_a_thief(theft, form, row):
    bo = theft.bo
    false = theft.file([theft.line()], seq=1, **form, **row)
    theft.is_told()

    with pytest.raises(BundleWaits, match="was read here before"):
        arriving.read_file(bo, false)


def test_of_two_answers_with_one_number_none_counts_once_the_theft_is_known(theft):
    bo, false = theft.bo, theft.line()
    answers.read_answer(bo, theft.file([false], seq=1))
    before = records.find(bo, theft.record.uid)["sector"]
    theft.is_told()

    assert before == "S26"
    assert records.find(bo, theft.record.uid)["sector"] == theft.record["sector"]
    assert revisions.known(bo.store, {false.id}) == set()


def test_a_pack_that_was_shown_is_not_merged_once_its_seal_is_stopped(theft):
    bo = theft.bo
    planned = arriving.read_file(bo, theft.file([theft.line()], **PACK))
    theft.is_told()

    with pytest.raises(UserError, match="does not count any more"):
        merging.apply_plan(bo, planned)
    assert records.find(bo, theft.record.uid)["sector"] == theft.record["sector"]


def test_an_answer_of_a_stolen_seal_proves_no_decision_of_ours(theft, pair, tmp_path):
    bo, sela = pair
    false = theft.line()
    trusted = {kid_of(theft.thief): theft.thief.trusted()[kid_of(theft.thief)]}
    answer = read_bundle(theft.file([false], seq=1), trusted, kinds=("answer",))
    manifest, sealed = answer.sealed
    origin = Origin(
        manifest=manifest,
        seal=sealed,
        role="office",
        public_key=answer.public_key,
        revisions=(false.id,),
    )
    bundle = planning.plan_bundle(sela, hostile(bo, [false], tmp_path / "back")).bundle
    shown = {name: getattr(bundle, name) for name in Bundle.__dataclass_fields__}
    offered = Bundle(**{**shown, "returned": (origin,)})
    before = returned.proved(sela, offered, [false.id])
    theft.is_told()

    assert before == {false.id}
    assert returned.proved(sela, offered, [false.id]) == set()


def test_the_seal_of_a_true_answer_is_kept_though_a_false_one_brought_its_decision_first(
    theft, pair, tmp_path
):
    bo, sela = pair
    true = theft.line()
    answers.read_answer(bo, theft.file([true]))
    revisions.add(sela.store, [true])
    theft.is_told()
    answer = answered(sela, tmp_path)
    answers.read_answer(bo, answer)
    [kept] = origins.of_lines(bo.store, [true.id])

    assert records.find(bo, theft.record.uid)["sector"] == "S26"
    assert kept.public_key == sela.setting("public_key")


def test_an_answer_that_claims_a_number_far_off_to_be_missing_is_read_at_once(theft):
    row = journal.last_out(theft.bo.store, theft.bo.setting("stream"))
    receipt = Receipt(about=row.id, seq=row.seq, office="BO", missing_seqs=(2, 2**53 - 1))
    read = answers.read_answer(theft.bo, theft.file([], receipt=receipt))

    assert (read.accepted, records.find(theft.bo, theft.record.uid).status) == (0, "accepted")


def test_a_unit_is_told_once_of_answers_under_its_national_office_s_stolen_seal(pair, tmp_path):
    bo, sela = pair
    with set_up(tmp_path / "unit", code="BO-MIN", name="Ministerio") as unit:
        for office, other in ((unit, bo), (unit, sela), (bo, unit), (sela, unit)):
            keys.make_card(office, tmp_path / "card.surco")
            keys.trust_card(other, keys.read_card(tmp_path / "card.surco"))
        record = ready(unit)
        merged(bo, sent(unit, tmp_path / "true"))
        answers.read_answer(unit, answered(bo, tmp_path, "BO-MIN"))
        registering.revoke(sela, "BO", kid_of(bo), 0)
        first = registers.read_file(unit, published(sela, tmp_path).path)
        registering.rename(sela, "BO", "Otra")
        second = registers.read_file(unit, published(sela, tmp_path).path)
        status = records.find(unit, record.uid).status

    assert "Answers of BO that were read here" in str(first.notes[0])
    assert (len(first.notes), second.notes, status) == (1, (), "national")
