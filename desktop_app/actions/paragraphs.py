"""The paragraph of a profile: made from the figures, or written by the office in each language."""

import json
from dataclasses import dataclass
from typing import Any

from desktop_app.actions.office import Office
from desktop_app.actions.printing_profile import profile_data
from desktop_app.errors import UserError
from desktop_app.language import N_, Language
from desktop_app.records.plain import clean
from desktop_app.records.progress import SILENT, Progress

LONGEST = 3000  # letters: more would push the figures off the first page


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """What stands in a profile in one language.

    `made` is what the figures say now; `written` what the office wrote in its place, at a moment
    and by whom, empty where it wrote nothing. `made_then` is what the figures said at that moment.
    """

    made: str
    written: str = ""
    made_then: str = ""
    at: str = ""
    who: str = ""

    @property
    def text(self) -> str:
        return self.written or self.made

    @property
    def outdated(self) -> bool:
        """Tell whether the figures say something else than when the office wrote its own."""
        return bool(self.written) and self.made != self.made_then


def paragraph_of(
    office: Office, language: Language, of: str = "", step: Progress = SILENT
) -> Paragraph:
    """Return the paragraph of the profile of this office, or at the Secretariat of another."""
    from desktop_app.reports.profile_words import paragraph

    code = of or office.code
    made = paragraph(profile_data(office, code, step=step), language)
    kept = _kept(office, code, language)
    return Paragraph(made=made, **kept) if kept else Paragraph(made=made)


def written_paragraph(office: Office, language: Language, of: str = "") -> str:
    """Return what the office wrote in this language in place of what the figures make."""
    return str(_kept(office, of or office.code, language).get("written", ""))


def write_paragraph(
    office: Office, language: Language, text: str, made: str, of: str = ""
) -> Paragraph:
    """Keep a text in place of the paragraph; an empty one, or that of the figures, lets go of it.

    Raises UserError for a text that is too long.
    """
    cleaned = clean(text)
    if len(cleaned) > LONGEST:
        raise UserError(
            N_("The paragraph has {length} letters; up to {limit} fit. Shorten it."),
            length=len(cleaned),
            limit=LONGEST,
        )
    name = _name(of or office.code, language)
    if cleaned in ("", made):
        office.change_setting(name, "")
        return Paragraph(made=made)
    kept = {"written": cleaned, "made_then": made, "at": office.moment(), "who": office.who}
    office.change_setting(name, json.dumps(kept, ensure_ascii=False))
    return Paragraph(made=made, **kept)


def _kept(office: Office, code: str, language: Language) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(office.setting(_name(code, language)) or "{}")
    return kept


def _name(code: str, language: Language) -> str:
    return f"profile.{code}.paragraph.{language.code}"
