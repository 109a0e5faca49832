"""Every kind of record has its list and its form, made from its questions."""

import pytest

from desktop_app.actions import records
from desktop_app.language import Language
from desktop_app.records.kinds import KINDS
from desktop_app.ui.parts.answer_edit import no_records
from desktop_app.ui.parts.record_form import RecordForm
from tests import builders

MAKE = {
    "initiative": builders.a_project,
    "source": builders.a_source,
    "offer": builders.an_offer,
    "practice": builders.a_practice,
    "agreement": builders.an_agreement,
    "meeting": builders.a_meeting,
    "commitment": builders.a_commitment,
    "organisation": builders.an_organisation,
    "contact": builders.a_contact,
    "office": builders.an_office,
}


def entered(office, kind):
    record = MAKE[kind](version=0, status="draft", human_code="")
    return records.enter_record(office, record)


def test_no_kind_is_forgotten():
    assert MAKE.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_lists_the_records_of_its_kind_and_opens_them(window, office, kind):
    record = entered(office, kind)
    window.go(kind)

    assert window.page.heading() == KINDS[kind].plural
    assert window.page.model.row(0).uid == record.uid

    window.open_record(record.uid)

    assert window.page.form.kind is KINDS[kind]
    assert window.page.form.record().values == record.values


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_of_a_kind_begins_with_its_form(window, kind):
    window.new_record(kind)

    assert window.page.form.kind is KINDS[kind]


@pytest.mark.parametrize("kind", ["offer", "practice", "agreement", "meeting", "commitment"])
def test_a_list_is_narrowed_by_what_a_record_is_and_how_it_stands(window, office, kind):
    record = entered(office, kind)
    window.go(kind)
    page = window.page
    name, value = {
        "offer": ("what", "REQ"),
        "practice": ("state", "PUBLISHED"),
        "agreement": ("what", "MOU"),
        "meeting": ("what", "WRK"),
        "commitment": ("state", "DONE"),
    }[kind]
    own = {"what": page.model.row(0).what, "state": page.model.row(0).state}[name]

    page.bar.narrow(**{name: value})
    assert page.model.rowCount() == 0

    page.bar.narrow(**{name: own})
    assert page.model.row(0).uid == record.uid


def test_what_is_asked_of_a_request_is_not_asked_of_an_offer(qtbot):
    form = RecordForm("offer", no_records(Language("en")))
    qtbot.addWidget(form)
    form.load(builders.an_offer())

    assert form.blocks["priority"].isHidden()
    assert not form.blocks["capacity"].isHidden()

    form.load(builders.an_offer(dimension="REQ"))

    assert not form.blocks["priority"].isHidden()
    assert form.blocks["capacity"].isHidden()
