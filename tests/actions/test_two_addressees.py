"""A file that arrived at one addressee has not arrived at another."""

from desktop_app.actions import gathering, records, travelling
from tests.actions.conftest import merged, sent
from tests.actions.test_attaching import answered, with_files
from tests.filemaking import PDF


def test_a_file_that_one_addressee_has_goes_to_another_that_never_had_it(pair, tmp_path):
    bo, sela = pair
    path = tmp_path / "acta.pdf"
    path.write_bytes(PDF)
    record = with_files(bo, path)
    merged(sela, sent(bo, tmp_path / "post"))
    answered(bo, sela, tmp_path / "post")
    went = [records.find(bo, record.uid)]
    elsewhere, _later = travelling.files_going(bo, (), went, "CO")

    assert gathering.what_goes(bo).files == ()
    assert [file.name for file in elsewhere] == ["acta.pdf"]
