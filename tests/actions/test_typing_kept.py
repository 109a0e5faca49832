"""What was typed before a crash and not saved outlives what is done to the record meanwhile."""

from desktop_app.actions import attaching, importing, lists, records
from tests.actions.conftest import ready
from tests.filemaking import PDF

FILE = """<iati-activities version="2.03"><iati-activity xml:lang="es">
<iati-identifier>XX-1</iati-identifier><title><narrative>Huertos escolares</narrative></title>
</iati-activity></iati-activities>"""


def typed(office, record, **answers):
    records.keep_draft(office, record.with_values(**answers))


def test_a_change_from_the_command_line_leaves_what_was_typed_to_be_kept_or_not(office):
    record = ready(office)
    typed(office, record, local_code="MRE-12", approval_doc="Acta 3")
    saved = records.edit_record(office, record.uid, {"approval_doc": "Acta 4", "form": "TRA"})
    left = records.draft_of(office, saved)

    assert (saved["approval_doc"], saved["form"], saved["local_code"]) == ("Acta 4", "TRA", None)
    assert (left["local_code"], left["approval_doc"], left["form"]) == ("MRE-12", "Acta 3", "TRA")


def test_a_file_that_is_added_leaves_what_was_typed(office, tmp_path):
    record = ready(office)
    typed(office, record, local_code="MRE-12")
    (tmp_path / "acta.pdf").write_bytes(PDF)
    saved, _file = attaching.add_to(office, record.uid, "documents", tmp_path / "acta.pdf")
    left = records.draft_of(office, saved)

    assert left["local_code"] == "MRE-12"
    assert left["documents"] == saved["documents"]


def test_an_import_that_is_taken_back_leaves_a_record_with_typing_in_it(office, tmp_path):
    path = tmp_path / "activities.xml"
    path.write_text(FILE, encoding="utf-8")
    name = importing.apply_import(office, importing.plan_import(office, path))
    (record,) = lists.list_records(office, "initiative")
    typed(office, record, local_code="MRE-12")
    went = importing.undo_import(office, name)

    assert went == (0, 1)
    assert not records.find(office, record.uid).deleted
    assert records.draft_of(office, record)["local_code"] == "MRE-12"
