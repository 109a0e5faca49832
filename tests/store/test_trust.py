"""The installations whose bundles are taken."""

from dataclasses import replace

from desktop_app.store import trust
from desktop_app.store.trust import TrustedOffice

BOLIVIA = TrustedOffice(
    office="BO",
    name="Viceministerio",
    role="office",
    public_key="RWQ1",
    kid="K1",
    status="active",
    since="2026-11-23T17:08:51Z",
)


def test_trusted_installations_come_in_the_order_of_their_offices(store):
    chile = replace(BOLIVIA, office="CL", kid="K2", public_key="RWQ2")
    second = replace(BOLIVIA, kid="K3", public_key="RWQ3", since="2026-12-01T00:00:00Z")
    for known in (chile, second, BOLIVIA):
        trust.add_trusted(store, known)

    assert trust.trusted(store) == [BOLIVIA, second, chile]


def test_what_is_said_anew_of_a_key_replaces_what_was_said(store):
    trust.add_trusted(store, BOLIVIA)

    trust.add_trusted(store, replace(BOLIVIA, status="revoked"))

    assert trust.trusted(store) == [replace(BOLIVIA, status="revoked")]
