"""Setting up an office, and the seal that belongs to it."""

import shutil

import pytest

from desktop_app.actions import bundles, keys
from desktop_app.actions.office import open_office, set_up
from desktop_app.errors import UserError
from tests.actions.conftest import ready


def test_a_set_up_cut_short_after_its_seal_was_made_is_finished_by_the_next(tmp_path):
    set_up(tmp_path / "bo", code="BO", name="Oficina").close()
    (tmp_path / "bo" / "surco.db").unlink()  # as if it had not been made yet
    with set_up(tmp_path / "bo", code="BO", name="Oficina") as office:
        card = keys.make_card(office, tmp_path / "card.surco")
        sealed_with = office.setting("public_key")

    assert card.public_key == sealed_with


def test_a_seal_without_passphrase_is_not_taken_where_one_was_asked_for(tmp_path):
    set_up(tmp_path / "bo", code="BO", name="Oficina").close()
    (tmp_path / "bo" / "surco.db").unlink()
    words = "cuatro palabras"

    with pytest.raises(UserError):
        set_up(tmp_path / "bo", code="BO", name="Oficina", passphrase=words)


def test_nothing_is_sealed_with_the_seal_of_another_office(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    shutil.copyfile(sela.key_path, bo.key_path)

    with pytest.raises(UserError):
        bundles.export_bundle(bo, tmp_path / "post")
    assert not list(tmp_path.glob("post/*"))


@pytest.mark.parametrize("code", ["BO-", "BO-ñ", "BO-٣", "BO-a b", "BO-ABCDEFGHI"])
def test_a_code_that_no_bundle_could_carry_is_refused(tmp_path, code):
    with pytest.raises(UserError):
        set_up(tmp_path / "bo", code=code, name="Oficina")


@pytest.mark.parametrize("name", ["file", "x" * 300])
def test_a_folder_that_cannot_be_is_told_of(tmp_path, name):
    (tmp_path / "file").touch()

    with pytest.raises(UserError):
        set_up(tmp_path / name, code="BO", name="Oficina")
    with pytest.raises(UserError):
        open_office(tmp_path / name)
