"""Evidence that a national office forges says nothing of the records of others."""

from dataclasses import replace

import pytest

from desktop_app.actions import evidence, keys, registering
from desktop_app.actions.office import set_up
from desktop_app.exchange.signing import kid_of
from desktop_app.store import origins
from tests.actions.conftest import merged, ready, sent


@pytest.fixture
def offices(tmp_path):
    """A ministry and its national office, another country, and the Secretariat."""
    opened = {
        code: set_up(tmp_path / code, code=code, name=f"Office {code}", role=role)
        for code, role in (
            ("BO-MIN", "office"),
            ("BO", "office"),
            ("EC", "office"),
            ("SELA", "secretariat"),
        )
    }
    for code, office in opened.items():
        keys.make_card(office, tmp_path / f"{code}.surco")
    beside = (("BO-MIN", "BO"), ("BO", "SELA"), ("EC", "SELA"), ("BO-MIN", "SELA"))
    for pair in beside:
        for reader, shown in (pair, pair[::-1]):
            keys.trust_card(opened[reader], keys.read_card(tmp_path / f"{shown}.surco"))
    yield opened
    for office in opened.values():
        office.close()


def test_evidence_of_one_country_is_not_shown_with_a_record_of_another(offices, tmp_path):
    ministry, national, other, sela = offices.values()
    ready(ministry)
    merged(national, sent(ministry, tmp_path / "up"))
    theirs = ready(other)
    merged(sela, sent(other, tmp_path / "ec"))
    [row] = origins.of_lines(national.store, _lines(national))
    carried = [*origins.lines_of(national.store, row.id), *_lines(other, theirs.uid)]
    origins.put(national.store, replace(row, proof=""), carried)
    merged(sela, sent(national, tmp_path / "post"))
    [(passage, behind)] = evidence.came_by(sela, theirs.uid)

    assert passage.bundle.office == "EC"
    assert behind == ()


@pytest.mark.case("B13")
def test_a_lost_seal_of_a_unit_proves_no_evidence_after_its_last_good_number(offices, tmp_path):
    ministry, national, _other, sela = offices.values()
    uid = ready(ministry).uid
    bundle = sent(ministry, tmp_path / "up")
    merged(national, bundle)
    kid = kid_of(ministry.setting("public_key"))
    registering.revoke(sela, "BO-MIN", kid, 0, "another-row")
    merged(sela, sent(national, tmp_path / "post"))
    [(_passage, behind)] = evidence.came_by(sela, uid)

    assert [one.proof for one in behind] == [origins.TOLD]


def _lines(office, uid=""):
    sql = "select id from revision where ? in ('', uid)"
    with office.store.reading() as db:
        return [name for (name,) in db.execute(sql, [uid])]
