"""Cards that may not be accepted, however the digits were compared."""

from dataclasses import replace

import pytest

from desktop_app.actions import keys
from desktop_app.actions.office import set_up
from desktop_app.errors import UserError
from desktop_app.exchange.card import write_card
from desktop_app.exchange.signing import kid_of
from desktop_app.store import trust


def test_a_card_with_the_code_of_this_office_is_refused(pair, tmp_path):
    _bo, sela = pair
    with set_up(tmp_path / "false", code="SELA", name="Otra") as other:
        keys.make_card(other, tmp_path / "false.surco")

    with pytest.raises(UserError):
        keys.trust_card(sela, keys.read_card(tmp_path / "false.surco"))


def test_a_seal_of_the_same_short_name_does_not_push_out_the_known_one(pair, tmp_path):
    bo, sela = pair
    known = keys.read_card(tmp_path / "BO.surco")
    other = keys.read_card(tmp_path / "SELA.surco")
    # minisign lets the maker of a key choose its short name: 10 letters and a bit of the text
    alike = replace(other, office="CO", public_key=known.public_key[:16] + other.public_key[16:])
    before = trust.trusted(sela.store)

    with pytest.raises(UserError):
        keys.trust_card(sela, alike)
    assert trust.trusted(sela.store) == before
    assert bo.setting("public_key") in {one.public_key for one in before}


@pytest.mark.parametrize("said", [{"office": "EC"}, {"role": "secretariat"}])
def test_a_seal_that_is_known_stands_for_no_other_office_and_in_no_other_role(pair, tmp_path, said):
    bo, _sela = pair
    with set_up(tmp_path / "unit", code="BO-MIN", name="Ministerio") as unit:
        keys.trust_card(unit, a_card(bo, tmp_path))
        with pytest.raises(UserError, match="cannot be told from that of BO"):
            keys.trust_card(unit, a_card(bo, tmp_path, **said))

        assert unit.trusted()[kid_of(bo.setting("public_key"))].role == "office"


def test_a_guests_card_gives_no_seal_to_an_office_of_that_code(pair, tmp_path):
    _bo, sela = pair
    with set_up(tmp_path / "other", code="BO-ABC", name="Institución", role="guest") as guest:
        with pytest.raises(UserError, match="another role"):
            keys.trust_card(sela, a_card(guest, tmp_path, office="BO"))

        assert kid_of(guest.setting("public_key")) not in sela.trusted()


def a_card(sealer, folder, **said):
    path = folder / "any.card.surco"
    with sealer.signer() as signer:
        card = replace(keys.said_by(sealer, signer.public_key), **said)
        return write_card(path, card, signer, "x")
