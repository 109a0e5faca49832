"""Lists of offices to test with: published, sealed by sticks, forged."""

from desktop_app.actions import answers, publishing, registering, registers
from desktop_app.exchange.signing import make_key
from desktop_app.records.record import Record
from desktop_app.records.revision import seal
from tests.cli.conftest import PROJECT


def published(sela, folder, **how):
    return publishing.publish(sela, folder / "list", **how)


def answered(sela, folder, office="BO"):
    return answers.make_answer(sela, office, folder / "answers").bundle


def kid_of(office):
    from desktop_app.exchange.signing import kid_of as short_name  # noqa: PLC0415 - one use

    return short_name(office.setting("public_key"))


def a_line(number, office, kind="initiative"):
    values = {"title": PROJECT["title"]} if kind == "initiative" else {"name": PROJECT["title"]}
    record = Record(
        kind=kind,
        uid=f"00000000-0000-4000-8000-{number:012d}",
        office=office,
        human_code=f"{office}-2026-{number:04d}",
        values=values,
    )
    return seal(record, parents=[], author=office, at="2026-03-15T12:00:00Z")


def rooted(bo, sela, folder):
    """Let a seal on a stick publish, by number 2; return its file."""
    published(sela, folder)
    stick = folder / "root.key"
    registering.set_root(sela, (make_key(stick),), 1)
    begun = published(sela, folder)
    publishing.sign(sela, begun.path, folder / "rooted.surco", key=stick)
    for office in (sela, bo):
        registers.read_file(office, folder / "rooted.surco")
    return stick


def finished(sela, folder, first, second):
    """Publish a change of root with the seals of both; return the file."""
    out = folder / f"{second}.surco"
    begun = published(sela, folder, key=folder / first if first else None)
    publishing.sign(sela, begun.path, out, key=folder / second)
    registers.read_file(sela, out)
    return out


def new_seal(office):
    office.key_path.replace(office.home / "stolen.key")
    office.change_setting("public_key", make_key(office.key_path))


def forged_answer(sela, key, path):
    from desktop_app.exchange.bundle import Outgoing  # noqa: PLC0415 - one use
    from desktop_app.exchange.bundle_writing import write_bundle  # noqa: PLC0415 - one use
    from desktop_app.exchange.receipt import Receipt, receipt_bytes  # noqa: PLC0415 - one use
    from desktop_app.exchange.signing import open_key  # noqa: PLC0415 - one use

    receipt = receipt_bytes(Receipt(about="0" * 64, seq=1, office="BO"))
    outgoing = Outgoing(
        kind="answer",
        office="SELA",
        stream="x",
        to="BO",
        seq=9,
        made_at=sela.moment(),
        app="x",
    )
    with open_key(key) as signer:
        write_bundle(path, outgoing, {"receipt": [receipt]}, signer)
    return path
