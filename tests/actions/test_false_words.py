"""A national office that is dishonest: its words count for what was sent to it alone."""

from dataclasses import replace

import pytest

from desktop_app.actions import answers, arriving, bundles, keys, planning, records
from desktop_app.actions.office import set_up
from desktop_app.errors import BundleRejected
from desktop_app.exchange.receipt import Receipt, ReceiptRecord
from desktop_app.records.merge import Outcome
from desktop_app.records.revision import seal
from desktop_app.store import journal
from tests.actions.conftest import hostile, merged, ready


@pytest.mark.case("B30")
def test_a_national_office_answers_no_bundle_that_was_for_the_secretariat(pair, tmp_path):
    bo, sela = pair
    with set_up(tmp_path / "unit", code="BO-MIN", name="Ministerio") as unit:
        for above in (bo, sela):
            keys.make_card(above, tmp_path / "card.surco")
            keys.trust_card(unit, keys.read_card(tmp_path / "card.surco"))
        record = ready(unit)
        bundles.export_bundle(unit, tmp_path / "post", to="SELA")
        [sent] = journal.bundles(unit.store, "out")
        line = ReceiptRecord(uid=record.uid, outcome=Outcome.NEW)
        heads = records.find(unit, record.uid).heads
        receipt = Receipt(
            about=sent.id,
            seq=sent.seq,
            office="BO-MIN",
            records=(line,),
            revisions=heads,
            above_by="SELA",
            above=(line,),
            above_revisions=heads,
        )
        false = hostile(bo, [], tmp_path / "false", receipt=receipt, kind="answer", to="BO-MIN")
        with pytest.raises(BundleRejected, match="sent to SELA"):
            answers.read_answer(unit, false)

        assert records.find(unit, record.uid).status == "sent"
        assert bundles.export_bundle(unit, tmp_path / "post", to="SELA").records == 1


def test_a_code_at_the_end_of_all_codes_keeps_no_record_from_its_own(pair, tmp_path):
    bo, _sela = pair
    with set_up(tmp_path / "unit", code="BO-MIN", name="Ministerio") as unit:
        for one, other in ((bo, unit), (unit, bo)):
            keys.make_card(one, tmp_path / "card.surco")
            keys.trust_card(other, keys.read_card(tmp_path / "card.surco"))
        record = ready(unit)
        merged(bo, bundles.export_bundle(unit, tmp_path / "post").bundle)
        [sent] = journal.bundles(unit.store, "out")
        heads = records.find(unit, record.uid).heads
        last = f"BO-MIN-{unit.clock().year}-999999"
        decided = seal(replace(record, human_code=last), parents=heads, author="BO", at=bo.moment())
        said = {"kind": "answer", "to": "BO-MIN"}
        receipt = Receipt(about=sent.id, seq=1, office="BO-MIN", revisions=heads)
        answers.read_answer(unit, hostile(bo, [decided], tmp_path / "bo", receipt=receipt, **said))
        codes = {ready(unit, title=title).human_code[-4:] for title in ("Uno", "Dos")}
        planned = planning.plan_bundle(bo, bundles.export_bundle(unit, tmp_path / "post").bundle)

        assert records.find(unit, record.uid).human_code == last
        assert planned.count(Outcome.REFUSED) == 0
        assert codes == {"0001", "0002"}


def test_an_answer_brings_no_line_in_the_name_of_the_office_that_reads_it(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    merged(sela, bundles.export_bundle(bo, tmp_path / "post").bundle)
    [sent] = journal.bundles(bo.store, "out")
    forged = record.with_values(title={"original": "es", "es": "Otro título"})
    line = seal(forged, parents=record.heads, author="BO", at=bo.moment())
    receipt = Receipt(about=sent.id, seq=1, office="BO", revisions=record.heads)
    said = {"kind": "answer", "to": "BO", "receipt": receipt}
    answers.read_answer(bo, hostile(sela, [line], tmp_path / "sela", **said))

    assert records.find(bo, record.uid)["title"] == record["title"]


@pytest.mark.case("B21")
def test_a_national_office_brings_no_decision_of_another_country_as_the_secretariat_s(
    pair, tmp_path
):
    bo, sela = pair
    with set_up(tmp_path / "unit", code="BO-MIN", name="Ministerio") as unit:
        for one, other in ((bo, unit), (sela, unit), (unit, bo)):
            keys.make_card(one, tmp_path / "card.surco")
            keys.trust_card(other, keys.read_card(tmp_path / "card.surco"))
        record = ready(unit)
        merged(bo, bundles.export_bundle(unit, tmp_path / "post").bundle)
        [sent] = journal.bundles(unit.store, "out")
        heads = records.find(unit, record.uid).heads
        strange = seal(
            record.with_values(local_code="X"), parents=heads, author="AR", at=bo.moment()
        )
        receipt = Receipt(about=sent.id, seq=1, office="BO-MIN", above_by="AR")
        said = {"to": "BO-MIN", "receipt": receipt}
        pack = hostile(bo, [strange], tmp_path / "x", kind="pack", scope="full", **said)
        planned = arriving.read_file(unit, pack)
        answers.read_answer(unit, hostile(bo, [strange], tmp_path / "x", kind="answer", **said))
        left = records.find(unit, record.uid)

    assert [one.outcome for one in planned.plan.records] == [Outcome.REFUSED]
    assert left["local_code"] is None
