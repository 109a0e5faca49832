"""Two texts side by side with the words that differ marked, never read as markup."""

import html
import re
from difflib import SequenceMatcher

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QTextDocument
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui.parts.style import S1, S2, tokens

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
    """Paints cells whose text wraps, so that the whole can be read, and begins at the top.

    A cell may have HTML made by `marked`; any other is read as it is.
    """

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        document, inset = self._document(shown, index), _inset(shown)
        picture, side = QIcon(shown.icon), shown.decorationSize
        shown.text, shown.icon = "", QIcon()
        style = shown.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        rect = shown.rect
        above = (rect.height() - int(document.size().height())) // 2
        top = rect.top() + min(max(0, above), S2)
        if not picture.isNull():
            picture.paint(painter, rect.left() + S2, top, side.width(), side.height())
        painter.save()
        painter.translate(rect.left() + inset, top)
        document.drawContents(painter, QRectF(0, 0, rect.width() - inset - S2, rect.height()))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        inset = _inset(shown)
        if index.data(HTML_ROLE) is None and "\n" not in shown.text:
            metrics = QFontMetrics(shown.font)
            wide = metrics.horizontalAdvance(shown.text)
            if wide <= shown.rect.width() - inset - S2:  # one line: no need to lay it out
                return QSize(wide + inset + S2, metrics.lineSpacing() + 2 * S2)
        document = self._document(shown, index)
        return QSize(
            int(document.idealWidth()) + inset + S2, int(document.size().height()) + 2 * S2
        )

    @staticmethod
    def _document(
        option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QTextDocument:
        text = index.data(HTML_ROLE)
        if text is None:
            text = _safe(index.data(Qt.ItemDataRole.DisplayRole) or "")
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        colour = ink.name() if isinstance(ink, QColor) else tokens().ink
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(option.font)
        document.setDefaultStyleSheet(f"body {{ color: {colour}; }}")
        document.setHtml(f"<body>{text}</body>")
        document.setTextWidth(max(40, option.rect.width() - _inset(option) - S2))
        return document


def _inset(option: QStyleOptionViewItem) -> int:
    """Return how far from the left edge of its cell a text begins: behind its picture."""
    return S2 if option.icon.isNull() else S2 + option.decorationSize.width() + S1


def _safe(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
