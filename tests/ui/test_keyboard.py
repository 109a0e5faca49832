"""A whole record is written, found and left by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.actions import lists, records
from desktop_app.records.questionnaire import Answer
from tests.builders import a_project
from tests.ui.looking import texts

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TYPED = {
    "title": "Huertos escolares en los valles",
    "level": "project",
    "modality": "bilateral",
    "summary": "Escuelas que siembran.",
    "stage": "in execution",
    "planned_start": "03/2024",
    "planned_end": "2026",
    "form": "technical assistance",
    "refundability": "non-refundable",
    "sector": "agric",
    "local_code": "MRE-1",
    "access": "governments",
}


@pytest.fixture
def keys(qtbot, window):
    """Press keys where the cursor is, as a keyboard does."""
    window.resize(1024, 768)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def press(what, modifier=Qt.KeyboardModifier.NoModifier):
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or window
        if isinstance(what, str):
            qtbot.keyClicks(target, what)
        else:
            qtbot.keyClick(target, what, modifier)

    return press


def entered(office, *titles):
    return [
        records.enter_record(
            office,
            a_project(human_code="", status="draft", title={"original": "es", "es": title}),
        )
        for title in titles
    ]


def answer(keys, form, field):
    """Type the answer of the question that has the cursor."""
    text, kind = TYPED[field], form.kind.question(field).kind
    if kind is Answer.CODE and hasattr(form.blocks[field].edit, "menu"):
        menu = form.blocks[field].edit.menu
        while text not in menu.currentText().lower() and menu.currentIndex() < menu.count() - 1:
            keys(Qt.Key.Key_Down)
        return
    keys(text)
    if kind is Answer.CODE:
        keys(Qt.Key.Key_Down)
        keys(Qt.Key.Key_Return)


def test_a_whole_record_is_written_by_keys_alone(qtbot, keys, window, office):
    window.go("initiative")
    keys(Qt.Key.Key_N, CONTROL)
    form, seen = window.page.form, []
    for _ in range(400):
        block = form.block_here()
        if block is not None and block.question.field not in seen:
            seen.append(block.question.field)
            if block.question.field in TYPED:
                answer(keys, form, block.question.field)
        keys(Qt.Key.Key_Tab)
        if "iati_id" in seen:
            break
    keys(Qt.Key.Key_S, CONTROL)

    [row] = lists.list_rows(office, "initiative")
    saved = records.find(office, row.uid)
    asked = [one.field for one in form.kind.questions if form.is_asked(one)]
    assert seen == asked
    assert saved["title"] == {"original": "en", "en": TYPED["title"]}
    assert (saved["level"], saved["modality"], saved["stage"]) == ("PROJ", "BIL", "EXE")
    assert (saved["planned_start"], saved["planned_end"]) == ("2024-03", "2026")
    assert saved["local_code"] == "MRE-1"
    assert (saved["form"], saved["access"]) == ("TA", "GOV")
    assert saved["sector"]


def test_rows_are_written_by_keys_alone(qtbot, keys, window, office):
    [record] = entered(office, "Riego")
    window.open_record(record.uid)
    window.page.form.point_at("institutions")
    grid = window.page.form.blocks["institutions"].edit.grid
    grid.setCurrentIndex(grid.model().index(grid.model().adding_line, 0))

    keys(Qt.Key.Key_Return)
    keys("argen")
    keys(Qt.Key.Key_Down)
    keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Tab)
    keys("Instituto del Agua")
    keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Escape)
    window.back()

    added = records.find(office, record.uid).rows("institutions")[-1]
    assert (added["party"], added["name"]) == ("AR", "Instituto del Agua")


def test_enter_in_a_line_goes_on_to_the_next_question(keys, window):
    window.new_record("contact")
    window.page.form.point_at("name")

    keys("Mesa de ayuda")
    keys(Qt.Key.Key_Return)

    assert window.page.form.block_here().question.field == "job_title"


def test_enter_on_a_button_of_the_form_presses_it(qtbot, keys, window):
    window.new_record("contact")
    window.page.form.blocks["organisation"].edit.new_button.setFocus()

    keys(Qt.Key.Key_Return)

    assert window.page.kind.name == "organisation"


def test_ctrl_n_makes_another_of_what_one_looks_at(keys, window):
    window.go("source")

    keys(Qt.Key.Key_N, CONTROL)

    assert window.page.kind.name == "source"


def test_alt_and_an_arrow_go_through_the_list_one_came_from(keys, window, office):
    first, second, third = entered(office, "Uno", "Dos", "Tres")
    window.go("initiative")
    window.open_record(second.uid)

    keys(Qt.Key.Key_Right, ALT)
    older = window.page.shown_record().uid
    keys(Qt.Key.Key_Left, ALT)
    keys(Qt.Key.Key_Left, ALT)
    newer = window.page.shown_record().uid
    keys(Qt.Key.Key_Left, ALT)

    assert (older, newer) == (first.uid, third.uid)
    assert window.page.shown_record().uid == third.uid
    assert window.frame.messages.text == "The list ends here."


def test_alt_and_an_arrow_keep_to_what_the_search_left(keys, window, office):
    first, _second, third = entered(office, "Agua uno", "Bosque", "Agua dos")
    window.go("initiative")
    window.page.bar.search.setText("agua")
    window.page.bar.narrowed.emit()
    window.open_record(third.uid)

    keys(Qt.Key.Key_Right, ALT)

    assert window.page.shown_record().uid == first.uid


def test_ctrl_f_finds_a_question_of_the_form(keys, window, office):
    [record] = entered(office, "Riego")
    window.open_record(record.uid)

    keys(Qt.Key.Key_F, CONTROL)
    keys("ejecu")
    nothing = window.page.finder.search.found
    window.page.finder.search.clear()
    keys("own registry")
    found = window.page.finder.search.found
    keys(Qt.Key.Key_Return)

    assert nothing == []
    assert found == ["Number in your own registry  ·  Registration"]
    assert window.page.form.block_here().question.field == "local_code"
    assert not window.page.finder.isVisible()


def test_a_question_found_by_its_whole_name_stands_first(window, office):
    [record] = entered(office, "Riego")
    window.open_record(record.uid)
    language, form = window.language, window.page.form
    names = [language.text(one.label) for one in form.kind.questions if form.is_asked(one)]

    first = [window.page.finder.hits(name)[0].text.split("  ·  ")[0] for name in names]

    assert first == names


def test_what_is_typed_at_once_after_enter_in_ctrl_f_is_in_the_question_found(keys, window):
    windows = []
    window.new_record("initiative")
    QApplication.instance().focusWindowChanged.connect(windows.append)

    keys(Qt.Key.Key_F, CONTROL)
    keys("own registry")
    keys(Qt.Key.Key_Return)
    keys("MRE-1")
    keys(Qt.Key.Key_F, CONTROL)
    keys("main sector")
    keys(Qt.Key.Key_Return)
    keys("agric")
    keys(Qt.Key.Key_Down)
    keys(Qt.Key.Key_Return)
    QApplication.instance().focusWindowChanged.disconnect(windows.append)
    read, refused = window.page.form.read()

    assert (read["local_code"], read["sector"], refused) == ("MRE-1", "S14", {})
    assert windows == []  # no list was a window of its own, which would take the keyboard


def test_saving_a_new_record_leaves_the_cursor_in_its_field(keys, window):
    window.new_record("initiative")
    keys("Riego")
    told = []
    window.page.sides.asking.connect(told.append)

    window.page.save()

    assert window.page.form.block_here().question.field == "title"
    assert told == []  # the form is not shown anew


def test_esc_in_the_line_of_ctrl_f_goes_back_to_the_field(keys, window, office):
    [record] = entered(office, "Riego")
    window.open_record(record.uid)
    window.page.form.point_at("local_code")

    keys(Qt.Key.Key_F, CONTROL)
    keys(Qt.Key.Key_Escape)

    assert window.page.shown_record().uid == record.uid
    assert window.page.form.block_here().question.field == "local_code"


def test_ctrl_f_in_a_list_and_elsewhere_leads_to_a_search(keys, window):
    window.search_here()
    elsewhere = QApplication.focusWidget()
    window.go("source")
    window.page.table.setFocus()
    keys(Qt.Key.Key_F, CONTROL)

    assert elsewhere is window.frame.search
    assert QApplication.focusWidget() is window.page.bar.search


def test_esc_leaves_a_record_for_its_list(keys, window, office):
    [record] = entered(office, "Riego")
    window.open_record(record.uid)

    keys(Qt.Key.Key_Escape)

    assert "Initiatives" in texts(window.page)


def test_every_way_of_the_keyboard_stands_in_a_menu(window, office):
    [record] = entered(office, "Riego")
    window.open_record(record.uid)

    shown = {
        action.shortcut().toString()
        for top in window.menuBar().actions()
        for action in top.menu().actions()
    }

    ways = {"Ctrl+N", "Ctrl+S", "Ctrl+F", "Ctrl+K", "Ctrl+Z", "Ctrl+P", "F1", "Esc"}
    assert ways | {"Alt+Left", "Alt+Right"} <= shown
