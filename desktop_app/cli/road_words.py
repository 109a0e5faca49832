"""How a record came here, on the command line: which bundles, and which of units behind them."""

from collections.abc import Iterable, Mapping
from typing import Any

import click

from desktop_app.actions import evidence
from desktop_app.actions.office import Office
from desktop_app.cli.session import Session
from desktop_app.records.evidence_words import BEFORE, CAME, PROOFS


def plain_roads(office: Office, uid: str) -> list[dict[str, Any]]:
    """Return the bundles that brought a record, with the units' bundles behind each, for JSON."""
    return [
        {
            "office": passage.bundle.office,
            "sequence": passage.bundle.seq,
            "received": passage.bundle.at,
            "check_code": passage.bundle.check_code,
            "outcome": passage.outcome,
            "origins": [
                {
                    "office": one.office,
                    "sequence": one.seq,
                    "made_at": one.made_at,
                    "check_code": one.check_code,
                    "proof": one.proof,
                }
                for one in behind
            ],
        }
        for passage, behind in evidence.came_by(office, uid)
    ]


def tell_roads(session: Session, came: Iterable[Mapping[str, Any]]) -> None:
    """Say how a record came here."""
    for one in came:
        date = session.language.date(one["received"][:10])
        said = session.language.text(CAME, number=one["sequence"], office=one["office"], date=date)
        click.echo(f"  < {said}")
        for origin in one["origins"]:
            said = session.language.text(
                BEFORE,
                number=origin["sequence"],
                office=origin["office"],
                digits=origin["check_code"],
                proof=session.language.text(PROOFS[origin["proof"]]),
            )
            click.echo(f"    < {said}")
