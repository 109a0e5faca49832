"""One office sends to two addressees: the files of one never take the place of the other's."""

from desktop_app.actions import bundles, keys
from desktop_app.actions.office import set_up
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
