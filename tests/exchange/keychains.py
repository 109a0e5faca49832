"""Keychains for tests: one that works, and those that are locked, deny or are broken."""

import threading

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class Keychain(KeyringBackend):
    """Keeps what it is given, as a system's keychain does."""

    priority = 9

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if (service, username) not in self.kept:
            raise PasswordDeleteError(username)
        del self.kept[service, username]


class Denying(Keychain):
    def get_password(self, *_):
        raise KeyringLocked("the person said no")

    set_password = delete_password = get_password


class Locked(Keychain):
    """Waits for somebody who never comes."""

    def __init__(self):
        super().__init__()
        self.let_go = threading.Event()

    def get_password(self, *_):
        self.let_go.wait(60)

    set_password = delete_password = get_password


class Broken(Keychain):
    def get_password(self, *_):
        raise OSError("org.freedesktop.DBus.Error.ServiceUnknown")

    set_password = delete_password = get_password


class Forgetful(Keychain):
    """Takes a secret and does not give it back."""

    def set_password(self, *_):
        pass
