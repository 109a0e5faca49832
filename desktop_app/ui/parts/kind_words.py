"""What the window says of each kind of record."""

from desktop_app.language import N_

NEW = {
    "initiative": N_("New initiative"),
    "source": N_("New source"),
    "offer": N_("New offer or request"),
    "practice": N_("New good practice"),
    "agreement": N_("New agreement"),
    "meeting": N_("New meeting"),
    "commitment": N_("New commitment"),
    "organisation": N_("New organisation"),
    "contact": N_("New contact"),
    "office": N_("New office"),
}
