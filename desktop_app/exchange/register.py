"""The register of offices: whose seals count, for which codes, and up to which number.

The Secretariat numbers it 1, 2, 3 ...; root seals it (see `register_file`). Here are its values and
their one written form. What a newer Surco adds is let through and not kept.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from desktop_app.errors import BundleRejected
from desktop_app.exchange.bundle import ACTIVE, RETIRED, REVOKED, SECRETARIAT, TrustedKey
from desktop_app.exchange.manifest import OFFICE, read_canonical, short_text
from desktop_app.exchange.signing import check_public_key, kid_of, point_of
from desktop_app.exchange.zipguard import DAMAGED
from desktop_app.records.plain import canonical
from desktop_app.records.revision import SCHEMA
from desktop_app.records.scope import lies_within

REGISTER_LIMIT = 1024 * 1024
CLOSED = "closed"
ROLES = ("office", "guest")
ROOT_KEYS = 16
MOST_KEYS = 32  # of one office
_OFFICES, _CODES = 400, 64
_NAME_LIMIT = 200
_NAMES = 8
_STREAM = re.compile(r"[A-Za-z0-9_.-]{0,64}")
_KID = re.compile(r"[0-9A-F]{16}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_INTEGER_LIMIT = 2**53

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeKey:
    """One seal of an office; see `TrustedKey` for what its last good numbers mean."""

    public_key: str
    status: str = ACTIVE
    stream: str = ""
    last_good_seq: int = 0
    last_good_to: Mapping[str, int] = field(default_factory=dict)

    @property
    def kid(self) -> str:
        return kid_of(self.public_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One office of the register, or one below it, which has none below itself.

    `names` are by language; "own" is the name it gave itself. `scope` are codes that it speaks for
    beside its own. Whoever is below an office speaks for nothing that the office does not.
    """

    code: str
    role: str
    names: Mapping[str, str]
    keys: tuple[OfficeKey, ...] = ()
    scope: tuple[str, ...] = ()
    delegates: "tuple[Listed, ...]" = ()
    status: str = ACTIVE

    def name(self, language: str = "own") -> str:
        return self.names.get(language) or self.names["own"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """Who may publish the register: `threshold` of these public keys together.

    Each change of them counts `version` on by one.
    """

    keys: tuple[str, ...]
    threshold: int = 1
    version: int = 1

    @property
    def by_kid(self) -> dict[str, str]:
        return {kid_of(key): key for key in self.keys}

    def is_same(self, other: "Root") -> bool:
        return root_plain(self) == root_plain(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One version; the keys of `secretariat` seal answers."""

    version: int
    secretariat: Listed
    root: Root
    offices: tuple[Listed, ...] = ()
    policy: Mapping[str, Any] = field(default_factory=dict)
    reader_schema: int = SCHEMA
    holders: Mapping[str, str] = field(default_factory=dict)  # names of root's, by short name

    def everybody(self) -> Iterator[Listed]:
        """Yield the Secretariat, each office and who is below it."""
        yield self.secretariat
        for office in self.offices:
            yield office
            yield from office.delegates

    def find(self, code: str) -> Listed | None:
        return next((one for one in self.everybody() if one.code == code), None)

    def above(self, code: str) -> Listed | None:
        """Return the office that `code` is below, None when it is below none."""
        return next(
            (one for one in self.offices if any(unit.code == code for unit in one.delegates)), None
        )


def keys_of(register: Register) -> dict[str, TrustedKey]:
    """Return kid -> key of everybody in the register, those out of use too."""
    return {
        key.kid: TrustedKey(
            office=one.code,
            name=one.name(),
            role=one.role,
            public_key=key.public_key,
            status=RETIRED if one.status == CLOSED and key.status == ACTIVE else key.status,
            scope=one.scope,
            stream=key.stream,
            last_good_seq=key.last_good_seq,
            last_good_to=key.last_good_to,
        )
        for one in register.everybody()
        for key in one.keys
    }


def register_bytes(register: Register) -> bytes:
    """Return the canonical JSON of a register."""
    return canonical(
        {
            "offices": [_plain(one) for one in sorted(register.offices, key=lambda one: one.code)],
            "policy": dict(register.policy),
            "reader_schema": register.reader_schema,
            "root": root_plain(register.root),
            "secretariat": _plain(register.secretariat),
            "version": register.version,
        }
        | ({"holders": dict(register.holders)} if register.holders else {})
    )


def read_register(data: bytes) -> Register:
    """Return the register in these bytes. Raises BundleRejected."""
    plain = _object(read_canonical(data, REGISTER_LIMIT))
    policy = _object(plain.get("policy"))
    register = Register(
        version=_count(plain, "version"),
        secretariat=_listed(plain.get("secretariat"), (SECRETARIAT,)),
        root=read_root(plain.get("root")),
        offices=_each(plain.get("offices"), _OFFICES, lambda one: _listed(one, ROLES)),
        policy=policy,
        reader_schema=_count(plain, "reader_schema"),
        holders=_names_of_holders(plain.get("holders", {})),
    )
    _refuse_doubled(register)
    return register


def root_plain(root: Root) -> dict[str, Any]:
    """Return who may publish as JSON holds it, the keys in one order."""
    return {"keys": sorted(root.keys), "threshold": root.threshold, "version": root.version}


def read_root(plain: object) -> Root:
    """Return who may publish. Raises BundleRejected, also for one key under two short names."""
    given = _object(plain)
    root = Root(
        keys=_each(given.get("keys"), ROOT_KEYS, _public_key),
        threshold=_count(given, "threshold"),
        version=_count(given, "version"),
    )
    _expect(len({point_of(key) for key in root.keys}) == len(root.by_kid) == len(root.keys))
    _expect(1 <= root.threshold <= len(root.keys) and root.version >= 1)
    return root


def _names_of_holders(plain: object) -> dict[str, str]:
    given = _object(plain)
    _expect(len(given) <= 2 * ROOT_KEYS and all(_KID.fullmatch(kid) for kid in given))
    return {kid: short_text(given, kid, _NAME_LIMIT) for kid in given}


def _plain(one: Listed) -> dict[str, Any]:
    return {
        "code": one.code,
        "delegates": [_plain(unit) for unit in sorted(one.delegates, key=lambda unit: unit.code)],
        "keys": [_key_plain(key) for key in one.keys],
        "names": dict(one.names),
        "role": one.role,
        "scope": sorted(one.scope),
        "status": one.status,
    }


def _key_plain(key: OfficeKey) -> dict[str, Any]:
    return {
        "kid": key.kid,
        "last_good_seq": key.last_good_seq,
        "last_good_to": dict(key.last_good_to),
        "public_key": key.public_key,
        "status": key.status,
        "stream": key.stream,
    }


def _listed(plain: object, roles: Sequence[str], depth: int = 1) -> Listed:
    given = _object(plain)
    names = _object(given.get("names"))
    _expect("own" in names and len(names) <= _NAMES)
    _expect(all(name == "own" or _LANGUAGE.fullmatch(name) for name in names))
    one = Listed(
        code=_code(given.get("code")),
        role=str(given.get("role")),
        names={name: short_text(names, name, _NAME_LIMIT) for name in names},
        keys=_each(given.get("keys"), MOST_KEYS, _key),
        scope=_each(given.get("scope"), _CODES, _code),
        delegates=_each(
            given.get("delegates"), _OFFICES * depth, lambda unit: _listed(unit, ROLES, depth - 1)
        ),
        status=str(given.get("status")),
    )
    _expect(one.role in roles and one.status in (ACTIVE, CLOSED))
    mine = (one.code, *one.scope)
    _expect(all(lies_within((unit.code, *unit.scope), mine) for unit in one.delegates))
    return one


def _key(plain: object) -> OfficeKey:
    given = _object(plain)
    last = _object(given.get("last_good_to"))
    _expect(all(OFFICE.fullmatch(code) and _is_count(last[code]) for code in last))
    key = OfficeKey(
        public_key=_public_key(given.get("public_key")),
        status=str(given.get("status")),
        stream=_text(given.get("stream"), _STREAM),
        last_good_seq=_count(given, "last_good_seq"),
        last_good_to=last,
    )
    _expect(given.get("kid") == key.kid and key.status in (ACTIVE, RETIRED, REVOKED))
    return key


def _refuse_doubled(register: Register) -> None:
    """One code is one office, one key is one seal, and root seals for no office."""
    everybody = list(register.everybody())
    _expect(len({one.code for one in everybody}) == len(everybody))
    keys = [key.public_key for one in everybody for key in one.keys]
    _expect(len({kid_of(key) for key in keys}) == len({point_of(key) for key in keys}) == len(keys))
    own = {point_of(key.public_key) for key in register.secretariat.keys}
    others = {point_of(key) for key in keys} - own
    _expect(not others & {point_of(key) for key in register.root.keys})


def _each(plain: object, limit: int, read: Callable[[object], _Value]) -> tuple[_Value, ...]:
    if not isinstance(plain, list) or len(plain) > limit:
        raise BundleRejected(DAMAGED)
    return tuple(read(one) for one in plain)


def _object(plain: object) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise BundleRejected(DAMAGED)
    return plain


def _code(value: object) -> str:
    return _text(value, OFFICE)


def _public_key(value: object) -> str:
    if not isinstance(value, str):
        raise BundleRejected(DAMAGED)
    check_public_key(value)
    return value


def _text(value: object, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise BundleRejected(DAMAGED)
    return value


def _count(plain: Mapping[str, Any], name: str) -> int:
    value = plain.get(name)
    _expect(_is_count(value))
    return int(value or 0)


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < _INTEGER_LIMIT


def _expect(holds: bool) -> None:  # noqa: FBT001 - reads as a sentence
    if not holds:
        raise BundleRejected(DAMAGED)
