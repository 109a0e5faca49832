"""A guest: an institution that describes its sources, and nothing else, from set-up to answer."""

from dataclasses import replace

import pytest

from desktop_app.actions import (
    answers,
    gathering,
    importing,
    keys,
    planning,
    printing,
    records,
)
from desktop_app.actions.office import GUEST, set_up
from desktop_app.actions.printable import Edition
from desktop_app.errors import UserError
from desktop_app.language import Language
from desktop_app.records.revision import seal
from tests.actions.conftest import hostile, merged, sent
from tests.builders import a_project, a_source


@pytest.fixture
def guest(tmp_path):
    with set_up(tmp_path / "guest", code="CAF", name="Banco de prueba", role=GUEST) as opened:
        yield opened


@pytest.fixture
def known(guest, secretariat, tmp_path):
    """The guest and the Secretariat have taken each other's cards."""
    for one, other in ((guest, secretariat), (secretariat, guest)):
        keys.make_card(one, tmp_path / f"{one.code}.surco")
        keys.trust_card(other, keys.read_card(tmp_path / f"{one.code}.surco"))


def described(guest):
    given = records.from_plain(guest, "source", dict(a_source(amount_not_fixed="Y").values))
    return records.mark_ready(guest, records.enter_record(guest, given))


def test_a_guest_describes_its_source_and_reads_the_answer(guest, secretariat, known, tmp_path):
    source = described(guest)
    merged(secretariat, sent(guest, tmp_path / "post"))
    answer = answers.make_answer(secretariat, "CAF", tmp_path / "post").bundle
    read = answers.read_answer(guest, answer)

    assert read.accepted == 1
    assert records.find(guest, source.uid).status == "accepted"
    assert records.find(secretariat, source.uid).office == "CAF"


def test_the_card_of_a_guest_says_that_it_is_one(guest, tmp_path):
    assert keys.make_card(guest, tmp_path / "card.surco").role == GUEST


@pytest.mark.parametrize("kind", ["initiative", "offer", "agreement", "office"])
def test_other_kinds_of_record_are_for_offices(guest, kind):
    with pytest.raises(UserError, match="is for offices"):
        records.blank(guest, kind)
    with pytest.raises(UserError, match="is for offices"):
        records.enter_record(guest, replace(a_project(), kind=kind, office="CAF"))


@pytest.mark.parametrize("kind", ["source", "organisation", "contact"])
def test_what_a_source_names_is_entered_too(guest, kind):
    assert records.blank(guest, kind).office == "CAF"


def test_a_guest_imports_no_file(guest, tmp_path):
    with pytest.raises(UserError, match="imported by offices"):
        importing.plan_import(guest, tmp_path / "activities.xml")


def test_a_guest_prints_its_source_and_no_profile(guest, tmp_path):
    source = described(guest)
    printing.refuse_document(guest, "source")
    printing.refuse_document(guest, "form", "source")
    printing.print_source(
        guest, source.uid, tmp_path / "page.pdf", Edition(language=Language("es"))
    )

    assert (tmp_path / "page.pdf").exists()
    for what, of in (("profile", ""), ("fiche", ""), ("form", "initiative")):
        with pytest.raises(UserError, match="is for offices"):
            printing.refuse_document(guest, what, of)


def test_the_secretariat_takes_no_other_kind_from_a_guest(guest, secretariat, known, tmp_path):
    foreign = seal(replace(a_project(), office="CAF"), parents=(), author="CAF", at=guest.moment())
    bundle = hostile(guest, [foreign], tmp_path / "post", counts={"initiative": 1})
    planned = planning.plan_bundle(secretariat, bundle)

    assert [one.outcome.value for one in planned.plan.records] == ["refused"]
    assert "guest" in planned.plan.records[0].reason


def test_an_institution_of_a_country_has_a_code_of_its_own(tmp_path):
    with pytest.raises(UserError, match="BO-ABC"):
        set_up(tmp_path / "bo", code="BO", name="Fondo de prueba", role=GUEST)
    with set_up(tmp_path / "abc", code="BO-ABC", name="Fondo de prueba", role=GUEST) as guest:
        assert described(guest).human_code.startswith("BO-ABC-")


def test_the_bundle_of_a_guest_holds_what_it_described(guest, known, tmp_path):
    source = described(guest)
    going = gathering.what_goes(guest)

    assert [line.uid for line in going.lines] == [source.uid]
