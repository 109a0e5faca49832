"""The readers of files from outside, each with valid samples and with what may never happen to it.

A sealed file may be refused, or mean what one of the samples means; another may be refused, or give
what the program itself would write again.
"""

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from desktop_app.errors import BadAnswer, UserError
from desktop_app.exchange.armour import armoured, files_in
from desktop_app.exchange.card import read_card
from desktop_app.exchange.encryption import (
    check_recipient,
    decrypted,
    encrypted,
    make_reader,
    open_reader,
)
from desktop_app.exchange.iati import read_iati
from desktop_app.exchange.manifest import comment_of, read_canonical, read_manifest
from desktop_app.exchange.origin import ORIGIN_LIMIT, origins_bytes, read_origins
from desktop_app.exchange.questions import Question
from desktop_app.exchange.receipt import (
    RECEIPT_LIMIT,
    Receipt,
    ReceiptRecord,
    read_receipt,
    receipt_bytes,
)
from desktop_app.exchange.register import read_register, register_bytes
from desktop_app.records.kinds import KINDS
from desktop_app.records.merge import Outcome, plan
from desktop_app.records.plain import canonical, normal
from desktop_app.records.restored import unfit
from desktop_app.records.revision import read_revision, revision_id, seal
from tests.builders import a_project, a_source
from tests.exchange.registers import a_register, an_office, held, judged, sealed
from tests.exchange.sealing import (
    MOMENT,
    a_bundle,
    a_revision,
    a_signer,
    content,
    members,
    packed_again,
    read,
)
from tests.exchange.test_card import a_card
from tests.exchange.test_opening import a_letter
from tests.exchange.test_origin import LINES, an_origin
from tests.exchange.test_parts import written
from tests.mutations.mutator import Mutator
from tests.mutations.samples import ACTIVITIES, ORGANISATIONS

UID = "00000000-0000-4000-8000-00000000000"


@dataclass(frozen=True)
class Parser:
    """`make` gives the broken file of a seed; `holds` judges what of it was taken."""

    make: Callable[[int], bytes]
    take: Callable[[bytes], object]
    holds: Callable[[object], bool]


def from_samples(samples):
    return lambda seed: Mutator(samples, seed).made()


def two_bundles(folder):
    """Return paths of two true bundles and the keys that know them."""
    document = b"%PDF-1.7 " * 20
    files = [("00" * 32, b"of another name"), (digest(document), document)]
    one, keys = a_bundle(folder, [a_revision(number) for number in range(4)], name="one.surco")
    two, _ = a_bundle(folder, [a_revision(9)], name="two.surco", seq=4, files=files)
    return [one, two], keys


def digest(data):
    return hashlib.sha256(data).hexdigest()


def file_taker(folder, reader):
    """Return what writes bytes to a file and reads that."""
    path = folder / "broken"

    def take(data):
        path.write_bytes(data)
        return reader(path)

    return take


def one_of(meanings):
    """Tell of what was taken whether it means what a sample means."""
    return lambda found: found in meanings


def bundle(folder):
    paths, keys = two_bundles(folder)
    meanings = [content(read(path, keys)) for path in paths]
    take = file_taker(folder, lambda path: content(read(path, keys)))
    return Parser(from_samples([path.read_bytes() for path in paths]), take, one_of(meanings))


def bundle_parts(folder):
    """Break one file inside a bundle and pack it again, so that the archive itself is sound."""
    paths, keys = two_bundles(folder)
    meanings = [content(read(path, keys)) for path in paths]
    archives = [members(path) for path in paths]

    def make(seed):
        chance = random.Random(seed)  # noqa: S311 - the same files again
        parts = dict(chance.choice(archives))
        name = chance.choice(sorted(parts))
        others = [archive[one] for archive in archives for one in archive]
        parts[name] = Mutator([parts[name], chance.choice(others)], seed).made()
        return packed_again(parts)

    take = file_taker(folder, lambda path: content(read(path, keys)))
    return Parser(make, take, one_of(meanings))


def parts_of_one(folder):
    """Break files that are parts of one bundle; the others lie beside, whole."""
    with pytest.MonkeyPatch.context() as patch:
        made = written(folder, patch)
    samples = [path.read_bytes() for path in made.paths]
    first, *others = made.paths
    broken = folder / "broken"

    def take(data):
        broken.write_bytes(data)
        beside = read(first, made.keys, beside=lambda _hash: [broken, *others])
        assert beside.files == made.files  # a broken file beside the whole ones spoils nothing
        return read(broken, made.keys, beside=lambda _hash: [first, *others])

    def holds(found):
        return found.revisions == made.lines and found.files.items() <= made.files.items()

    return Parser(from_samples(samples), take, holds)


def sealed_manifest(folder):
    """Break the manifest of a bundle and seal it truly: an office whose program went wrong."""
    (path, other), keys = two_bundles(folder)
    parts = members(path)
    samples = [members(one)["manifest.json"] for one in (path, other)]
    first = read_manifest(samples[0])

    def take(data):
        try:
            manifest = read_manifest(data)
        except UserError:
            manifest = first  # the seal fits, whatever the manifest is
        with a_signer(folder) as signer:
            seal = signer.sign(data, comment_of(manifest, digest(data)))
        sealed = {**parts, "manifest.json": data, "manifest.json.minisig": seal}
        path.write_bytes(packed_again(sealed))
        return read(path, keys).manifest

    return Parser(from_samples(samples), take, lambda found: found.fits)


def record_line(_folder):
    """Break the sealed lines of records: what a merge would make of each is worked out."""
    several = [a_project(), a_source()]
    lines = [seal(record, parents=[], author="BO", at=MOMENT).line for record in several]

    def take(data):
        try:
            revision = read_revision(data)
        except BadAnswer as error:
            raise UserError(error.text) from error
        planned = plan({}, [revision], {revision.id: why} if (why := unfit(revision, [])) else {})
        return revision, planned

    def holds(found):
        revision, planned = found
        return revision.id == revision_id(revision.line) and len(planned.records) == 1

    return Parser(from_samples(lines), take, holds)


def card(folder):
    path, true = a_card(folder)
    whole = path.read_bytes()
    (folder / "other").mkdir()
    second, other = a_card(folder / "other", office="PE", name="Otra oficina")
    samples = [whole, second.read_bytes()]
    return Parser(
        from_samples(samples), file_taker(folder, read_card), lambda found: found in (true, other)
    )


def receipt(_folder):
    several = Receipt(
        about="ab" * 32,
        seq=4,
        office="BO",
        records=(
            ReceiptRecord(uid=UID + "1", outcome=Outcome.NEW, human_code="BO-2026-0001"),
            ReceiptRecord(uid=UID + "2", outcome=Outcome.REFUSED, reason="It is another's."),
        ),
        missing_seqs=(2, 3),
        revisions=("cd" * 32, "ef" * 32),
        files=("01" * 32,),
        questions=(
            Question(uid=UID + "1", field="stage", text="Is it {state}?", values={"state": "EXE"}),
        ),
    )
    empty = Receipt(about="12" * 32, seq=1, office="SELA")

    def take(data):
        plain = read_canonical(data, RECEIPT_LIMIT)
        return read_receipt(plain if isinstance(plain, dict) else {})

    def holds(found):
        return take(receipt_bytes(take(receipt_bytes(found)))) == take(receipt_bytes(found))

    return Parser(from_samples([receipt_bytes(several), receipt_bytes(empty)]), take, holds)


def evidence(folder):
    """Break what a national office passes on of its units: what is taken, a unit sealed."""
    true = an_origin(folder)
    lines = {one.id: one.line for one in LINES}

    def take(data):
        plain = read_canonical(data, ORIGIN_LIMIT)
        found, _poor = read_origins(plain if isinstance(plain, dict) else {}, "BO", ("BO",))
        return [(one, one.is_whole(lines)) for one in found]

    def holds(found):
        return all(
            one.manifest == true.manifest and (not whole or one.revisions == true.revisions)
            for one, whole in found
        )

    return Parser(from_samples([origins_bytes([true])]), take, holds)


def iati(folder):
    def holds(found):
        kind = KINDS[found.kind]
        return all(
            normal(kind.question(name), value) == value and canonical(value)
            for record in found.records
            for name, value in record.values.items()
        )

    return Parser(from_samples([ACTIVITIES, ORGANISATIONS]), file_taker(folder, read_iati), holds)


def text_form(folder):
    """Break files as text: what is read is one of the files, whoever sealed it."""
    paths, _keys = two_bundles(folder)
    contents = [path.read_bytes() for path in paths]
    samples = [armoured(one).encode() for one in contents]
    quoted = b"".join(b"> " + line + b"\r\n" for line in samples[1].splitlines())
    allowed = {*contents}
    return Parser(
        from_samples([*samples, quoted]), files_in, lambda found: found and {*found} <= allowed
    )


def saved_mail(folder):
    """Break saved mails, with the bundle attached or as text in it."""
    paths, keys = two_bundles(folder)
    meanings = [content(read(path, keys)) for path in paths]
    one, two = (path.read_bytes() for path in paths)
    samples = [
        a_letter(("surco.surco", one), text="Buenos días", html="<p>Buenos días</p>"),
        a_letter(("surco.surco", two), encoding="quoted-printable"),
        a_letter(text=armoured(two), encoding="7bit"),
        a_letter(("mail.eml", a_letter(("surco.surco", one))), text="Fwd"),
    ]
    take = file_taker(folder, lambda path: content(read(path, keys)))
    return Parser(from_samples(samples), take, one_of(meanings))


def list_of_offices(folder):
    """Break sealed lists of offices: what takes the place of the one held is a true one."""
    here = held(folder, 5)
    unit = an_office(folder, "BO-MAE", role="guest")
    larger = (an_office(folder, delegates=(unit,)), an_office(folder, "CO"))
    registers = [a_register(folder, 6), a_register(folder, 7, offices=larger)]
    samples = [sealed(folder, one) for one in registers]

    def take(data):
        return judged(data, here)

    return Parser(
        from_samples(samples),
        take,
        lambda found: found is None or found.register in registers,
    )


def register_text(folder):
    """Break the text of a list of offices, as a root that went wrong would seal it."""
    unit = an_office(folder, "BO-MAE", role="guest")
    larger = (an_office(folder, scope=("BO-LPB",), delegates=(unit,)), an_office(folder, "CO"))
    several = [a_register(folder, 6), a_register(folder, 7, offices=larger)]
    return Parser(
        from_samples([register_bytes(one) for one in several]),
        read_register,
        lambda found: register_bytes(read_register(register_bytes(found))) == register_bytes(found),
    )


def age(folder):
    """Break what is encrypted for an office, and for it and another."""
    readers = []
    for name in ("one", "two"):
        make_reader(folder / name)
        readers.append(open_reader(folder / name))
    to = [check_recipient(one.recipient, "") for one in readers]
    contents = [b"PK\x03\x04" + bytes(range(256)) * 4, b"PK\x03\x04" + b"x" * 70_000]
    samples = [
        encrypted(contents[0], to[:1]),
        encrypted(contents[0], to),
        encrypted(contents[1], to),
    ]
    return Parser(
        from_samples(samples), lambda data: decrypted(data, readers[:1]), one_of(contents)
    )


PARSERS = {
    "bundle": bundle,
    "parts of a bundle": bundle_parts,
    "parts in several files": parts_of_one,
    "sealed manifest": sealed_manifest,
    "line of a record": record_line,
    "card": card,
    "receipt": receipt,
    "evidence of units": evidence,
    "IATI": iati,
    "text form": text_form,
    "saved mail": saved_mail,
    "list of offices": list_of_offices,
    "text of a list of offices": register_text,
    "age": age,
}
