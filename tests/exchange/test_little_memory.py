"""The largest bundles that there may be, read by a program that has 512 MB and not more."""

import json
import random
import subprocess
import sys
from dataclasses import replace

import pytest

from desktop_app.exchange import manifest, zipguard
from desktop_app.exchange.manifest import RECORDS_LIMIT
from tests.builders import PROJECT
from tests.exchange.sealing import a_bundle, a_revision, members, sealed_anew

MEMORY = 512 * 1024 * 1024
LINE = 100_000
READER = """
import json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
from desktop_app.errors import BundleRejected
from tests.exchange.sealing import a_signer, read, trusting
path = Path(sys.argv[1])
with a_signer(path.parent) as signer:
    keys = trusting(signer)
try:
    found = read(path, keys)
    told = [len(found.revisions), len(found.files), ""]
except BundleRejected as refused:
    told = [0, 0, refused.text]
status = Path("/proc/self/status").read_text()  # what its parent took counts in ru_maxrss too
peak = int(status.partition("VmHWM:")[2].split()[0])
print(json.dumps([*told, peak // 1024]))
"""


def read_in_little_memory(path):
    """Return revisions, files, the sentence of a refusal, and the most megabytes it took."""
    done = subprocess.run(
        [sys.executable, "-c", READER.format(memory=MEMORY), path],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def lines(size, share):
    """Yield revisions of `size` bytes in all, of which this share cannot be packed smaller."""
    chance = random.Random(29)  # noqa: S311 - what does not pack, not a secret
    hard = int(LINE * share)
    for number in range(size // (LINE + 400)):
        text = chance.randbytes(hard // 2).hex() + "x" * (LINE - hard)
        yield a_revision(number, title={"original": "es", "es": "Semillas"}, lessons={"es": text})


@pytest.fixture
def largest(tmp_path):
    """A bundle with as many bytes of records as one may hold, near the largest file."""
    return a_bundle(tmp_path, list(lines(RECORDS_LIMIT - 100_000, 0.66)))[0]


@pytest.mark.case("B29")
def test_the_largest_bundle_is_read_in_512_megabytes(largest):
    revisions, _files, refused, peak = read_in_little_memory(largest)

    assert largest.stat().st_size > 0.9 * zipguard.FILE_LIMIT
    assert refused == ""
    assert revisions > 1_600
    assert peak < MEMORY // 1024 // 1024


@pytest.mark.case("B29")
def test_more_records_than_memory_holds_are_refused_before_one_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(manifest, "RECORDS_LIMIT", 2**40)
    path, _keys = a_bundle(tmp_path, list(lines(RECORDS_LIMIT + 5_000_000, 0.02)))
    _revisions, _files, refused, peak = read_in_little_memory(path)

    assert refused == zipguard.TOO_BIG
    assert peak < 200


@pytest.mark.case("B29")
@pytest.mark.parametrize("role", ["revisions", "attachment", "weather"])
def test_one_part_that_is_listed_a_thousand_times_is_refused(tmp_path, monkeypatch, role):
    path, _keys = a_bundle(tmp_path, list(lines(3_000_000, 0.1)))
    blob = manifest.read_manifest(members(path)["manifest.json"]).blobs[0]
    again = tuple(replace(blob, role=role, ord=number) for number in range(1_000))
    sealed_anew(path, tmp_path, blobs=again)
    _revisions, _files, refused, peak = read_in_little_memory(path)

    assert refused == zipguard.TOO_BIG
    assert peak < 200
