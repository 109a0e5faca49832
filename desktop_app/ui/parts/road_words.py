"""How a record of another office came here, in a few lines at its foot."""

from desktop_app.actions import evidence, gaps
from desktop_app.actions.office import Office
from desktop_app.language import Language
from desktop_app.records.evidence_words import BEFORE, CAME, GAP, PROOFS


def came_text(office: Office, uid: str, language: Language) -> str:
    """Say by which bundle a record came last, and in which of a unit it was before."""
    came = evidence.came_by(office, uid)
    if not came:
        return ""
    passage, behind = came[-1]
    bundle = passage.bundle
    date = language.date(bundle.at[:10])
    number = language.number(bundle.seq)
    lines = [language.text(CAME, number=number, office=bundle.office, date=date) + "."]
    for one in behind[-1:]:
        said = language.text(
            BEFORE,
            number=language.number(one.seq),
            office=one.office,
            digits=one.check_code,
            proof=language.text(PROOFS[one.proof]),
        )
        lines.append(f"{said}.")
    if gaps.has_gap(office, uid):
        lines.append(language.text(GAP))
    return "\n".join(lines)
