"""Registers of offices to test with: valid by default, say only what matters."""

import base64
import os
from contextlib import ExitStack
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop_app.exchange.register import Listed, OfficeKey, Register, Root
from desktop_app.exchange.register_file import Held, add_seal, judge, seal_register, what_it_says
from tests.exchange.sealing import MOMENT, a_signer


def any_public_key():
    """Return the public part of a new seal that nobody uses."""
    point = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    return base64.b64encode(b"Ed" + os.urandom(8) + point).decode()


def public(folder, name):
    with a_signer(folder, name) as signer:
        return signer.public_key


def a_root(folder, *names, threshold=1, version=1):
    return Root(
        keys=tuple(sorted(public(folder, name) for name in names)),
        threshold=threshold,
        version=version,
    )


def an_office(folder, code="BO", key=None, **changes):
    keys = (OfficeKey(public_key=public(folder, key or code)),)
    return Listed(
        **{"code": code, "role": "office", "names": {"own": code}, "keys": keys, **changes}
    )


def a_register(folder, version=1, root=None, **changes):
    """Return a register of SELA in which BO is listed; root is the seal ROOT-A."""
    secretariat = an_office(folder, "SELA", role="secretariat")
    given = {
        "version": version,
        "secretariat": secretariat,
        "root": root or a_root(folder, "ROOT-A"),
        "offices": (an_office(folder),),
    }
    return Register(**{**given, **changes})


def sealed(folder, register, first="ROOT-A", *further, known=None):
    """Return the file of a register with the seals of these keys."""
    with ExitStack() as opened:
        signers = [opened.enter_context(a_signer(folder, name)) for name in (first, *further)]
        file = seal_register(register, signers[0], made_at=MOMENT, app="surco 0.1", prev="")
        for signer in signers[1:]:
            file = add_seal(file, signer, known or register.root)
    return file


def held(folder, version=1, root=None):
    """Return the register that an office holds, and the root it knows."""
    register = a_register(folder, version, root)
    said = what_it_says(sealed(folder, register, *_names(folder, register.root)))
    return Held(id=said.id, register=register)


def judged(file, here, publisher="SELA"):
    return judge(file, here.register.root, here, publisher)


def _names(folder, root):
    named = {public(folder, name): name for name in ("ROOT-A", "ROOT-B", "ROOT-C", "ROOT-D", "EC")}
    return [named[key] for key in root.keys]


def with_key(register, **changes):
    """Return the register with the first key of its first office changed."""
    office = register.offices[0]
    key = replace(office.keys[0], **changes)
    return replace(register, offices=(replace(office, keys=(key,)), *register.offices[1:]))
