"""All that leaves with the next bundle, answer by answer; what is unticked stays in the office."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from desktop_app.actions import leaving
from desktop_app.actions.printable import Edition
from desktop_app.actions.printing_leaving import print_list
from desktop_app.errors import UserError
from desktop_app.language import N_, N_plural
from desktop_app.records.attached import size_said
from desktop_app.records.kinds import KINDS
from desktop_app.records.leaving import AnswerLeaving, Leaving, RecordLeaving
from desktop_app.records.people import Role
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.icons import icon, put_icon
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.style import S3, S4, S5, button, heading, hint, label, px
from desktop_app.ui.parts.wording import tooltip

_FIELD = Qt.ItemDataRole.UserRole
_ANSWER_WIDTH = 300
_UNTICKED, _TICKED = Qt.CheckState.Unchecked, Qt.CheckState.Checked
_PERSONS = N_plural("{n} person whose name leaves", "{n} persons whose names leave")
_FILES = N_plural("{n} file", "{n} files")
_STAYS = N_plural("{n} record stays here", "{n} records stay here")
_KEEPING = N_plural("{n} answer stays here from now on.", "{n} answers stay here from now on.")
_WILL_STAY = N_plural("{n} answer will stay here.", "{n} answers will stay here.")


class LeavingPage(Page):
    """Reads what leaves each time it is shown; nothing is written before Keep is pressed."""

    title = N_("All that leaves")

    gone_back = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._drafts, self._to = False, ""
        self._records: dict[str, RecordLeaving] = {}
        say = self.language.text
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([say(N_("Record and answer")), say(N_("What it says"))])
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.tree.setColumnWidth(0, px(_ANSWER_WIDTH))
        self.tree.setProperty("role", "quiet")
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(say(self.title))
        self.tree.itemExpanded.connect(self._fill)
        self.tree.itemChanged.connect(lambda *_: self._say_what_stays())
        self.sum = label("", "strong")
        self.keep = button(say(N_("Keep the unticked answers here")), primary=True)
        self.keep.clicked.connect(lambda _checked=False: self.leave_out())
        self.paper = button(say(N_("Write this list as PDF…")))
        put_icon(self.paper, "printer")
        self.paper.clicked.connect(lambda _checked=False: self._ask_paper())
        self.back = button(say(N_("Go back")))
        self.back.clicked.connect(lambda _checked=False: self.gone_back.emit())
        self._lay_out()

    def show_all(self, *, drafts: bool, to: str = "") -> None:
        """Read what leaves now to somebody, with unfinished records if they go too."""
        self._drafts, self._to = drafts, to
        self.look_through(
            lambda _step: leaving.what_leaves(self.office, self.language, drafts=drafts, to=to),
            self.language.text(N_("Looking what goes")),
            self._show,
        )

    def refresh(self) -> None:
        self.show_all(drafts=self._drafts, to=self._to)

    def leave_out(self) -> None:
        """Keep what is unticked in this office, and read again."""
        chosen = self._unticked()
        count = sum(map(len, chosen.values()))
        try:
            leaving.leave_out(self.office, chosen)
        except UserError as error:
            self.report(error)
            return
        self.told.emit(self.language.plural(_KEEPING, count), "good")
        self.changed.emit({self._records[uid].kind for uid in chosen})
        self.refresh()

    def write_list(self, path: Path) -> None:
        """Write what is shown as a PDF, in the background."""
        drafts, to, words = self._drafts, self._to, self.language
        self.run(
            lambda step: print_list(
                self.office,
                leaving.what_leaves(self.office, words, drafts=drafts, to=to),
                path,
                Edition(language=words),
                step,
            ),
            words.text(N_("Writing the list")),
            lambda _: self.told.emit(words.text(N_("Written: {file}"), file=path.name), "good"),
        )

    def _lay_out(self) -> None:
        say = self.language.text
        box = QVBoxLayout(self)
        box.setContentsMargins(S5, S4, S5, S3)
        box.setSpacing(S3)
        box.addWidget(heading(self.heading()))
        tells = N_(
            "Nothing else leaves this office. Take the tick away from an answer that stays here;"
            " what was sent before cannot be called back."
        )
        box.addWidget(hint(say(tells)))
        box.addWidget(self.tree, 1)
        box.addWidget(self.sum)
        foot = QHBoxLayout()
        foot.setSpacing(S3)
        foot.addWidget(self.paper)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.keep)
        box.addLayout(foot)

    def _show(self, told: Leaving) -> None:
        self._records = {one.uid: one for one in told.records}
        self.tree.blockSignals(True)
        self.tree.clear()
        self._add_persons(told)
        there = []
        for one in told.records:
            marks = [self.language.text(N_("unfinished"))] if one.draft else []
            marks += [self.language.text(N_("withdrawn"))] if one.withdrawn else []
            kind = self.language.text(KINDS[one.kind].title)
            item = self._item(" · ".join([one.human_code, *marks]), f"{one.title} · {kind}")
            item.setData(0, _FIELD, one.uid)
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            there.append(item)
        self.tree.addTopLevelItems(there)
        self._add_files(told)
        self._add_stays(told)
        self.tree.blockSignals(False)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
            first.setExpanded(True)
        self._say_what_stays()

    def _add_persons(self, told: Leaving) -> None:
        if not told.persons:
            return
        group = self._item(self.language.plural(_PERSONS, len(told.persons)), "")
        group.setIcon(0, icon("contact", "warning"))
        for one in told.persons:
            said = " · ".join(part for part in (one.position, one.email, one.phone) if part)
            group.addChild(self._item(one.name, said))
        self.tree.addTopLevelItem(group)

    def _add_files(self, told: Leaving) -> None:
        if not told.files:
            return
        group = self._item(self.language.plural(_FILES, len(told.files)), "")
        for one in told.files:
            size = size_said(one.size, self.language)
            group.addChild(self._item(one.name, f"{size} · {one.human_code} · {one.title}"))
        self.tree.addTopLevelItem(group)

    def _add_stays(self, told: Leaving) -> None:
        if not told.stays:
            return
        group = self._item(self.language.plural(_STAYS, len(told.stays)), "")
        for one in told.stays:
            group.addChild(self._item(one.human_code, f"{one.title} · {one.why}"))
        self.tree.addTopLevelItem(group)

    def _fill(self, item: QTreeWidgetItem) -> None:
        """Show the answers of a record the first time it is opened."""
        one = self._records.get(str(item.data(0, _FIELD)))
        if one is None or item.childCount():
            return
        self.tree.blockSignals(True)
        for answer in one.answers:
            item.addChild(self._answer(answer))
        for answer in one.stays:
            stays = self._item(answer.label, self.language.text(N_("stays here")))
            stays.setIcon(0, icon("lock", "ink2"))
            item.addChild(stays)
        self.tree.blockSignals(False)

    def _answer(self, answer: AnswerLeaving) -> QTreeWidgetItem:
        item = self._item(answer.label, " / ".join(answer.text.splitlines()))
        item.setToolTip(1, tooltip(answer.text))
        if answer.personal:
            item.setIcon(0, icon("contact", "warning"))
        if answer.may_stay:
            item.setData(0, _FIELD, answer.field)
            item.setCheckState(0, _TICKED)
        return item

    def _item(self, text: str, more: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text, more])
        item.setToolTip(0, tooltip(text))
        item.setToolTip(1, tooltip(more))
        return item

    def _unticked(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for record in _present(map(self.tree.topLevelItem, range(self.tree.topLevelItemCount()))):
            fields = [
                str(one.data(0, _FIELD))
                for one in _present(map(record.child, range(record.childCount())))
                if one.data(0, _FIELD) and one.checkState(0) == _UNTICKED
            ]
            if fields:
                found[str(record.data(0, _FIELD))] = fields
        return found

    def _say_what_stays(self) -> None:
        count = sum(map(len, self._unticked().values()))
        self.sum.setText(self.language.plural(_WILL_STAY, count) if count else "")
        self.sum.setVisible(bool(count))
        allow(self.context, Role.REVIEWS, self.keep, when=bool(count))

    def _ask_paper(self) -> None:
        title = self.language.text(N_("Write this list as PDF…"))
        name = str(Path(QDir.homePath()) / f"surco-{self.office.code}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, title, name, "PDF (*.pdf)")
        if chosen:
            self.write_list(Path(chosen))


def _present(items: Iterable[QTreeWidgetItem | None]) -> list[QTreeWidgetItem]:
    return [one for one in items if one is not None]
