"""Orders to erase in an answer that are said to be ours and are not known on this computer.

They may be true, after an older backup was put back, or forged by whoever sealed the answer; what
is erased comes back from nowhere. So nothing is done, and a note asks at the person.
"""

from typing import TYPE_CHECKING

from desktop_app.actions import erasing, notes
from desktop_app.actions.office import Office
from desktop_app.errors import Sentence
from desktop_app.language import N_, Language
from desktop_app.records.kinds import KINDS
from desktop_app.store import records as stored
from desktop_app.store import revisions

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle

_ASKS = N_(
    "{office} holds an order to erase this person for good. It is said to be given by this office"
    " and is not known on this computer. If it is true, erase the person; if not, tell {office}."
)
_LEFT_OUT = N_(
    "Orders to erase persons that {office} says were given here, and that this computer does not"
    " know: {count}. Nothing was erased; a note stands at each person."
)


def ask(office: Office, bundle: "Bundle") -> tuple[Sentence, ...]:
    """Write a note at each person whom such an order is about, once; return what is told.

    Call it inside the transaction of the answer.
    """
    orders = {line.id: line.uid for line in bundle.revisions if line.purges}
    unknown = orders.keys() - revisions.known(office.store, orders)
    persons = [
        record
        for record in stored.load_many(office.store, sorted({orders[one] for one in unknown}))
        if erasing.may_be_erased(office, record)
    ]
    if not persons:
        return ()
    words = Language(office.language).text(_ASKS, office=bundle.office)
    for person in persons:
        if all(note.words != words for note in notes.notes_of(office, person.uid)):
            notes.write_note(office, person, KINDS[person.kind].title_field, words)
    return (Sentence(_LEFT_OUT, {"count": len(persons), "office": bundle.office}),)
