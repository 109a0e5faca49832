"""What is missing in a record; a line jumps to its field."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.finding import Finding
from desktop_app.records.questionnaire import Kind
from desktop_app.ui.parts.answer_edit import no_records
from desktop_app.ui.parts.field_block import finding_text
from desktop_app.ui.parts.icons import SMALL, icon
from desktop_app.ui.parts.notice_line import ICONS
from desktop_app.ui.parts.style import S2, label

_FINDING = Qt.ItemDataRole.UserRole
_OPEN = N_plural("{n} to look at", "{n} to look at")
_UNDECIDED = N_plural("{n} answer to decide", "{n} answers to decide")


class FindingsList(QWidget):
    """Lists findings in the order of the questions."""

    chosen = Signal(str, str)  # field, row

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._lookup = no_records(language)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(S2)
        self.title = label("", "strong", wrap=False)  # wrapped, Qt would press the sections above
        self.lines = QListWidget()
        self.lines.setProperty("role", "quiet")
        self.lines.setWordWrap(True)
        self.lines.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.lines.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.lines.setIconSize(QSize(SMALL, SMALL))
        self.title.setBuddy(self.lines)
        self.lines.itemClicked.connect(self._choose)
        self.lines.itemActivated.connect(self._choose)
        box.addWidget(self.title)
        box.addWidget(self.lines, 1)
        box.addStretch(0)

    def show_findings(self, kind: Kind, findings: Iterable[Finding], undecided: int = 0) -> None:
        """Show these, grouped by the order of the questions; so many answers are `undecided`."""
        order = {question.field: at for at, question in enumerate(kind.questions)}
        found = sorted(findings, key=lambda one: order.get(one.field, len(order)))
        self.lines.clear()
        lines = [(self._line(kind, finding), finding) for finding in found]
        times = Counter(text for text, _finding in lines)
        for text, finding in dict(reversed(lines)).items():  # several rows may lack the same
            shown = f"{text} ({times[text]})" if times[text] > 1 else text
            item = QListWidgetItem(icon(*ICONS[finding.severity]), shown)
            item.setData(_FINDING, (finding.field, finding.row))
            self.lines.insertItem(0, item)
        self.lines.setVisible(bool(found))
        said = [self._language.plural(_OPEN, len(found))] if found else []
        said += [self._language.plural(_UNDECIDED, undecided)] if undecided else []
        nothing = self._language.text(N_("Nothing is missing"))
        self.title.setText("\n".join(said) or nothing)

    def _line(self, kind: Kind, finding: Finding) -> str:
        name = self._language.text(kind.question(finding.field).label)
        if finding.rule == "required" and not finding.row:
            return name
        text = N_("{answer}: {finding}")
        finding_said = finding_text(finding, self._lookup)
        return self._language.text(text, answer=name, finding=finding_said)

    def _choose(self, item: QListWidgetItem) -> None:
        field, row = item.data(_FINDING)
        self.chosen.emit(field, row)
