"""Taking a merge or an import back can be stopped: then it stands as before."""

import pytest

from desktop_app.actions import importing, lists, merging, records
from desktop_app.errors import Cancelled
from tests.actions.conftest import merged, ready, sent
from tests.actions.test_typing_kept import FILE


@pytest.fixture
def stop_after():
    """Return what makes a progress that stops at the call after so many."""

    def made(calls):
        left = iter(range(calls))

        def step(_done, _total):
            if next(left, None) is None:
                raise Cancelled

        return step

    return made


@pytest.mark.parametrize("calls", range(5))
def test_a_merge_whose_undoing_is_stopped_stands_as_before(pair, tmp_path, stop_after, calls):
    bo, sela = pair
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    name = merged(sela, sent(bo, tmp_path / "post"))

    with pytest.raises(Cancelled):
        merging.undo_merge(sela, name, stop_after(calls))

    assert records.find(sela, record.uid).version == 1
    assert [row.undone_at for row in merging.merges(sela)] == ["", ""]


@pytest.mark.parametrize("calls", range(3))
def test_an_import_whose_undoing_is_stopped_stands_as_before(office, tmp_path, stop_after, calls):
    path = tmp_path / "activities.xml"
    path.write_text(FILE, encoding="utf-8")
    name = importing.apply_import(office, importing.plan_import(office, path))

    with pytest.raises(Cancelled):
        importing.undo_import(office, name, stop_after(calls))

    [record] = lists.list_records(office, "initiative")
    assert (record.version, record.deleted) == (1, "")
    assert importing.imports(office)[0].undone_at == ""
