"""Every kind of record there is, by name."""

from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.agreement import AGREEMENT
from desktop_app.records.initiative import INITIATIVE
from desktop_app.records.meeting import COMMITMENT, MEETING
from desktop_app.records.offer import OFFER
from desktop_app.records.office_profile import OFFICE
from desktop_app.records.organisation import CONTACT, ORGANISATION
from desktop_app.records.practice import PRACTICE
from desktop_app.records.questionnaire import Kind
from desktop_app.records.source import SOURCE

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        INITIATIVE,
        SOURCE,
        OFFER,
        PRACTICE,
        AGREEMENT,
        MEETING,
        COMMITMENT,
        ORGANISATION,
        CONTACT,
        OFFICE,
    )
}


# What an institution has that only describes its sources, and whom to ask about them.
GUEST_KINDS = ("source", "organisation", "contact")


def kind_named(name: str) -> Kind:
    """Return the kind of this name. Raises UserError naming those there are."""
    if name not in KINDS:
        raise UserError(
            N_("There are no records of kind “{name}”. The kinds are: {known}."),
            name=name,
            known=", ".join(KINDS),
        )
    return KINDS[name]
