"""Sending back where there are units: each gets its own, with the evidence behind it; encrypted."""

import pytest

from desktop_app.actions import encrypting, evidence, gathering, keys, packs, records
from desktop_app.actions.arriving import read_file
from desktop_app.actions.merging import apply_plan
from desktop_app.actions.office import set_up
from desktop_app.errors import UserError
from desktop_app.records.policy import Encryption
from tests.actions.conftest import merged, ready, sent


@pytest.fixture
def levels(tmp_path):
    """A ministry that sent a record to its national office, and that to the Secretariat."""
    roles = {"BO-MIN": "office", "BO": "office", "SELA": "secretariat"}
    opened = {
        code: set_up(tmp_path / code, code=code, name=code, role=role)
        for code, role in roles.items()
    }
    for code, office in opened.items():
        keys.make_card(office, tmp_path / f"{code}.surco")
    for one, other in (("BO-MIN", "BO"), ("BO", "SELA")):
        for reader, shown in ((one, other), (other, one)):
            keys.trust_card(opened[reader], keys.read_card(tmp_path / f"{shown}.surco"))
    unit, national, sela = opened.values()
    record = ready(unit)
    merged(national, sent(unit, tmp_path / "post"))
    merged(sela, sent(national, tmp_path / "post of BO"))
    yield unit, national, sela, record
    for office in opened.values():
        office.close()


def begun_anew(code, folder, known):
    office = set_up(folder / f"new {code}", code=code, name=code)
    keys.trust_card(office, keys.read_card(folder / f"{known}.surco"))
    return office


def take_back(office, path):
    return apply_plan(office, read_file(office, path))


@pytest.mark.case("S27", "M12")
def test_a_national_office_has_the_records_of_its_units_back_as_they_were_sealed(levels, tmp_path):
    _unit, _national, sela, record = levels
    pack = packs.make_pack(sela, "BO", tmp_path / "pack")[0].bundle
    with begun_anew("BO", tmp_path, "SELA") as office:
        take_back(office, pack)
        found = records.find(office, record.uid)
        [(_passage, behind)] = evidence.came_by(office, record.uid)

        assert (found.heads, found.office) == (record.heads, "BO-MIN")
        assert [one.office for one in behind] == ["BO-MIN"]
        assert not gathering.what_goes(office).anything


@pytest.mark.case("S27")
def test_a_unit_has_its_records_back_from_its_national_office(levels, tmp_path):
    _unit, national, _sela, record = levels
    pack = packs.make_pack(national, "BO-MIN", tmp_path / "pack")[0].bundle
    with begun_anew("BO-MIN", tmp_path, "BO") as office:
        take_back(office, pack)
        found = records.find(office, record.uid)

        assert (found.heads, found.status) == (record.heads, "national")
        assert not gathering.what_goes(office).anything


def test_nothing_goes_back_open_where_all_is_to_be_encrypted(levels, tmp_path):
    _unit, _national, sela, _record = levels
    encrypting.choose_policy(sela, Encryption.REQUIRED)
    [made] = packs.make_pack(sela, "BO", tmp_path / "pack")

    assert made.encrypted
    with pytest.raises(UserError, match="does not say for whom to encrypt"):
        packs.make_pack(sela, "BO-MIN", tmp_path / "pack")
