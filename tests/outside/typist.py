"""A person at the keyboard: answers are typed into the running program, nothing is clicked."""

import subprocess

from desktop_app.language import Language
from desktop_app.records.codes import code_list
from desktop_app.records.questionnaire import Answer
from desktop_app.ui.parts.answer_edit import written_date
from desktop_app.ui.parts.code_box import FEW

_FREE_KEYS = range(208, 256)
_SPANISH = "ÁÉÍÓÚÑÜáéíóúñü"
_BETWEEN = "2"  # milliseconds
_DEADLINE = 120  # seconds
_KEYMAP = """xkb_keymap {{
  xkb_keycodes {{ include "evdev+aliases(qwerty)" }};
  xkb_types {{ include "complete" }};
  xkb_compat {{ include "complete" }};
  xkb_symbols {{ include "pc+us+inet(evdev)" {keys} }};
}};"""


def give_keys(display, texts):
    """Give the keyboard of a screen a key for each letter of `texts` that a plain one lacks.

    Those of the program's own words are there anyway: xdotool can type no letter without a key.
    """
    lacking = sorted({letter for text in [*texts, _SPANISH] for letter in text if letter > "~"})
    pairs = [lacking[place : place + 2] for place in range(0, len(lacking), 2)]
    keys = [
        f"override key <I{key}> {{ [ {', '.join(f'U{ord(one):04X}' for one in pair)} ] }};"
        for key, pair in zip(_FREE_KEYS, pairs, strict=False)
    ]
    assert len(pairs) <= len(_FREE_KEYS)
    keymap = _KEYMAP.format(keys=" ".join(keys))
    line = ["xkbcomp", "-w", "0", "-", display]
    subprocess.run(line, input=keymap, text=True, check=True)


class Typist:
    """Notes the keys to press, in the words of `language`, then presses them with xdotool.

    All come at once, faster than anybody types: the program has to take them in their order.
    """

    def __init__(self, place, language: Language) -> None:
        self._place = {**place, "LC_ALL": "C.UTF-8"}
        self._language = language
        self._keys: list[str] = []

    def wait_for_window(self, title):
        """Wait until a window of this title has the keyboard."""
        line = ["xdotool", "search", "--sync", "--onlyvisible", "--name", f"^{title}"]
        line += ["windowactivate", "--sync"]
        subprocess.run(line, env=self._place, check=True, timeout=_DEADLINE)

    def go(self):
        """Press all that was noted."""
        line = ["xdotool", *self._keys]
        self._keys = []
        subprocess.run(line, env=self._place, check=True, timeout=_DEADLINE)

    def press(self, *keys):
        self._keys += ["key", "--delay", _BETWEEN, *keys]

    def type(self, text):
        """Type a text; at its line ends Enter is pressed."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press("Return")
            if line:
                self._keys += ["type", "--delay", _BETWEEN, "--args", "1", "--", line]

    def record(self, kind, values):
        """Answer the questions of a record, each found by its own name."""
        for question in kind.questions:
            if values.get(question.field) is not None:
                self.press("ctrl+f")
                self.type(self._language.text(question.label))
                self.press("Return")
                self._answer(question, values[question.field])

    def _answer(self, question, value):
        kind = question.kind
        if kind is Answer.ROWS:
            self._rows(question, value)
        elif kind is Answer.CODES:
            self._codes(question, value)
        elif kind in (Answer.CODE, Answer.YESNO):
            self._code(question, value)
        elif kind in (Answer.LOCAL, Answer.LOCAL_TEXT):
            self.type(value[value["original"]])
        elif kind is Answer.DATE:
            self.type(written_date(value))
        elif kind is Answer.AMOUNT:
            self.type(value.replace(".", ","))
        else:
            self.type(str(value))

    def _code(self, question, value):
        known = code_list("yes_no" if question.kind is Answer.YESNO else question.codes)
        active = [code.code for code in known.active()]
        if len(active) <= FEW:
            self.press("Home", *["Down"] * (1 + active.index(value)))
        else:
            self._find(known, value)

    def _codes(self, question, value):
        known = code_list(question.codes)
        active = [code.code for code in known.active()]
        if len(active) <= FEW:
            for code in active:
                self.press(*(["space"] if code in value else []), "Tab")
        else:
            for code in value:
                self._find(known, code)

    def _find(self, known, value):
        """Type the name and choose it from the list below the field."""
        text = known.label(value, self._language.code)
        offered = [one.code for one in known.find(text, self._language.code) if not one.withdrawn]
        self.type(text)
        self.press(*["Down"] * (1 + offered.index(value)), "Return")

    def _rows(self, question, rows):
        """Begin each row at the line that adds one, and go through its cells with Tab."""
        for row in rows:
            self.press("Return")
            said = {}
            for column in question.rows:
                if column.kind is Answer.FILE or not column.applies(said):
                    continue
                if row.get(column.field) is not None:
                    self._answer(column, row[column.field])
                    said[column.field] = row[column.field]
                self.press("Tab")
