"""No text is cut off: every page, form and dialogue, in four languages, at 100 % and 125 %."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.actions import importing, keeping, records
from desktop_app.language import LANGUAGES
from desktop_app.records.kinds import KINDS
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.parts.navigation import places
from desktop_app.ui.parts.preferences import Preferences
from tests.builders import a_project, a_source
from tests.ui.clipping import clipped, settle
from tests.ui.everything import dialogs_with, page_classes, surroundings
from tests.ui.test_imports import FILE
from tests.ui.test_kind_pages import MAKE

LIKED = [(language, scale) for language in LANGUAGES for scale in (1.0, 1.25)]
LONG = "Fortalecimiento de las capacidades institucionales para la gestión integral de los recursos"


@pytest.fixture(params=LIKED, ids=lambda one: f"{one[0]}-{one[1]:.0%}")
def liked(request, qapp):
    """Language and size of text; the program gets its own look back after the test."""
    font, sheet, style = qapp.font(), qapp.styleSheet(), qapp.style().name()
    language, scale = request.param
    yield Preferences(language=language, scale=scale)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else what was closed is styled anew
    qapp.setStyleSheet(sheet)
    qapp.setStyle(style)
    qapp.setFont(font)


@pytest.fixture
def entered(office, tmp_path):
    """An office with a record of each kind, an import, a backup and a withdrawn record."""
    kept = [
        records.enter_record(office, make(version=0, status="draft", human_code=""))
        for make in MAKE.values()
    ]
    long = a_project(title={"original": "es", "es": f"{LONG} {LONG.lower()}"}, human_code="")
    kept.append(records.enter_record(office, long))
    gone = records.enter_record(office, a_project(human_code="", status="draft"))
    records.withdraw(office, gone, "Se registró dos veces")
    file = tmp_path / "activities.xml"
    file.write_text(FILE, encoding="utf-8")
    importing.apply_import(office, importing.plan_import(office, file))
    keeping.back_up(office, always=True)
    return kept


@pytest.fixture
def window(qtbot, office, entered, background, liked):
    shown = MainWindow(office, background, liked)
    qtbot.addWidget(shown)
    shown.show()
    shown.resize(1024, 768)
    yield shown
    shown.close_pages()


@pytest.fixture
def dialogues(qtbot, window, tmp_path):
    found = []
    for one in dialogs_with(surroundings(window.context, tmp_path)):
        qtbot.addWidget(one)
        one.show()
        found.append(one)
    return found


def cut_off(widget, place):
    settle(widget)
    return [f"{place}: {what}" for what in clipped(widget)]


def test_no_page_cuts_a_text_off(qtbot, window, entered):
    found = []

    for name in [*(place.name for place in places("office")), f"history:{entered[0].uid}"]:
        window.go(name)
        found += cut_off(window, name)
    for kind in page_classes():
        page = kind(window.context)
        qtbot.addWidget(page)
        page.resize(window.frame.pages.size())
        page.refresh()
        page.show()
        qtbot.waitUntil(lambda: not window.context.background.jobs)
        found += cut_off(page, kind.__name__)
        page.close_page()

    assert "\n".join(found) == ""


def test_no_form_cuts_a_text_off(window, entered):
    found = []

    for kind in KINDS:
        window.new_record(kind)
        found += cut_off(window, f"new {kind}")
    for record in entered:
        window.open_record(record.uid)
        found += cut_off(window, record.kind)

    assert "\n".join(found) == ""


def test_no_form_is_wider_than_its_place(window, office):
    """Codes have names of 80 letters, and who may see an answer stands beside its question."""
    named = {"sectors": ["S29", "S30"], "eligible_groups": ["G77", "ALBA"]}
    closed = [{"field": "money", "access": "GOV"}]
    kept = [
        records.enter_record(office, a_source(human_code="", version=0, status="draft", **named)),
        records.enter_record(office, a_project(human_code="", field_access=closed)),
    ]

    for record in kept:
        window.open_record(record.uid)
        settle(window)
        for place in window.page.findChildren(QScrollArea):
            wide = place.widget().minimumSizeHint().width()
            assert wide <= place.viewport().width(), f"{record.kind}: {wide}"


def test_no_dialogue_cuts_a_text_off(dialogues):
    found = [what for one in dialogues for what in cut_off(one, type(one).__name__)]

    assert "\n".join(found) == ""


def test_what_is_cut_off_is_found(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    narrow, low, whole = QPushButton("Ready to send"), QLabel("Some words " * 20), QLabel("Title")
    narrow.setFixedWidth(40)
    low.setWordWrap(True)
    low.setFixedSize(200, 20)
    for one in (narrow, low, whole):
        box.addWidget(one)
    window.show()

    found = cut_off(window, "here")

    assert [one.partition(" needs ")[2].split()[0] for one in found] == ["width", "height"]
