"""What the pages get: whose records, and which persons may be named."""

import pytest

from desktop_app.actions import figures, printing, records
from desktop_app.actions.printable import Edition
from desktop_app.actions.printing_parts import contacts_of, let_go, names_of, own_records
from desktop_app.errors import UserError
from desktop_app.language import Language
from tests.builders import (
    a_contact,
    a_practice,
    a_project,
    a_source,
    an_offer,
    an_organisation,
)
from tests.reports.reading import words_of

ENGLISH = Language("en")


@pytest.fixture
def entered(office):
    def enter(record):
        return records.enter_record(
            office, records.from_plain(office, record.kind, dict(record.values))
        )

    return enter


def test_a_person_is_named_who_agreed_and_is_not_of_this_office_only(office, entered):
    agreed = entered(a_contact())
    silent = entered(a_contact(consent=None))
    inside = entered(a_contact(access="OFC"))
    everybody = entered(a_contact(access="PUB"))
    uids = [one.uid for one in (agreed, silent, inside, everybody)]

    assert set(contacts_of(office, uids)) == {agreed.uid, everybody.uid}
    assert set(contacts_of(office, uids, public=True)) == {everybody.uid}


def test_a_record_of_this_office_only_is_not_named_by_another(office, entered):
    seen, hidden = entered(a_source()), entered(a_source(access="OFC"))
    rows = [{"id": one.uid, "source": one.uid} for one in (seen, hidden)]
    offer = an_offer(candidate_sources=rows)

    assert set(names_of(office, [offer], ENGLISH)) == {seen.uid}


def test_a_public_edition_is_without_the_answers_that_are_for_governments(
    office, entered, tmp_path
):
    marks = [{"field": "requirements", "access": "GOV"}]
    given = {**an_offer().values, "requirements": {"original": "es", "es": "Con convenio"}}
    record = records.from_plain(office, "offer", {**given, "field_access": marks})
    records.mark_ready(office, records.enter_record(office, record))
    inside, outside = tmp_path / "inside.pdf", tmp_path / "outside.pdf"
    printing.DOCUMENTS["offers"].write(office, "", inside, Edition(language=ENGLISH))
    printing.DOCUMENTS["offers"].write(office, "", outside, Edition(language=ENGLISH, public=True))

    assert "Con convenio" in words_of(inside)
    assert "GOVERNMENTS" in words_of(inside)
    assert "Cosecha de agua" in words_of(outside)
    assert "Con convenio" not in words_of(outside)


def test_the_sheet_of_offers_is_printed_of_what_the_office_recorded(office, entered, tmp_path):
    desk = entered(a_contact())
    entered(an_offer(contact=desk.uid, title={"original": "es", "es": "Semillas de papa"}))
    path = tmp_path / "offers.pdf"
    printing.DOCUMENTS["offers"].write(office, "", path, Edition(language=ENGLISH))

    assert "Semillas de papa" in words_of(path)
    assert "Mesa de cooperación" in words_of(path)


def test_no_list_on_paper_names_or_counts_a_record_of_this_office_only(office, entered, tmp_path):
    hidden = {"original": "es", "es": "Reservado del todo"}
    for make in (a_project, an_offer, a_practice):
        entered(make(title=hidden, access="OFC"))
    entered(a_source(name=hidden, access="OFC"))
    told = ""
    for name in ("profile", "offers", "directory"):
        path = tmp_path / f"{name}.pdf"
        printing.DOCUMENTS[name].write(office, "", path, Edition(language=ENGLISH))
        told += words_of(path)

    assert "Reservado" not in told
    assert figures.statistics(office)["I1"].coverage.of == 0


def test_a_fiche_does_not_name_an_organisation_of_this_office_only(office, entered, tmp_path):
    names = {"PUB": "Instituto abierto", "OFC": "Instituto reservado"}
    rows = []
    for access, name in names.items():
        kept = entered(an_organisation(name={"original": "es", "es": name}, access=access))
        rows.append({"party": "BO", "org_role": "EXEC", "organisation": kept.uid})
    project = entered(a_project(institutions=rows))
    path = tmp_path / "fiche.pdf"
    printing.DOCUMENTS["fiche"].write(office, project.uid, path, Edition(language=ENGLISH))

    assert "Instituto abierto" in words_of(path)
    assert "Instituto reservado" not in words_of(path)


@pytest.mark.parametrize("name", ["profile", "offers"])
def test_nothing_is_printed_of_an_office_that_is_not_known_here(office, tmp_path, name):
    path = tmp_path / "page.pdf"
    with pytest.raises(UserError, match="no record of the office “ZZ”"):
        printing.DOCUMENTS[name].write(office, "ZZ", path, Edition(language=ENGLISH))

    assert not path.exists()


def test_records_that_were_printed_are_let_go_one_by_one(office, entered):
    entered(a_source())
    found = own_records(office, "source")
    let_go([found, ()])

    assert found == []
