"""The window of a guest: its sources, whom to ask, sending and receiving; nothing else."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from desktop_app.actions import answers, keys, merging, planning, records
from desktop_app.actions import office as offices
from desktop_app.actions.office import GUEST
from desktop_app.language import Language
from desktop_app.ui.dialogs.first_run_form import UNIT, FirstAnswers, FirstRunForm
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.parts.preferences import Preferences
from desktop_app.ui.parts.row_button import RowButton
from tests.builders import a_source
from tests.ui.looking import press, texts


@pytest.fixture
def guest(tmp_path):
    opened = offices.set_up(tmp_path / "guest", code="CAF", name="Banco de prueba", role=GUEST)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot, guest, background):
    made = MainWindow(guest, background, Preferences(language="en"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close_pages()


def lines(menu):
    return [action.text() for action in menu.actions() if action.text()]


def menu(window, title):
    return next(one for one in window.menuBar().actions() if one.text() == title).menu()


def test_the_navigation_holds_what_a_guest_needs(window):
    shown = [one.text() for one in window.frame.navigation.findChildren(QPushButton)]

    assert shown == ["Home", "Sources", "Organisations", "Contacts", "Send", "Received", "Backups"]


def test_new_offers_the_kinds_of_a_guest_and_no_file_is_imported(window):
    file = menu(window, "&File")
    new = next(one for one in file.actions() if one.text() == "New").menu()

    assert lines(new)[:3] == ["New source", "New organisation", "New contact"]
    assert "Begin like the last record" in lines(new)
    assert len(lines(new)) == 4
    assert "Import ..." not in lines(file)
    window.go("source")
    assert "Import" not in texts(window.page)


def test_home_offers_ways_to_begin_that_fit(window):
    shown = [one.accessibleName() for one in window.page.findChildren(RowButton)]

    assert "Two ways to begin" in texts(window.page)
    assert len(shown) == 2
    assert "Describe your source of cooperation" in shown[0]


def test_home_leads_to_the_sources_that_wait(qtbot, window, guest):
    records.enter_record(guest, records.from_plain(guest, "source", {"name": "Fondo de prueba"}))
    window.renew({"source"})

    row = next(
        one for one in window.page.findChildren(RowButton) if "1 record" in one.accessibleName()
    )
    row.click()

    assert window.windowTitle().startswith("Sources")


def test_a_kind_for_offices_is_refused_where_one_is(window):
    before = window.page
    window.new_record("initiative")

    assert "is for offices" in window.frame.messages.text
    assert window.page is before


def test_printing_asks_for_a_source(window):
    window.print_page()

    assert window.frame.messages.text == "Open a source first; its page is printed."


def test_a_guest_types_sends_and_reads_the_answer(qtbot, window, guest, secretariat, tmp_path):
    for one, other in ((guest, secretariat), (secretariat, guest)):
        keys.make_card(one, tmp_path / f"{one.code}.surco")
        keys.trust_card(other, keys.read_card(tmp_path / f"{one.code}.surco"))
    given = records.from_plain(guest, "source", dict(a_source(amount_not_fixed="Y").values))
    source = records.enter_record(guest, given)
    window.open_record(source.uid)
    press(qtbot, window.page, "Mark as ready to send")
    window.go("send")
    page = window.page
    qtbot.waitUntil(lambda: page.list.count() == 1)
    window.page.folder.setText(str(tmp_path / "post"))
    window.page.seal_bundle()
    qtbot.waitUntil(lambda: window.page.code.text() != "")
    [bundle] = (tmp_path / "post").glob("surco-CAF-*.surco")
    merging.apply_plan(secretariat, planning.plan_bundle(secretariat, bundle))
    answer = answers.make_answer(secretariat, "CAF", tmp_path / "post").bundle
    window.go("received")
    window.page.receive(answer)
    qtbot.waitUntil(lambda: window.page.counts.text() != "")

    assert window.page.counts.text() == "1 accepted"
    assert records.find(guest, source.uid).status == "accepted"


def test_the_first_start_asks_a_guest_in_a_country_for_a_short_code(qtbot):
    given = FirstAnswers(language="en", role=GUEST, code="BO", name="Fondo de prueba")
    form = FirstRunForm(given, Language("en"))
    qtbot.addWidget(form)

    assert not form.complain()
    assert "Write up to eight letters and figures, as in its acronym." in texts(form)


@pytest.mark.parametrize(
    ("role", "code", "part", "made"),
    [
        (GUEST, "BO", "abc", "BO-ABC"),
        (GUEST, "CAF", "", "CAF"),
        ("office", "BO", "abc", "BO"),
        (UNIT, "BO", "mma", "BO-MMA"),
    ],
)
def test_the_code_is_put_together_from_what_was_typed(qtbot, role, code, part, made):
    given = FirstAnswers(
        language="en", role=role, code=code, part=part, name="Fondo", person="Jefatura"
    )
    form = FirstRunForm(given, Language("en"))
    qtbot.addWidget(form)

    assert form.complain()
    assert form.answers().for_set_up()["code"] == made
    assert form.answers().for_set_up()["person"] == "Jefatura"


def test_a_ministry_is_an_office_below_its_country(qtbot):
    given = FirstAnswers(language="en", role=UNIT, code="BO", part="MMA", name="Ministerio")
    nowhere = FirstRunForm(replace(given, code="CAF"), Language("en"))
    qtbot.addWidget(nowhere)

    assert (given.for_set_up()["role"], given.for_set_up()["code"]) == ("office", "BO-MMA")
    assert not nowhere.complain()
    assert "Choose the country that it belongs to." in texts(nowhere)
