"""The versions of the register of offices that were taken here, and which seal closed a bundle."""

from dataclasses import astuple, dataclass, fields

from desktop_app.store.database import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One version as its file; `id` is the hash of its manifest, `root` the version of root."""

    version: int
    id: str
    root: int
    at: str
    file: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedBy:
    """Which seal closed a bundle that came in, and which register its sender held then."""

    bundle_id: str
    kid: str
    registry_version: int


_COLUMNS = tuple(field.name for field in fields(RegisterRow))
_LISTED = ", ".join(_COLUMNS)


def add_register(store: Store, row: RegisterRow) -> None:
    """Keep a version; of one root, the newest two are enough, and each first one of a root."""
    with store.writing() as db:
        db.execute(f"insert into register ({_LISTED}) values (?, ?, ?, ?, ?)", astuple(row))
        db.execute(
            "delete from register where version < ? and version not in "
            "(select min(version) from register group by root)",
            (row.version - 1,),
        )


def registers(store: Store) -> list[RegisterRow]:
    """Return the versions that are kept, the newest first."""
    with store.reading() as db:
        rows = db.execute(f"select {_LISTED} from register order by version desc").fetchall()
    return [RegisterRow(**dict(zip(_COLUMNS, row, strict=True))) for row in rows]


def newest(store: Store) -> RegisterRow | None:
    """Return the version that counts, None before the first one."""
    with store.reading() as db:
        row = db.execute(f"select {_LISTED} from register order by version desc limit 1").fetchone()
    return RegisterRow(**dict(zip(_COLUMNS, row, strict=True))) if row else None


def forget_registers(store: Store) -> None:
    """Let all versions go: root was pinned anew."""
    with store.writing() as db:
        db.execute("delete from register")


def note_seal(store: Store, sealed: SealedBy) -> None:
    """Write down which seal closed a bundle; said once, it stays."""
    with store.writing() as db:
        db.execute(
            "insert into bundle_seal (bundle_id, kid, registry_version) values (?, ?, ?) "
            "on conflict (bundle_id) do nothing",
            astuple(sealed),
        )


def seals(store: Store) -> dict[str, SealedBy]:
    """Return which seal closed each bundle, by the bundle's id."""
    with store.reading() as db:
        rows = db.execute("select bundle_id, kid, registry_version from bundle_seal").fetchall()
    return {
        bundle_id: SealedBy(bundle_id=bundle_id, kid=kid, registry_version=version)
        for bundle_id, kid, version in rows
    }
