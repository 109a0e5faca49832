"""Sending an office its records back, and taking them there: offered, looked at, undone."""

import shutil

import pytest

from desktop_app.actions import bundles, keeping, keys, lists, packs, restoring
from desktop_app.actions.arriving import read_file
from desktop_app.actions.merging import apply_plan
from desktop_app.actions.office import open_office, set_up
from tests.actions.conftest import ready
from tests.ui.looking import settle


def sent(office, folder):
    return bundles.export_bundle(office, folder).bundle


@pytest.fixture
def fallen(acquainted, office, secretariat, tmp_path):
    """The Secretariat, once it merged what an office sent before and after it was restored."""
    ready(office)
    backup = keeping.back_up(office, always=True).backup.path
    apply_plan(secretariat, read_file(secretariat, sent(office, tmp_path / "post")))
    office.close()
    shutil.copytree(office.home, tmp_path / "again")
    restoring.restore(tmp_path / "again", backup)
    with open_office(tmp_path / "again") as again:
        ready(again, title="Otro")
        apply_plan(secretariat, read_file(secretariat, sent(again, tmp_path / "post2")))
    return secretariat


@pytest.mark.case("S27")
def test_it_is_offered_until_it_was_done(qtbot, received, fallen, tmp_path):
    page = received(fallen)
    before = [*page.back.offers]
    page.back.send("BO", tmp_path / "pack")
    settle(qtbot, page)

    assert before == ["BO"]
    assert not page.back.offers
    assert page.back.isHidden()
    assert [one.name for one in (tmp_path / "pack").glob("*.surco")]


def test_it_can_be_asked_for_at_each_bundle_of_an_office(received, fallen):
    page = received(fallen)
    page.journal_view.selectRow(0)

    assert page.back.button.isEnabled()
    assert page.back.button.text() == "Send everything back…"


@pytest.mark.case("S27")
def test_an_office_looks_at_it_merges_it_and_can_take_that_back(qtbot, received, fallen, tmp_path):
    pack = packs.make_pack(fallen, "BO", tmp_path / "pack")[0].bundle
    with set_up(tmp_path / "new", code="BO", name="Oficina") as office:
        keys.trust_card(office, keys.read_card(tmp_path / "SELA-card.surco"))
        page = received(office)
        page.receive(pack)
        settle(qtbot, page)
        shown = page.merging.sentence.text()
        page.merging.merge()
        settle(qtbot, page)
        count = len(lists.list_rows(office, "initiative"))
        page.journal_view.selectRow(0)
        page.undo_button.click()
        settle(qtbot, page)

        assert shown == "Merging adds 2 records."
        assert count == 2
        assert not lists.list_rows(office, "initiative")
        assert not page.answering.isVisible()


@pytest.mark.case("S27")
def test_what_came_before_the_card_is_looked_at_from_the_list_and_waits_no_more(
    qtbot, received, fallen, tmp_path
):
    pack = packs.make_pack(fallen, "BO", tmp_path / "pack")[0].bundle
    with set_up(tmp_path / "new", code="BO", name="Oficina") as office:
        page = received(office)
        page.receive(pack)
        settle(qtbot, page)
        keys.trust_card(office, keys.read_card(tmp_path / "SELA-card.surco"))
        page.waiting.try_again()
        settle(qtbot, page)
        again = page.waiting.again.isVisible()
        page.waiting.look.click()
        settle(qtbot, page)
        page.merging.merge()
        settle(qtbot, page)

        assert not again
        assert len(lists.list_rows(office, "initiative")) == 2
        assert not page.waiting.isVisible()
        assert page.journal.index(0, 1).data().endswith(pack.name)
