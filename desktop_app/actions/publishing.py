"""Publishing the register of offices: sealed by one of root, then by as many more as it takes."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import __version__
from desktop_app.actions import agreeing, registering, registers, trusting
from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.errors import BundleRejected, UserError
from desktop_app.language import N_
from desktop_app.paths import written_beside
from desktop_app.records.files import file_errors_told
from desktop_app.records.people import Role
from desktop_app.store import registers as stored

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from desktop_app.exchange.register import Root
    from desktop_app.exchange.register_file import Standing
    from desktop_app.exchange.signing import Signer

_PUBLIC_LIMIT = 4096
_MOST_LOST = 100  # lists that a restored backup may know nothing of


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A version as a file; it counts once `standing.enough`, until then others add their seal."""

    path: Path
    version: int
    standing: "Standing"


def publish(
    office: Office, folder: Path, *, key: Path | None = None, passphrase: str | None = None
) -> Published:
    """Seal the next register and write its file; without changes, write the newest one again.

    It counts at once if one seal of root is enough; else it waits, and publishing once more adds
    another seal to it. `key` is the file of that seal, by default this
    computer's own. Nothing is written before the store has it: a number means one register.
    """
    registering.refuse_others(office)
    require(office, Role.SENDS)
    root, newest = _root(office), stored.newest(office.store)
    again = newest is not None and not registering.has_changes(office)
    file = newest.file if newest and again else _next_file(office, root, key, passphrase)
    return _settled(office, file, root, folder)


def agree(
    office: Office,
    file: bytes,
    folder: Path,
    *,
    key: Path | None = None,
    passphrase: str | None = None,
) -> Published:
    """Agree with the seal in the file `key` to a list that waits, and write it into a folder.

    At the Secretariat it counts at once when that is enough. Raises UserError for a seal that is
    not of root.
    """
    from desktop_app.exchange.register_file import add_seal

    require(office, Role.SENDS)
    root = _root(office)
    with _signer(office, key, passphrase) as signer:
        sealed = _also_following(add_seal(file, signer, root), signer, root)
    return _settled(office, agreeing.gathered(office, sealed), root, folder)


def hand_on(office: Office, folder: Path) -> Path:
    """Write the list that waits here into a folder, for the next holder."""
    file = agreeing.begun(office)
    if file is None:
        raise UserError(N_("No list of offices waits for anybody."))
    return _settled(office, file, _root(office), folder).path


def _settled(office: Office, file: bytes, root: "Root", folder: Path) -> Published:
    """Take a list that has enough seals, let another one wait, and write its file."""
    from desktop_app.exchange.register_file import standing_of, what_it_says

    standing, number = standing_of(file, root), what_it_says(file).register.version
    if office.is_secretariat and number > registers.version(office):
        if standing.enough:
            registers.take(office, file)
        else:
            agreeing.keep(office, file)
    path = folder / f"surco-{trusting.publisher_here(office.store)}-offices-{number:06d}.surco"
    _write(path, file)
    return Published(path=path, version=number, standing=standing)


def sign(
    office: Office,
    path: Path,
    out: Path,
    *,
    key: Path | None = None,
    passphrase: str | None = None,
) -> Published:
    """Add the seal in the file `key` to a register that somebody else began, and write it to `out`.

    Raises UserError for a seal that is not of root. It counts when `registers.read_file` reads it.
    """
    from desktop_app.exchange.opening import bundle_in
    from desktop_app.exchange.register_file import add_seal, standing_of, what_it_says

    require(office, Role.SENDS)
    root, file = _root(office), bundle_in(path)
    with _signer(office, key, passphrase) as signer:
        sealed = _also_following(add_seal(file, signer, root), signer, root)
    _write(out, sealed)
    return Published(
        path=out,
        version=what_it_says(sealed).register.version,
        standing=standing_of(sealed, root),
    )


def make_root_key(path: Path, passphrase: str | None = None) -> str:
    """Make a seal of root in a file, to be kept on a stick; return its public part.

    That is written beside it as well (same name, .pub), to be given to the Secretariat.
    """
    from desktop_app.exchange.signing import kid_of, make_key

    public = make_key(path, passphrase)
    said = f"untrusted comment: minisign public key {kid_of(public)}\n{public}\n"
    _write(path.with_suffix(".pub"), said.encode())
    return public


def holder_in(path: Path) -> str:
    """Return the public part of a seal that somebody gave as a file. Raises UserError."""
    from desktop_app.exchange.signing import check_public_key

    with file_errors_told(path), path.open("rb") as file:
        words = file.read(_PUBLIC_LIMIT).decode("utf-8", "replace").split()
    for word in words:
        if word.startswith("RW"):
            try:
                check_public_key(word)
            except BundleRejected:
                continue
            return word
    raise UserError(
        N_(
            "“{file}” is not what a holder gives: that file ends in .pub and was made with the"
            " seal on the stick."
        ),
        file=path.name,
    )


def tail_of(public: str) -> str:
    """Return the last letters of the short name of a seal, which tell two of them apart."""
    from desktop_app.exchange.signing import kid_of

    return kid_of(public)[-4:]


def digits_of(public: str) -> str:
    """Return the digits by which a holder's seal is compared by telephone."""
    from desktop_app.exchange.signing import digits

    return digits("surco-holder-v1", public.encode())


def is_protected(path: Path) -> bool:
    """Tell whether the seal in this file asks for a passphrase."""
    from desktop_app.exchange.signing import key_is_protected

    return key_is_protected(path)


def _root(office: Office) -> "Root":
    root = trusting.root_here(office.store)
    if root is None:
        raise UserError(registering.ONLY_SECRETARIAT)
    return root


def _next_file(office: Office, root: "Root", key: Path | None, passphrase: str | None) -> bytes:
    """Return the next version with the first of its seals, which is one of the root before it.

    One that waits here gets one more, unless something was decided since.
    """
    from desktop_app.exchange.register import register_bytes
    from desktop_app.exchange.register_file import add_seal, seal_register, what_it_says

    newest, begun = stored.newest(office.store), agreeing.begun(office)
    drafted = replace(registering.draft(office), version=_next_version(office))
    with _signer(office, key, passphrase) as signer:
        if signer.public_key not in root.keys:
            raise UserError(
                N_(
                    "This seal does not belong to those who may publish the list of offices."
                    " Name the file of one that does (--seal); if all of theirs are lost, begin"
                    " anew: surco register root --anew"
                )
            )
        if begun is not None:
            there = what_it_says(begun).register
            if register_bytes(replace(drafted, version=there.version)) == register_bytes(there):
                return _also_following(add_seal(begun, signer, root), signer, root)
            drafted = replace(drafted, version=max(drafted.version, there.version + 1))
        file = seal_register(
            drafted,
            signer,
            made_at=office.moment(),
            app=__version__,
            prev=newest.id if newest else "",
        )
        return _also_following(file, signer, root)


def _also_following(file: bytes, signer: "Signer", root: "Root") -> bytes:
    """Add the seal that follows, where it publishes from this list on."""
    from desktop_app.exchange.register_file import add_seal, what_it_says

    following = signer.successor
    if following is None or following.public_key not in what_it_says(file).register.root.keys:
        return file
    return add_seal(file, following, root)


def _next_version(office: Office) -> int:
    """Return the number after the highest that is known: an office may have a newer list than we.

    That happens when a backup of the Secretariat was restored. A number far beyond is none that was
    published here, whoever claims to have it: offices would not follow there.
    """
    here = max(registers.version(office), int(office.setting(registering.FLOOR, "0")))
    echoed = [one.registry_version for one in stored.seals(office.store).values()]
    return max([here, *(number for number in echoed if number <= here + _MOST_LOST)]) + 1


def _signer(
    office: Office, key: Path | None, passphrase: str | None
) -> "AbstractContextManager[Signer]":
    from desktop_app.exchange.signing import open_key

    return open_key(key, passphrase) if key else office.signer(passphrase)


def _write(path: Path, file: bytes) -> None:
    with file_errors_told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_beside(path) as out:
            out.write(file)
