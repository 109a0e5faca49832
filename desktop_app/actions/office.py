"""The installation: its folder, its store, its key, who it is and what it may do."""

import re
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from desktop_app.actions import trusting
from desktop_app.actions.places import refuse_unsafe
from desktop_app.errors import SealLocked, SealUnusable, UserError
from desktop_app.language import LANGUAGES, N_
from desktop_app.paths import KEY_FILE, STORE_FILE
from desktop_app.records.codes import code_list
from desktop_app.records.files import file_errors_told
from desktop_app.records.kinds import GUEST_KINDS, KINDS
from desktop_app.records.people import Person, Role, fit_name
from desktop_app.records.plain import clean
from desktop_app.records.stamp import Clock, is_office_code, new_uid, now, written
from desktop_app.store import people, reserve, settings, trust
from desktop_app.store.database import Store
from desktop_app.store.settings import (
    KEYCHAIN,
    NEXT_PUBLIC_KEY,
    NEXT_SEAL_FILE,
    PUBLIC_KEY,
    SEAL_FILE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desktop_app.exchange.bundle import TrustedKey
    from desktop_app.exchange.encryption import ReaderKey
    from desktop_app.exchange.signing import Signer

SECRETARIAT, OFFICE, GUEST = "secretariat", "office", "guest"
ROLES = (OFFICE, GUEST, SECRETARIAT)
_LONGEST_NAME = 200
_PART = re.compile(r"[A-Z0-9]{1,8}")  # of a ministry or province: BO-LPB


@dataclass(slots=True, kw_only=True)
class Office:
    """An open installation; close it, or use it as a context manager."""

    home: Path
    store: Store
    code: str
    name: str
    role: str
    language: str
    clock: Clock = field(default=now)
    person: Person | None = None  # who works here now; None while nobody is entered
    readers: "list[ReaderKey]" = field(default_factory=list)  # open: see `encrypting`

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self.store.close()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved here: its folder may not be written."""
        return self.store.read_only

    @property
    def is_secretariat(self) -> bool:
        return self.role == SECRETARIAT

    @property
    def is_guest(self) -> bool:
        """Whether it is an institution that fills its source profile and nothing else."""
        return self.role == GUEST

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record that are entered here."""
        return GUEST_KINDS if self.is_guest else tuple(KINDS)

    @property
    def has_reserve(self) -> bool:
        """Whether space is held back that lets a save finish on a full disk; see `keep_reserve`."""
        return reserve.is_there(self.store.path)

    def keep_reserve(self) -> bool:
        """Hold space back, where there is room: for an office that is open for long."""
        return reserve.keep(self.store.path)

    @property
    def who(self) -> str:
        """Who is named in the history of what is saved here: a person's uid, else the office."""
        return self.person.uid if self.person else self.code

    @property
    def country(self) -> str:
        """The ISO 3166-1 code in an office code such as BO or BO-LPB, empty for a mechanism."""
        first = self.code.partition("-")[0]
        return first if code_list("country").get(first) else ""

    @property
    def key_path(self) -> Path:
        """The file of the seal; one transaction decides which one counts when the seal changes."""
        return self.home / (self.setting(SEAL_FILE) or KEY_FILE)

    @property
    def seal_protected(self) -> bool:
        """Whether sealing a bundle asks for a passphrase."""
        from desktop_app.exchange.signing import key_is_protected

        return key_is_protected(self.key_path)

    def moment(self) -> str:
        """Return the present moment as records write it."""
        return written(self.clock())

    def setting(self, name: str, default: str = "") -> str:
        return settings.get(self.store, name, default)

    def change_setting(self, name: str, value: str) -> None:
        settings.put(self.store, name, value)

    @contextmanager
    def signer(self, passphrase: str | None = None) -> "Iterator[Signer]":
        """Open the key that seals, and the one that follows it soon, if there is one.

        Without a passphrase the keychain is asked, where it was given to it. Raises SealLocked for
        a wrong passphrase, SealUnusable for a file that cannot be used.
        """
        from desktop_app.exchange.signing import open_key

        words = passphrase or self.remembered_passphrase()
        with ExitStack() as seals:
            signer = seals.enter_context(open_key(self.key_path, words))
            if signer.public_key != self.setting(PUBLIC_KEY):
                raise SealUnusable(
                    N_("“{file}” is the seal of another office. Put the right one back."),
                    file=self.key_path.name,
                )
            signer.successor = self._successor(seals, words)
            yield signer

    def _successor(self, seals: ExitStack, passphrase: str | None) -> "Signer | None":
        from desktop_app.exchange.signing import open_key

        named = self.setting(NEXT_SEAL_FILE)
        if not named:
            return None
        try:
            signer = seals.enter_context(open_key(self.home / named, passphrase))
        except (SealLocked, SealUnusable):
            return None  # the seal in use goes on; the page of the seal tells and helps
        return signer if signer.public_key == self.setting(NEXT_PUBLIC_KEY) else None

    def remembered_passphrase(self) -> str | None:
        """Return the passphrase that the system's keychain keeps for this office, if it does."""
        from desktop_app.exchange import keychain

        name = self.setting(KEYCHAIN)
        return keychain.recall(name) if name and self.seal_protected else None

    def trusted(self) -> "Mapping[str, TrustedKey]":
        """Return kid -> key of every installation whose bundles are taken, this one included."""
        from desktop_app.exchange.bundle import TrustedKey

        own = TrustedKey(
            office=self.code,
            name=self.name,
            role=self.role,
            public_key=self.setting(PUBLIC_KEY),
            scope=(self.code,) if self.role == OFFICE else (),
        )
        cards, register = trust.trusted(self.store), trusting.register_here(self.store)
        return trusting.trusted_keys(own, cards, register)


def is_set_up(home: Path) -> bool:
    """Tell whether an office lives in this folder."""
    try:
        return (home / STORE_FILE).is_file()
    except OSError:  # a name that no folder can have
        return False


def open_office(home: Path, *, read_only: bool = False, clock: Clock = now) -> Office:
    """Open the office in `home`. Raises UserError when there is none, StoreRefused if unusable."""
    if not is_set_up(home):
        raise UserError(
            N_("There is no office in the folder {folder} yet. Begin with: surco init"), folder=home
        )
    store = Store.open(home / STORE_FILE, read_only=read_only)
    try:
        known = settings.all_settings(store)
        person = people.at_work(store)
    except BaseException:  # damaged where the settings lie
        store.close()
        raise
    if "office_code" not in known:
        store.close()
        raise UserError(
            N_("The set-up of the office in {folder} was not finished. Run surco init again."),
            folder=home,
        )
    return Office(
        home=home,
        store=store,
        code=known["office_code"],
        name=known["office_name"],
        role=known["role"],
        language=known.get("language", "es"),
        clock=clock,
        person=person,
    )


def set_up(  # noqa: PLR0913 - the first-run page asks exactly this
    home: Path,
    *,
    code: str,
    name: str,
    role: str = OFFICE,
    language: str = "es",
    passphrase: str | None = None,
    focal_point: str = "",
    email: str = "",
    person: str = "",
    clock: Clock = now,
) -> Office:
    """Make the office in `home` with its key and return it open; `person` works there first.

    Raises UserError where there is one already, and where records would not be safe.
    """
    code, name = clean(code, lines=False).upper(), clean(name, lines=False)
    _refuse_unfit(code, name, role, language)
    first = _first_person(person, clock)
    if is_set_up(home) and _finished(home):
        raise UserError(N_("There is an office in the folder {folder} already."), folder=home)
    refuse_unsafe(home)
    with file_errors_told(home):
        home.mkdir(parents=True, exist_ok=True)
    public_key = _seal_in(home / KEY_FILE, passphrase or None)
    store = Store.open(home / STORE_FILE)
    with store.writing():
        for setting, value in {
            "office_name": name,
            "role": role,
            "language": language,
            "focal_point": clean(focal_point, lines=False),
            "email": clean(email, lines=False),
            "public_key": public_key,
            "stream": new_uid()[:8],
            "set_up_at": written(clock()),
            "office_code": code,
        }.items():
            settings.put(store, setting, value)
        if first is not None:
            people.put(store, first)
    opened = Office(
        home=home, store=store, code=code, name=name, role=role, language=language, clock=clock
    )
    opened.person = first
    return opened


def _first_person(name: str, clock: Clock) -> Person | None:
    if not name:
        return None
    since = written(clock())
    return Person(uid=new_uid(), name=fit_name(name), role=Role.SENDS, since=since)


def _seal_in(path: Path, passphrase: str | None) -> str:
    """Make the key, or take the one that a set-up left that was cut short; return the public key.

    A key of another kind than asked for (with or without passphrase) stays, and is told of.
    """
    from desktop_app.exchange.signing import key_is_protected, make_key, open_key

    if path.exists() and key_is_protected(path) == bool(passphrase):
        with open_key(path, passphrase) as signer:
            return signer.public_key
    return make_key(path, passphrase)


def _finished(home: Path) -> bool:
    with Store.open(home / STORE_FILE, read_only=True) as store:
        return bool(settings.get(store, "office_code"))


def _refuse_unfit(code: str, name: str, role: str, language: str) -> None:
    first, _, part = code.partition("-")
    known = code_list("party").get(first) is not None
    if not known or not is_office_code(code) or ("-" in code and not _PART.fullmatch(part)):
        raise UserError(
            N_("“{code}” is not a country code such as BO or a mechanism such as CAF."), code=code
        )
    if not name or len(name) > _LONGEST_NAME:
        raise UserError(N_("Give the name of the office, in up to {limit} letters."), limit=200)
    if role not in ROLES:
        raise UserError(N_("An installation is an office, a guest or the secretariat."))
    if role == GUEST and code_list("country").get(code):
        raise UserError(
            N_("“{code}” is the country's office. An institution has a code such as {code}-ABC."),
            code=code,
        )
    if language not in LANGUAGES:
        raise UserError(
            N_("Surco speaks es, en, pt and fr; “{code}” is none of them."), code=language
        )
