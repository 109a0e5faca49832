"""The installations whose bundles are taken, each by its public key."""

from dataclasses import astuple, dataclass, fields

from desktop_app.store.database import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedOffice:
    """One installation; `kid` names its key, `status` is active or revoked, `role` as in Office."""

    office: str
    name: str
    role: str
    public_key: str
    kid: str
    status: str
    since: str


_COLUMNS = tuple(field.name for field in fields(TrustedOffice))
_LISTED = ", ".join(_COLUMNS)


def add_trusted(store: Store, known: TrustedOffice) -> None:
    """Take bundles under this key from now on; what was said of the same key before falls."""
    marks = ", ".join("?" * len(_COLUMNS))
    with store.writing() as db:
        db.execute(f"insert or replace into trusted ({_LISTED}) values ({marks})", astuple(known))


def trusted(store: Store) -> list[TrustedOffice]:
    """Return all known installations in the order of their offices, revoked ones too."""
    with store.reading() as db:
        rows = db.execute(f"select {_LISTED} from trusted order by office, since, kid").fetchall()
    return [TrustedOffice(**dict(zip(_COLUMNS, row, strict=True))) for row in rows]
