import pytest
from PySide6.QtTest import QSignalSpy

from desktop_app.actions import lists
from desktop_app.ui.pages.imports import ImportPage
from tests.ui.looking import press, settle, texts

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03">
  <iati-activity default-currency="USD" xml:lang="es">
    <iati-identifier>XX-TEST-1</iati-identifier>
    <reporting-org ref="XX-TEST" type="40"><narrative>Banco de prueba</narrative></reporting-org>
    <title><narrative>Agua para todos</narrative></title>
    <description><narrative>Un proyecto de prueba.</narrative></description>
    <activity-status code="2"/>
    <activity-date iso-date="2024-03-01" type="2"/>
    <contact-info type="1"><email>mesa@example.org</email></contact-info>
  </iati-activity>
</iati-activities>
"""


@pytest.fixture
def page(qtbot, context):
    made = ImportPage(context)
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    return made


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "activities.xml"
    path.write_text(FILE, encoding="utf-8")
    return path


def look(qtbot, page, path):
    page.look_at(path)
    settle(qtbot, page)


def initiatives(office):
    return lists.list_rows(office, "initiative")


def test_a_file_is_looked_at_before_anything_is_written(qtbot, page, office, file):
    look(qtbot, page, file)

    assert page.sum.text() == "1 record read in activities.xml."
    assert page.counts.text() == "1 new"
    assert initiatives(office) == []


def test_what_has_no_field_is_listed(qtbot, page, file):
    look(qtbot, page, file)

    elements = [page.kept.index(row, 0).data() for row in range(page.kept.rowCount())]
    assert "contact-info" in elements


def test_taking_it_in_makes_drafts_and_lists_the_import(qtbot, page, office, file):
    changed = QSignalSpy(page.changed)
    look(qtbot, page, file)

    press(qtbot, page, "Take it in")
    settle(qtbot, page)

    assert [row.status for row in initiatives(office)] == ["draft"]
    assert page.past.index(0, 1).data() == "activities.xml"
    assert changed.count() == 1


def test_the_same_file_again_has_nothing_new(qtbot, page, file):
    look(qtbot, page, file)
    page.take()
    settle(qtbot, page)

    look(qtbot, page, file)

    assert page.counts.text() == "Nothing new: all of it is here already."
    assert not page.apply.isEnabled()


def test_an_import_is_taken_back_as_a_whole(qtbot, page, office, file):
    look(qtbot, page, file)
    page.take()
    settle(qtbot, page)
    page.past_view.selectRow(0)

    press(qtbot, page, "Take this import back")
    settle(qtbot, page)

    assert initiatives(office) == []
    assert page.past.index(0, 3).data() == "taken back"
    assert not page.undo_button.isEnabled()


def test_another_file_is_refused_in_a_sentence(qtbot, page, tmp_path):
    other = tmp_path / "letter.xml"
    other.write_text("<letter/>", encoding="utf-8")
    told = QSignalSpy(page.told)

    look(qtbot, page, other)

    assert told.at(0)[1] == "error"
    assert page.choose.isEnabled()
    assert "What would come" not in [text for text in texts(page) if page.sum.isVisible()]
