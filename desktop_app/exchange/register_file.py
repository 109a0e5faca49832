"""The file of the register: sealed by root, and judged by who pinned root and holds a version.

Its manifest says which version it is (`seq`). The first seal and the further ones, each a file
manifest.json.KEYID.minisig, are all by keys of root; a key counts once.
"""

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.errors import BundleRejected, BundleWaits, SealsLack, UserError
from desktop_app.exchange.bundle import REGISTER
from desktop_app.exchange.container import (
    BLOB_FOLDER,
    FURTHER_SEAL_NAME,
    MANIFEST_NAME,
    SEAL_NAME,
    Container,
    open_container,
    prove,
)
from desktop_app.exchange.manifest import Blob, Manifest, comment_of, manifest_bytes, read_manifest
from desktop_app.exchange.register import (
    REGISTER_LIMIT,
    Register,
    Root,
    read_register,
    register_bytes,
)
from desktop_app.exchange.signing import Signer, parse_signature, point_of
from desktop_app.exchange.zipguard import DAMAGED, TOO_BIG, ZipWriter
from desktop_app.language import N_

FILE_LIMIT = 2 * REGISTER_LIMIT
FARTHEST = 1000  # versions that a register may be ahead of the one before it here
_STREAM = "register"
NO_LIST = N_("This file is not the list of offices. Choose the right file.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The version that is held here; `id` is the hash of its manifest."""

    id: str
    register: Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the file of a register says; who sealed it was not looked at."""

    id: str
    made_at: str
    register: Register
    seals: tuple[str, ...]  # short names that stand at its seals


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many seals of root a file has, and how many are wanted, of the old root and the new."""

    seals: int
    wanted: int
    old_seals: int = 0
    old_wanted: int = 0

    @property
    def enough(self) -> bool:
        return self.seals >= self.wanted and self.old_seals >= self.old_wanted


def seal_register(
    register: Register, signer: Signer, *, made_at: str, app: str, prev: str
) -> bytes:
    """Return the file of a register with the first of its seals."""
    content = register_bytes(register)
    blob = Blob(sha256=hashlib.sha256(content).hexdigest(), size=len(content), role=REGISTER, ord=0)
    manifest = Manifest(
        kind=REGISTER,
        office=register.secretariat.code,
        stream=_STREAM,
        kid=signer.kid,
        to="",
        seq=register.version,
        prev=prev,
        acked_seq=0,
        scope="full",
        made_at=made_at,
        app=app,
        blobs=(blob,),
        registry_version=register.version,
    )
    data = manifest_bytes(manifest)
    seal = signer.sign(data, comment_of(manifest, hashlib.sha256(data).hexdigest()))
    return _packed({MANIFEST_NAME: data, SEAL_NAME: seal, BLOB_FOLDER + blob.sha256: content})


def add_seal(file: bytes, signer: Signer, known: Root) -> bytes:
    """Return the file with the seal of one more key of root; it was read by a person before.

    Raises UserError for a key that belongs to neither the known root nor the one in the file.
    """
    said = what_it_says(file)
    if signer.public_key not in {*known.keys, *said.register.root.keys}:
        raise UserError(
            N_("This seal does not belong to those who may publish the list of offices.")
        )
    if signer.kid in said.seals:
        return file
    container = open_container(file)
    data = container.manifest
    seal = signer.sign(data, comment_of(read_manifest(data), said.id))
    parts = {MANIFEST_NAME: data, **container.seals, FURTHER_SEAL_NAME.format(signer.kid): seal}
    content = {BLOB_FOLDER + name: entry.content() for name, entry in container.blobs.items()}
    return _packed({**parts, **content})


def joined(file: bytes, other: bytes) -> bytes:
    """Return the file with the seals of another file of the very same list; else as it is."""
    container, more = open_container(file), open_container(other)
    if container.manifest != more.manifest:
        return file
    there = set(what_it_says(file).seals)
    seals = dict(container.seals)
    for name, seal in more.seals.items():
        kid = parse_signature(seal).kid if name == SEAL_NAME else name.split(".")[-2]
        if kid not in there:
            seals[FURTHER_SEAL_NAME.format(kid)] = seal
    content = {BLOB_FOLDER + name: entry.content() for name, entry in container.blobs.items()}
    return _packed({MANIFEST_NAME: container.manifest, **seals, **content})


@lru_cache(maxsize=4)
def what_it_says(file: bytes) -> Said:
    """Return what a file says of itself: one that was judged before, or to be shown to a sealer.

    Raises BundleRejected.
    """
    container = _opened(file)
    manifest = read_manifest(container.manifest)
    return Said(
        id=hashlib.sha256(container.manifest).hexdigest(),
        made_at=manifest.made_at,
        register=_register(container, manifest),
        seals=tuple(
            parse_signature(seal).kid if name == SEAL_NAME else name.split(".")[-2]
            for name, seal in container.seals.items()
        ),
    )


def standing_of(file: bytes, known: Root) -> Standing:
    """Return how many seals count of those that `known` and the root in the file want."""
    root = what_it_says(file).register.root
    either = {**known.by_kid, **root.by_kid}
    signers = prove(_opened(file), either.get).signers
    if root.is_same(known):
        return Standing(seals=_count(signers, root), wanted=root.threshold)
    return Standing(
        seals=_count(signers, root),
        wanted=root.threshold,
        old_seals=_count(signers, known),
        old_wanted=known.threshold,
    )


def judge(file: bytes, known: Root, held: Held | None, publisher: str) -> Held | None:
    """Return the register in a file that may take the place of the one held, None for the same.

    `known` is the root to go by, `publisher` the code of the Secretariat. Raises BundleRejected for
    every other file; what is held stays.
    """
    container = _opened(file)
    if held is not None and hashlib.sha256(container.manifest).hexdigest() == held.id:
        return None
    if parse_signature(container.seals[SEAL_NAME]).kid not in known.by_kid:
        raise _waits_for_earlier(held)
    parts = prove(container, known.by_kid.get)
    manifest = parts.manifest
    if manifest.kind != REGISTER:
        raise BundleRejected(NO_LIST)
    register = _register(container, manifest)
    if manifest.office != publisher or register.secretariat.code != publisher:
        raise BundleRejected(
            N_("This list of offices is published by {publisher}, not by our Secretariat."),
            publisher=manifest.office,
        )
    _check_number(register, held)
    _check_root(register, known, held)
    standing = standing_of(file, known)
    if not standing.enough:
        lacking = standing.old_seals < standing.old_wanted
        raise SealsLack(
            N_(
                "This list of offices has {seals} of the {wanted} seals it needs."
                " Ask the Secretariat for the finished one."
            ),
            seals=standing.old_seals if lacking else standing.seals,
            wanted=standing.old_wanted if lacking else standing.wanted,
        )
    return Held(id=parts.manifest_hash, register=register)


def _check_number(register: Register, held: Held | None) -> None:
    if register.version < 1:
        raise BundleRejected(DAMAGED)
    if held is None:
        return
    version = held.register.version
    if register.version < version:
        raise BundleRejected(
            N_("This list of offices is older (number {old}) than the one here (number {ours})."),
            old=register.version,
            ours=version,
        )
    if register.version == version:
        raise BundleRejected(
            N_(
                "There are two different lists of offices with the number {number}. The one here"
                " stays; ask the Secretariat by telephone which is true."
            ),
            number=version,
        )
    if register.version > version + FARTHEST:
        raise BundleRejected(
            N_(
                "This list of offices has the number {number}, far after the one here ({ours})."
                " The one here stays; ask the Secretariat by telephone."
            ),
            number=register.version,
            ours=version,
        )


def _check_root(register: Register, known: Root, held: Held | None) -> None:
    """Let root change by one step alone; who missed a step waits for it."""
    root = register.root
    if root.version > known.version + 1:
        raise _waits_for_earlier(held)
    if root.version < known.version or (root.version == known.version and not root.is_same(known)):
        raise BundleRejected(
            N_(
                "This list of offices names others who may publish it than those known here. The"
                " one here stays; ask the Secretariat by telephone."
            )
        )


def _waits_for_earlier(held: Held | None) -> BundleWaits:
    return BundleWaits(
        N_(
            "Those who seal this list of offices are not known here: it is false, or a list before"
            " it has not come. Ask the Secretariat for all its lists after number {ours}."
        ),
        cause="earlier-register",
        ours=held.register.version if held else 0,
    )


def _count(signers: tuple[str, ...], root: Root) -> int:
    """Return how many keys of root sealed: one key counts once, whatever it is called."""
    return len({point_of(root.by_kid[kid]) for kid in signers if kid in root.by_kid})


def _opened(file: bytes) -> Container:
    if len(file) > FILE_LIMIT:
        raise BundleRejected(TOO_BIG)
    return open_container(file)


def _register(container: Container, manifest: Manifest) -> Register:
    """Return the register that a manifest names. Raises BundleRejected when they disagree."""
    parts = [blob for blob in manifest.blobs if blob.role == REGISTER]
    entry = container.blobs.get(parts[0].sha256) if len(parts) == 1 else None
    if entry is None or entry.size != parts[0].size or entry.size > REGISTER_LIMIT:
        raise BundleRejected(DAMAGED)
    content = entry.content()
    register = read_register(content)
    if hashlib.sha256(content).hexdigest() != parts[0].sha256 or register.version != manifest.seq:
        raise BundleRejected(DAMAGED)
    return register


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    archive = ZipWriter(file)
    for name, content in parts.items():
        archive.add(name, content, packed=name.startswith(BLOB_FOLDER))
    archive.finish()
    return file.getvalue()
