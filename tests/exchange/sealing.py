"""Keys, records and bundles to test with: valid by default, say only what matters."""

import hashlib
import io
import random
import zipfile
import zlib
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from desktop_app.errors import BundleRejected
from desktop_app.exchange.bundle import Outgoing, TrustedKey
from desktop_app.exchange.bundle_reading import read_bundle
from desktop_app.exchange.bundle_writing import write_bundle
from desktop_app.exchange.manifest import comment_of, manifest_bytes, read_manifest
from desktop_app.exchange.signing import make_key, open_key
from desktop_app.records.record import Record
from desktop_app.records.revision import seal

MOMENT = "2026-03-15T12:00:00Z"


@cache
def key_file(name="BO"):
    """Return the bytes of a key that all tests of this run share."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        make_key(path)
        return path.read_bytes()


def a_signer(folder, name="BO"):
    """Open the shared key `name`; use it in a with statement."""
    path = Path(folder) / f"{name}.key"
    if not path.exists():
        path.write_bytes(key_file(name))
    return open_key(path)


def trusting(signer, office="BO", role="office", **changes):
    """Return the keys of a reader who knows this signer."""
    key = TrustedKey(
        **{
            "office": office,
            "name": f"Office of {office}",
            "role": role,
            "public_key": signer.public_key,
            **changes,
        }
    )
    return {signer.kid: key}


def a_revision(number=1, office="BO", **values):
    record = Record(
        kind="initiative",
        uid=f"00000000-0000-4000-8000-{number:012d}",
        office=office,
        human_code=f"{office}-2026-{number:04d}",
        values=values or {"title": {"original": "es", "es": f"Semillas {number}"}},
    )
    return seal(record, parents=[], author=office, at=MOMENT)


def outgoing(**changes):
    return Outgoing(
        **{
            "kind": "submission",
            "office": "BO",
            "stream": "a-stream",
            "to": "SELA",
            "seq": 3,
            "made_at": MOMENT,
            "app": "surco 0.1",
            "prev": "ab" * 32,
            "counts": {"initiative": 1},
            **changes,
        }
    )


def a_bundle(folder, revisions=None, *, name="b.surco", blobs=None, files=(), **changes):
    """Write a bundle of office BO and return its path and the keys of a reader who knows BO."""
    revisions = [a_revision()] if revisions is None else revisions
    path = Path(folder) / name
    with a_signer(folder) as signer:
        pieces = {"revisions": [revision.line for revision in revisions], **(blobs or {})}
        write_bundle(path, outgoing(**changes), pieces, signer, files=files)
        return path, trusting(signer)


def read(path, keys, **changes):
    return read_bundle(path, keys, **{"kinds": ["submission"], "addressee": "SELA", **changes})


def taken(data, path, keys):
    """Return what a reader takes from these bytes, None when the file is refused."""
    path.write_bytes(data)
    try:
        return content(read(path, keys))
    except BundleRejected:
        return None


def content(bundle):
    """Return all that matters of a bundle, to compare it with another."""
    return (
        *(bundle.manifest, bundle.revisions, bundle.refused_lines),
        *(bundle.receipt, bundle.card, bundle.files),
    )


def mutated(data, chance: random.Random):
    """Return `data` after one to four random changes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(changed))
        length = chance.randint(1, 30)
        match chance.randrange(5):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                del changed[place : place + length]
            case 2:
                changed[place:place] = changed[place : place + length]
            case 3:
                changed[place : place + length] = chance.randbytes(length)
            case _:
                other = chance.randrange(len(changed))
                changed[place : place + length] = changed[other : other + length]
    return bytes(changed)


def deflated(content):
    stream = zlib.compressobj(6, zlib.DEFLATED, -15)
    return stream.compress(content) + stream.flush()


def members(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed_again(parts, method=zipfile.ZIP_DEFLATED, folder=""):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as packed:
        if folder:
            packed.writestr(folder, b"")
        for name, content in parts.items():
            packed.writestr(folder + name, content)
    return file.getvalue()


def sealed_anew(path, folder, **changes):
    """Change the manifest of a bundle of BO and seal it again with BO's key."""
    parts = members(path)
    manifest = replace(read_manifest(parts["manifest.json"]), **changes)
    data = manifest_bytes(manifest)
    with a_signer(folder) as signer:
        name = hashlib.sha256(data).hexdigest()
        parts["manifest.json.minisig"] = signer.sign(data, comment_of(manifest, name))
    parts["manifest.json"] = data
    path.write_bytes(packed_again(parts))


def refusal(path, keys, **changes):
    with pytest.raises(BundleRejected) as told:
        read(path, keys, **changes)
    return str(told.value)
