"""The program dies while somebody types: the text is back in its field at the next start."""

import signal
import subprocess
import sys

import pytest

from desktop_app.actions.office import open_office
from desktop_app.language import Language
from desktop_app.ui.pages.record_page import RecordPage
from desktop_app.ui.parts.background import Background
from desktop_app.ui.parts.page import Context
from tests.builders import PROJECT
from tests.drills import subjects
from tests.ui.looking import texts

TYPING = """
import os, signal, sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop_app.actions.office import open_office
from desktop_app.language import Language
from desktop_app.ui.pages.record_page import RecordPage
from desktop_app.ui.parts.background import Background
from desktop_app.ui.parts.page import Context
from tests.drills import subjects
application = QApplication([])
office = open_office(Path(sys.argv[1]))
page = RecordPage(Context(office, Language("es"), Background()), subjects.first(office))
page.show()
page.activateWindow()
assert QTest.qWaitForWindowActive(page)
for field, text in (("local_code", "MRE-12"), ("summary", "Texto sin guardar")):
    target = page.form.blocks[field].edit.target()
    target.setFocus()
    target.selectAll()
    QTest.keyClicks(target, text)
    target.clearFocus()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.case("S26")
def test_what_was_typed_and_not_saved_is_back_in_its_fields_after_a_crash(qtbot, tmp_path):
    subjects.Saving().prepare(tmp_path)
    home, background = tmp_path / "bo", Background()

    died = subprocess.run(
        [sys.executable, "-c", TYPING, str(home)], cwd=PROJECT, capture_output=True, check=False
    )
    with open_office(home) as office:
        record = subjects.first(subjects.sound(office))
        page = RecordPage(Context(office, Language("en"), background), record)
        qtbot.addWidget(page, before_close_func=lambda one: one.close_page())
        page.show()
        back = page.form.record()
        said = texts(page)
    background.close()

    assert died.returncode == -signal.SIGKILL, died.stderr
    assert record["local_code"] is None
    assert (back["local_code"], back.local("summary", "es")) == ("MRE-12", "Texto sin guardar")
    assert any(text.endswith("and had not saved was recovered.") for text in said)
