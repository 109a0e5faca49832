"""No text that others may have written is read as markup: where a widget is made, it is said."""

import re

from tests.builders import PROJECT

UI = PROJECT / "desktop_app" / "ui"
# A tooltip is a text of ours that is translated, or goes through `tooltip`, which escapes it.
TOOLTIP = re.compile(r"\.setToolTip\(\s*(?:\d,\s*)?([^\n]*)")
OURS = ("tooltip(", "say(N_(", "language.text(N_(", "self.language.text(N_(", '""')
COPIED = ("self.label.toolTip()", "menu.accessibleName()")  # of a tooltip, of a text of ours


def sources():
    yield from sorted(UI.rglob("*.py"))
    yield PROJECT / "desktop_app" / "app.py"


def test_a_label_with_words_is_made_by_the_one_function_that_says_plain_text():
    bare = [
        f"{path.name}: {line.strip()}"
        for path in sources()
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\bQLabel\((?!\))", line) and not line.startswith("class ")
    ]

    assert bare == []


def test_a_tooltip_is_ours_or_escaped():
    loose = [
        f"{path.name}: {said}"
        for path in sources()
        for said in TOOLTIP.findall(path.read_text(encoding="utf-8"))
        if not said.startswith((*OURS, *COPIED))
    ]

    assert loose == []


def test_a_message_box_says_that_it_shows_plain_text():
    unsaid = [
        path.name
        for path in sources()
        if "QMessageBox(" in (text := path.read_text(encoding="utf-8"))
        and "setTextFormat(Qt.TextFormat.PlainText)" not in text
    ]

    assert unsaid == []


def test_values_enter_sentences_through_one_door():
    around = [
        f"{path.name}: {line.strip()}"
        for path in sorted((PROJECT / "desktop_app").rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if ".format(**" in line and path.name != "errors.py"
    ]

    assert around == []
