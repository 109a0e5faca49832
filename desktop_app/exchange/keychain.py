"""The keychain of the system, where there is one: it keeps the passphrase of a seal.

No keychain, a locked one or one that is denied is no failure: the passphrase is typed then. The
program never waits longer than `PATIENCE` for it, whatever window the system shows meanwhile.
"""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

Answer = TypeVar("Answer")

SERVICE = "Surco"
PATIENCE = 8.0  # seconds: a person may have to open the keychain
_PROBE = 3.0  # seconds in which a keychain that is there says so


def is_there() -> bool:
    """Tell whether this system has a keychain that keeps secrets for its user."""
    return _asked(_keychain, _PROBE) is not None


def recall(name: str) -> str | None:
    """Return what was kept under `name`; None when it is not given, for whatever reason."""

    def get() -> str | None:
        keychain = _keychain()
        return keychain.get_password(SERVICE, name) if keychain else None

    return _asked(get, PATIENCE)


def keep(name: str, secret: str) -> bool:
    """Keep a secret under `name` and prove that it comes back; False when it is not kept."""

    def put() -> bool:
        keychain = _keychain()
        if keychain is None:
            return False
        keychain.set_password(SERVICE, name, secret)
        return keychain.get_password(SERVICE, name) == secret

    return bool(_asked(put, PATIENCE))


def forget(name: str) -> None:
    """Let the keychain forget `name`, if it is there and knows it."""

    def remove() -> None:
        keychain = _keychain()
        if keychain is not None:
            keychain.delete_password(SERVICE, name)

    _asked(remove, PATIENCE)


def _keychain() -> "KeyringBackend | None":
    """Return the keychain, None where keyring knows but a makeshift: nothing is kept in a file."""
    import keyring  # noqa: PLC0415 - start time
    from keyring.core import recommended  # noqa: PLC0415 - start time

    found = keyring.get_keyring()
    return found if recommended(found) else None


def _asked(ask: Callable[[], Answer | None], patience: float) -> Answer | None:
    """Return the answer of the keychain, None when it fails or takes too long.

    Its libraries raise whatever they like (D-Bus, COM, missing parts), and a locked keychain waits
    for a person: it is asked in a thread that is left behind if need be.
    """
    answers: list[Answer | None] = []

    def work() -> None:
        try:
            answers.append(ask())
        except Exception:  # noqa: BLE001 - any failure of a foreign keychain means: type it
            answers.append(None)

    asking = threading.Thread(target=work, name="surco-keychain", daemon=True)
    asking.start()
    asking.join(patience)
    return answers[0] if answers else None
