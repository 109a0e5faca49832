"""A national office that is dishonest: its words count for what was sent to it alone."""

import pytest

from desktop_app.actions import answers, bundles, keys, records
from desktop_app.actions.office import set_up
from desktop_app.errors import BundleRejected
from desktop_app.exchange.receipt import Receipt, ReceiptRecord
from desktop_app.records.merge import Outcome
from desktop_app.store import journal
from tests.actions.conftest import hostile, ready


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
