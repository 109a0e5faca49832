"""Sealing everything an office has into a bundle, and proving and reading such a bundle."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import zipfile
import zlib
from contextlib import closing, contextmanager

from desktop_app.actions.bundles import export_bundle
from desktop_app.actions.gathering import what_goes
from desktop_app.actions.sealing import Parcel, seal_bundle
from desktop_app.exchange.bundle_reading import read_bundle
from desktop_app.records.progress import SILENT
from desktop_app.store import revisions
from tests.bench.offices import filled, reopened
from tests.bench.rounds import Benchmark, Trio, timed

_ZSTD = shutil.which("zstd")


@contextmanager
def _sealing(size, folder):
    """Measure the bundle alone, from the records in the file to the sealed and proved bundle."""

    def seal(office):
        lines = what_goes(office).lines
        parcel = Parcel(kind="submission", addressee="", lines=lines)
        with office.signer() as signer:
            seal_bundle(office, folder / "post", parcel, signer, SILENT)

    with _sending(size, folder, seal) as trio:
        yield trio


@contextmanager
def _exporting(size, folder):
    """Measure the whole verb: with PDF summary, e-mail draft, and each record marked as sent."""
    with _sending(size, folder, lambda office: export_bundle(office, folder / "post")) as trio:
        yield trio


@contextmanager
def _sending(size, folder, send):
    home = filled(folder, size)
    lines = _lines(home, folder)

    def sent():
        with reopened(home, folder) as office:
            return timed(lambda: send(office))

    yield Trio(
        ours=sent,
        limit=lambda: timed(lambda: _vacuumed(home, folder)),
        peer=lambda: timed(lambda: _bagged(lines, folder / "bag.zip")),
        limit_is=f"VACUUM INTO and {'zstd -3' if _ZSTD else 'zlib level 1 (no zstd here)'}",
        peer_is="the lines with a list of SHA-256 in a deflated ZIP, as BagIt does, unsealed",
    )


@contextmanager
def _proving(size, folder):
    """Measure proving and reading a bundle, down to its records."""
    home = filled(folder, size)
    lines = _lines(home, folder)
    bag = folder / "bag.zip"
    _bagged(lines, bag)
    plain = folder / "lines.jsonl"
    plain.write_bytes(b"\n".join(lines))
    with reopened(home, folder) as office:
        path = export_bundle(office, folder / "post").bundle
        trusted = office.trusted()

    yield Trio(
        ours=lambda: timed(lambda: read_bundle(path, trusted, kinds=("submission",))),
        limit=lambda: timed(lambda: hashlib.sha256(plain.read_bytes()).digest()),
        peer=lambda: timed(lambda: _unbagged(bag)),
        limit_is="SHA-256 of the plain lines",
        peer_is="zipfile, SHA-256 and json of the BagIt-like ZIP, unsealed",
    )


def _lines(home, folder):
    with reopened(home, folder) as office:
        return [one.line for one in revisions.unacknowledged(office.store, office.code)]


def _vacuumed(home, folder):
    plain, packed = folder / "limit.db", folder / "limit.packed"
    plain.unlink(missing_ok=True)
    with closing(sqlite3.connect(home / "surco.db")) as db:
        db.execute("vacuum into ?", (str(plain),))
    if _ZSTD:
        subprocess.run([_ZSTD, "-3", "-q", "-f", plain, "-o", packed], check=True)
    else:
        packed.write_bytes(zlib.compress(plain.read_bytes(), 1))


def _bagged(lines, path):
    data = b"\n".join(lines)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bag:
        bag.writestr("data/records.jsonl", data)
        bag.writestr("manifest-sha256.txt", hashlib.sha256(data).hexdigest())


def _unbagged(path):
    with zipfile.ZipFile(path) as bag:
        data = bag.read("data/records.jsonl")
        if hashlib.sha256(data).hexdigest() != bag.read("manifest-sha256.txt").decode():
            raise ValueError(path)
    return [json.loads(line) for line in data.split(b"\n")]


BUNDLE = Benchmark(name="bundle", size=2_000, rounds=3, goal=5.0, prepare=_sealing)
EXPORT = Benchmark(name="export", size=2_000, rounds=3, goal=None, prepare=_exporting)
VERIFY = Benchmark(name="verify", size=2_000, rounds=5, goal=14.0, prepare=_proving)
