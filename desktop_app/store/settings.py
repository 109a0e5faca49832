"""What this installation was told about itself: name -> text."""

from desktop_app.store.database import Store

PUBLIC_KEY, SEAL_FILE, SEAL_SINCE = "public_key", "seal_file", "seal_since"
NEXT_PUBLIC_KEY, NEXT_SEAL_FILE = "next_public_key", "next_seal_file"
SHEET_PRINTED, KEYCHAIN = "recovery_sheet_printed", "seal_in_keychain"
# They speak of files beside the store: a backup of the store must not turn them back.
OF_SEAL = (
    *(PUBLIC_KEY, SEAL_FILE, SEAL_SINCE, NEXT_PUBLIC_KEY, NEXT_SEAL_FILE),
    *(SHEET_PRINTED, KEYCHAIN),
)

_OWN = "store."  # names the store keeps for itself


def get(store: Store, name: str, default: str = "") -> str:
    """Return a setting, or `default` when it was never given."""
    with store.reading() as db:
        found = db.execute("select value from setting where name = ?", (name,)).fetchone()
    return found[0] if found else default


def put(store: Store, name: str, value: str) -> None:
    """Keep a setting in place of the one before."""
    with store.writing() as db:
        db.execute("insert or replace into setting (name, value) values (?, ?)", (name, value))


def all_settings(store: Store) -> dict[str, str]:
    """Return every setting by name."""
    with store.reading() as db:
        rows = db.execute("select name, value from setting order by name").fetchall()
    return {name: value for name, value in rows if not name.startswith(_OWN)}
