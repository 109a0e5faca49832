"""An office and a Secretariat of their own, closed after each test."""

import shutil
from datetime import UTC, datetime

import pytest

from desktop_app.actions import bundles, keys, merging, planning, records
from desktop_app.actions.office import SECRETARIAT, open_office, set_up
from desktop_app.exchange.bundle import Outgoing
from desktop_app.exchange.bundle_writing import write_bundle
from desktop_app.exchange.receipt import receipt_bytes
from tests.cli.conftest import PROJECT

TODAY = datetime(2026, 3, 15, 12, tzinfo=UTC)


def today():
    """Return the day on which tests happen."""
    return TODAY


@pytest.fixture
def office(tmp_path):
    with set_up(tmp_path / "home", code="BO", name="Oficina de ejemplo", clock=today) as opened:
        yield opened


@pytest.fixture
def secretariat(tmp_path):
    folder = tmp_path / "secretariat"
    with set_up(
        folder, code="SELA", name="Secretaría de ejemplo", role=SECRETARIAT, clock=today
    ) as opened:
        yield opened


@pytest.fixture
def pair(tmp_path):
    """An office and the Secretariat with each other's cards."""
    bo = set_up(tmp_path / "bo", code="BO", name="Oficina")
    sela = set_up(tmp_path / "sela", code="SELA", name="SELA", role="secretariat")
    for office, other in ((bo, sela), (sela, bo)):
        path = tmp_path / f"{office.code}.surco"
        keys.make_card(office, path)
        keys.trust_card(other, keys.read_card(path))
    yield bo, sela
    bo.close()
    sela.close()


def ready(office, **changed):
    record = records.from_plain(office, "initiative", {**PROJECT, **changed})
    return records.mark_ready(office, records.enter_record(office, record))


def sent(office, folder):
    return bundles.export_bundle(office, folder).bundle


def merged(sela, bundle):
    return merging.apply_plan(sela, planning.plan_bundle(sela, bundle))


def in_conflict(pair, tmp_path):
    """Let two copies of the office change one field and the Secretariat merge both."""
    bo, sela = pair
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    bo.close()
    shutil.copytree(bo.home, tmp_path / "bo2")
    for home, value in ((tmp_path / "bo", "S14"), (tmp_path / "bo2", "S26")):
        with open_office(home) as copy:
            changed = records.edit_record(copy, record.uid, {"sector": value})
            records.mark_ready(copy, changed)
            merged(sela, sent(copy, tmp_path / home.name / "post"))
    return records.find(sela, record.uid)


def hostile(office, revisions, folder, *, receipt=None, files=(), **said):
    """Seal with the key of `office` lines that its program would never send."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{len(list(folder.iterdir()))}.surco"
    outgoing = Outgoing(
        **{
            "kind": "submission",
            "office": office.code,
            "stream": "hostile",
            "to": "",
            "seq": 1,
            "made_at": office.moment(),
            "app": "hostile",
            **said,
        }
    )
    blobs = {"revisions": [revision.line for revision in revisions]}
    if receipt is not None:
        blobs["receipt"] = [receipt_bytes(receipt)]
    with office.signer() as signer:
        write_bundle(path, outgoing, blobs, signer, files=files)
    return path
