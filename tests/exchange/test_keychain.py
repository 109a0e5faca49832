import time

import keyring
import pytest
from keyring.backends import fail, null

from desktop_app.exchange import keychain
from tests.exchange.keychains import Broken, Denying, Forgetful, Keychain, Locked


@pytest.fixture
def use(monkeypatch):
    """Make this the keychain of the system, until the test ends."""
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_what_is_kept_comes_back_until_it_is_forgotten(use):
    use(Keychain())
    kept = keychain.keep("BO 1", "cuatro palabras")
    back = keychain.recall("BO 1")
    keychain.forget("BO 1")

    assert (kept, back, keychain.recall("BO 1")) == (True, "cuatro palabras", None)


@pytest.mark.case("K7")
@pytest.mark.parametrize("kind", [fail.Keyring, null.Keyring, Denying, Broken, Forgetful])
def test_a_keychain_that_does_not_keep_says_so_and_fails_nobody(use, kind):
    use(kind())

    assert keychain.keep("BO 1", "cuatro palabras") is False
    assert keychain.recall("BO 1") is None
    assert keychain.forget("BO 1") is None


@pytest.mark.case("K7")
def test_a_keychain_that_waits_for_a_person_is_left_alone_after_a_while(use, monkeypatch):
    locked = Locked()
    use(locked)
    monkeypatch.setattr(keychain, "PATIENCE", 0.05)
    begun = time.monotonic()

    assert keychain.keep("BO 1", "cuatro palabras") is False
    assert keychain.recall("BO 1") is None
    assert time.monotonic() - begun < 5
    locked.let_go.set()


@pytest.mark.parametrize("kind", [fail.Keyring, null.Keyring])
def test_a_makeshift_of_keyring_is_no_keychain(use, kind):
    use(kind())

    assert keychain.is_there() is False


def test_a_keychain_of_the_system_is_one(use):
    use(Keychain())

    assert keychain.is_there() is True
