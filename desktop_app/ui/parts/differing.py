"""Two texts side by side with the words that differ marked, never read as markup."""

import html
import re
from difflib import SequenceMatcher

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QTextDocument
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui.parts.style import S2, tokens

HTML_ROLE = Qt.ItemDataRole.UserRole + 7
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LONGEST = 4000  # beyond that a comparison by words takes longer than a reader does


def marked(text: str, other: str) -> str:
    """Return `text` as safe HTML in which the words that `other` does not have are marked."""
    mine, theirs = _WORDS.findall(text), _WORDS.findall(other)
    if not other or len(mine) + len(theirs) > _LONGEST:
        return _safe(text)
    parts = []
    for what, first, last, _, _ in SequenceMatcher(
        None, mine, theirs, autojunk=False
    ).get_opcodes():
        words = _safe("".join(mine[first:last]))
        if what == "equal":
            parts.append(words)
        elif words:
            colour = tokens().accent_soft
            parts.append(f'<b style="background-color:{colour}">{words}</b>')
    return "".join(parts)


class MarkedCell(QStyledItemDelegate):
    """Paints cells that have HTML made by `marked`; it wraps, so that the whole can be read."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        document = self._document(shown, index)
        if document is None:
            super().paint(painter, option, index)
            return
        shown.text = ""
        style = shown.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        painter.save()
        rect = shown.rect.adjusted(S2, 0, -S2, 0)
        above = max(0, (rect.height() - int(document.size().height())) // 2)
        painter.translate(rect.left(), rect.top() + above)
        document.drawContents(painter, QRectF(0, 0, rect.width(), rect.height()))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        document = self._document(shown, index)
        if document is None:
            return super().sizeHint(option, index)
        return QSize(int(document.idealWidth()) + 2 * S2, int(document.size().height()) + 2 * S2)

    @staticmethod
    def _document(
        option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QTextDocument | None:
        text = index.data(HTML_ROLE)
        if text is None:
            return None
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(option.font)
        document.setDefaultStyleSheet(f"body {{ color: {tokens().ink}; }}")
        document.setHtml(f"<body>{text}</body>")
        document.setTextWidth(max(40, option.rect.width() - 2 * S2))
        return document


def _safe(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
