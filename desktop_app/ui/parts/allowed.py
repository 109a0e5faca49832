"""What who works here now may do: the rest is grey and says in its tooltip who may."""

from typing import TYPE_CHECKING

from desktop_app.actions import people
from desktop_app.ui.parts.wording import tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from desktop_app.records.people import Role
    from desktop_app.ui.parts.page import Context


def allow(
    context: "Context", needed: "Role", *things: "QAction | QWidget", when: bool = True
) -> None:
    """Enable buttons and menu lines `when` they have something to do and the role allows it."""
    refused = people.refusal(context.office, needed)
    told = context.language.error(refused) if refused else ""
    for thing in things:
        thing.setEnabled(when and refused is None)
        thing.setToolTip(tooltip(told))
