"""One office sends to two addressees: the files of one never take the place of the other's."""

import pytest

from desktop_app.actions import bundles, keys
from desktop_app.actions.arriving import read_file
from desktop_app.actions.office import set_up
from desktop_app.errors import UserError
from tests.actions.conftest import ready


def test_a_bundle_for_another_addressee_never_replaces_one_of_the_same_number(tmp_path):
    with (
        set_up(tmp_path / "min", code="BO-MIN", name="Ministry") as ministry,
        set_up(tmp_path / "bo", code="BO", name="Office") as national,
    ):
        ready(ministry)
        first = bundles.export_bundle(ministry, tmp_path / "post").bundle
        before = first.read_bytes()
        keys.make_card(national, tmp_path / "card.surco")
        keys.trust_card(ministry, keys.read_card(tmp_path / "card.surco"))
        second = bundles.export_bundle(ministry, tmp_path / "post").bundle

        assert first.read_bytes() == before
        assert first.name == "surco-BO-MIN-000001.surco"
        assert second.name == "surco-BO-MIN-BO-000001.surco"


def test_a_national_office_that_opens_its_own_bundle_is_told_to_send_it(tmp_path):
    with (
        set_up(tmp_path / "min", code="BO-MIN", name="Ministry") as ministry,
        set_up(tmp_path / "bo", code="BO", name="Office") as national,
    ):
        ready(national)
        own = bundles.export_bundle(national, tmp_path / "post").bundle  # before any card
        keys.make_card(ministry, tmp_path / "card.surco")
        keys.trust_card(national, keys.read_card(tmp_path / "card.surco"))

        with pytest.raises(UserError, match="BO made this bundle itself"):
            read_file(national, own)
