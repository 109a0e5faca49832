"""What is sent back in parts, and merged before, beside or after other files of the same office."""

import pytest

from desktop_app.actions import attaching, inbox, keys, lists, packs, records, weighing
from desktop_app.actions.arriving import read_file
from desktop_app.actions.merging import apply_plan
from desktop_app.actions.office import set_up
from desktop_app.errors import BundleWaits
from desktop_app.store import filing
from tests.actions.conftest import merged, ready, sent
from tests.actions.test_parts import a_heavy_file


@pytest.fixture
def parts(pair, tmp_path):
    """The files in which all that is held of an office goes back to it."""
    bo, sela = pair
    path = a_heavy_file(tmp_path, 1, size=1_000_000)
    ready(bo, documents=[{"name": "Acta", "file": attaching.attach(bo, path)}])
    merged(sela, sent(bo, tmp_path / "post"))
    weighing.choose_mail_limit(sela, 1)
    [made] = packs.make_pack(sela, "BO", tmp_path / "pack")
    return [one.bundle for one in made.parts]


@pytest.mark.case("B18", "S27")
def test_parts_that_came_one_by_one_wait_for_a_person_and_are_merged_as_one(parts, tmp_path):
    with set_up(tmp_path / "new", code="BO", name="Oficina") as office:
        keys.trust_card(office, keys.read_card(tmp_path / "SELA.surco"))
        for path in parts[1:]:
            with pytest.raises(BundleWaits), inbox.keeping_what_waits(office, path):
                read_file(office, path)
        apply_plan(office, read_file(office, parts[0]))
        [row] = lists.list_rows(office, "initiative")
        [named] = records.find(office, row.uid).rows("documents")

        assert len(parts) > 1
        assert filing.has(office.store, named["file"]["sha256"])
        assert not inbox.waiting(office)
