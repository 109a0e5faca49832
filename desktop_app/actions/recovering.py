"""The recovery sheet of the seal: printed once for the safe, and typed to have the seal back.

What stands on it is kept nowhere else: in no setting, no backup, no log, no bundle.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.actions.keys import said_by
from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.actions.seals import new_seal
from desktop_app.errors import UserError
from desktop_app.language import N_, Language
from desktop_app.records.files import file_errors_told
from desktop_app.records.people import Role
from desktop_app.store.settings import PUBLIC_KEY, SHEET_PRINTED

GROUPS = 14
IS_BACK = N_("The seal is back. What is sent from now on begins a new row of numbers.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A seal that is back: the digits of its card, and whether it is the one in use before."""

    digits: str
    same: bool


def print_sheet(
    office: Office, path: Path, passphrase: str | None = None, *, again: bool = False
) -> None:
    """Print the recovery sheet into a file that is its owner's alone.

    Raises UserError when one was printed already, unless it is asked for `again`.
    """
    from desktop_app.exchange.recovery import groups_of
    from desktop_app.exchange.signing import open_secret, public_key_of, seed_of
    from desktop_app.reports.recovery_sheet import RecoverySheet, write_recovery_sheet

    require(office, Role.SENDS)
    printed = office.setting(SHEET_PRINTED)
    if printed and not again:
        raise UserError(
            N_(
                "The recovery sheet was printed on {date} already. If it is lost, make a new seal"
                " instead; to print it once more all the same, ask for it again."
            ),
            date=date.fromisoformat(printed[:10]),
        )
    card = said_by(office, office.setting(PUBLIC_KEY))
    words = passphrase or office.remembered_passphrase()
    with office.signer(words), open_secret(office.key_path, words) as secret:
        seed = seed_of(secret)
    if public_key_of(seed) != card.public_key:
        raise UserError(
            N_("This seal was made by another program and has no recovery sheet. Renew it first.")
        )
    sheet = RecoverySheet(
        office=office.code,
        name=office.name,
        digits=card.fingerprint,
        groups=tuple(groups_of(seed)),
        printed_on=office.moment(),
    )
    with file_errors_told(path):
        write_recovery_sheet(path, sheet, Language(office.language, office.country))
    office.change_setting(SHEET_PRINTED, office.moment())


def could_be_group(group: str) -> bool:
    """Tell whether what was typed can be a group of a sheet."""
    from desktop_app.exchange.recovery import is_group

    return is_group(group)


def groups_to_compare(groups: Sequence[str]) -> tuple[int, ...] | None:
    """Return the numbers of the groups that differ from the sheet, None when all are right.

    No number at all means that several differ, and it cannot be told which.
    """
    from desktop_app.exchange.recovery import read_groups

    found = read_groups(groups)
    return None if found.seed is not None else found.wrong


def _refuse_nothing(groups: Sequence[str]) -> None:
    """Raise UserError when no group was typed: there is none to compare with the sheet."""
    if not groups:
        raise UserError(N_("No group was typed. Type the fourteen groups of the recovery sheet."))


def restore_seal(office: Office, groups: Sequence[str], passphrase: str | None = None) -> Restored:
    """Take the seal of a recovery sheet into use. Raises UserError naming the group that differs.

    What is sent afterwards begins a new row of numbers: the other computer may have gone on.
    """
    from desktop_app.exchange.recovery import read_groups

    require(office, Role.SENDS)
    _refuse_nothing(groups)
    found = read_groups(groups)
    if found.seed is None:
        raise differing(found.wrong)
    before = office.setting(PUBLIC_KEY)
    digits = new_seal(office, passphrase, found.seed)
    return Restored(digits=digits, same=office.setting(PUBLIC_KEY) == before)


def digits_of(office: Office, groups: Sequence[str]) -> str:
    """Return the digits that the card of this office would have with the seal of a sheet.

    They are printed on the sheet: another office's sheet shows others. Raises as `restore_seal`.
    """
    from desktop_app.exchange.recovery import read_groups
    from desktop_app.exchange.signing import public_key_of

    found = read_groups(groups)
    if found.seed is None:
        raise differing(found.wrong)
    return said_by(office, public_key_of(found.seed)).fingerprint


def differing(wrong: tuple[int, ...]) -> UserError:
    """Return what to say of the groups of these numbers, none for several unknown ones."""
    if not wrong:
        return UserError(
            N_("Several groups differ from the sheet. Compare all of them, letter by letter.")
        )
    if len(wrong) == 1:
        return UserError(
            N_("Group {number} differs from the sheet. Compare its letters."), number=wrong[0]
        )
    return UserError(
        N_("Groups {numbers} differ from the sheet. Compare their letters."),
        numbers=", ".join(map(str, wrong)),
    )
