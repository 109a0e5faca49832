"""Nothing secret is written anywhere but into the file of the seal and onto the recovery sheet."""

import base64
import io
import logging
import subprocess
import zipfile

import pytest

from desktop_app.actions import (
    answers,
    bundles,
    keeping,
    keys,
    merging,
    planning,
    recovering,
    renewing,
    seals,
)
from desktop_app.actions.office import set_up
from desktop_app.cli.main import run
from desktop_app.exchange.recovery import groups_of
from desktop_app.exchange.signing import open_secret, seed_of
from tests.actions.conftest import ready

WORDS, OTHER = "cuatro palabras bien secretas", "otra frase larga y secreta"


def secrets_of(office, words):
    with open_secret(office.key_path, words) as secret:
        return seed_of(secret)


def forms_of(seed):
    """Return how a seed could stand somewhere: as it is, in digits and letters, as on the sheet."""
    letters = "".join(groups_of(seed))
    return [
        seed,
        seed.hex().encode(),
        seed.hex().upper().encode(),
        base64.b64encode(seed).rstrip(b"="),
        base64.b32encode(seed).rstrip(b"="),
        letters.encode(),
        " ".join(groups_of(seed)).encode(),
        "-".join(groups_of(seed)).encode(),
        letters[8:24].encode(),
        *(base64.b64encode(bytes(cut) + seed)[8:40] for cut in range(3)),
    ]


def words_in(text):
    return [text.encode(), text.encode("utf-16-le"), base64.b64encode(text.encode())]


def contents(path):
    """Yield what a file holds: its bytes, what it packs, and what a reader sees of a page."""
    data = path.read_bytes()
    yield data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield archive.read(name)
    if path.suffix == ".pdf":
        shown = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
        yield shown.stdout
        plain = subprocess.run(["qpdf", "--qdf", path, "-"], capture_output=True, check=False)
        yield plain.stdout


def found_in(folder, needles, exempt):
    return [
        f"{path.relative_to(folder)}: {needle!r}"
        for path in folder.rglob("*")
        if path.is_file() and path not in exempt
        for content in contents(path)
        for needle in needles
        if needle in content
    ]


@pytest.fixture
def lived(tmp_path, capsys, caplog, monkeypatch):
    """Let an office and the Secretariat go through all there is to a seal; return what is secret.

    What the programs said and logged lies in a file beside the rest.
    """
    caplog.set_level(logging.DEBUG)
    bo = set_up(tmp_path / "bo", code="BO", name="Oficina", passphrase=WORDS)
    sela = set_up(tmp_path / "sela", code="SELA", name="SELA", role="secretariat")
    seeds = [secrets_of(bo, WORDS), secrets_of(sela, None)]
    for office, other, words in ((bo, sela, WORDS), (sela, bo, None)):
        card = tmp_path / f"{office.code}.surco"
        keys.make_card(office, card, words)
        keys.trust_card(other, keys.read_card(card))
    recovering.print_sheet(bo, tmp_path / "sheet.pdf", WORDS)
    renewing.renew(bo, WORDS)
    ready(bo)
    sent = bundles.export_bundle(bo, tmp_path / "post", passphrase=WORDS)
    merging.apply_plan(sela, planning.plan_bundle(sela, sent.bundle))
    answers.read_answer(bo, answers.make_answer(sela, "BO", tmp_path / "post").bundle)
    seeds.append(secrets_of(bo, WORDS))
    seals.change_passphrase(bo, WORDS, OTHER)
    keeping.back_up(bo, always=True)
    groups = groups_of(seeds[0])
    wrong = [groups[0], *groups[:0:-1]]
    assert recovering.groups_to_compare(wrong) is not None
    recovering.restore_seal(bo, groups, OTHER)
    keeping.back_up_to(bo, tmp_path / "second")
    used = [bo.key_path, *bo.home.glob("seal*.key"), *sela.home.glob("*.key")]
    bo.close()
    sela.close()
    (tmp_path / "words.txt").write_text(OTHER, encoding="utf-8")

    def broken(*_args, **_named):
        raise ZeroDivisionError("a fault that nobody expected")

    monkeypatch.setattr("desktop_app.actions.seals.state_of", broken)
    monkeypatch.setattr("desktop_app.actions.bundles.export_bundle", broken)
    options = ["--home", str(tmp_path / "bo"), "--language", "en"]
    file = ["--passphrase-file", str(tmp_path / "words.txt")]
    run([*options, "export", str(tmp_path / "post"), *file], lambda *_: 0)
    run([*options, "seal"], lambda *_: 0)
    run([*options, "seal", "passphrase", "--remove", "--passphrase-file", "gone"], lambda *_: 0)
    said = capsys.readouterr()
    (tmp_path / "said.txt").write_text(said.out + said.err + caplog.text, encoding="utf-8")
    return seeds, {tmp_path / "sheet.pdf", tmp_path / "words.txt", *used}


@pytest.mark.case("K9")
def test_no_seed_and_no_passphrase_stands_anywhere_after_a_whole_loop(lived, tmp_path):
    seeds, exempt = lived
    needles = [form for seed in seeds for form in forms_of(seed)]
    needles += [*words_in(WORDS), *words_in(OTHER), b"AGE-SECRET-KEY-1"]
    searched = {path.suffix for path in tmp_path.rglob("*") if path.is_file()}

    assert {".surco", ".eml", ".pdf", ".db", ".txt"} <= searched
    assert (tmp_path / "bo" / "surco-report.txt").exists()
    assert found_in(tmp_path, needles, exempt) == []


@pytest.mark.case("K9")
def test_a_protected_file_of_the_seal_does_not_show_the_seed_either(lived, tmp_path):
    seeds, _exempt = lived
    files = list((tmp_path / "bo").glob("seal*.key"))
    shown = [
        path.name
        for path in files
        for form in [*forms_of(seeds[0]), *forms_of(seeds[2])]
        if form in base64.b64decode(path.read_bytes().splitlines()[1]) or form in path.read_bytes()
    ]

    assert len(files) == 3
    assert shown == []


def test_what_is_secret_would_be_found(lived, tmp_path):
    seeds, exempt = lived
    for number, form in enumerate(forms_of(seeds[0])):
        path = tmp_path / f"leak{number}.txt"
        path.write_bytes(b"before " + form + b" after")
        with zipfile.ZipFile(tmp_path / f"leak{number}.surco", "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("blob", form)
        assert len({one.split(":")[0] for one in found_in(tmp_path, [form], exempt)}) >= 2


@pytest.mark.case("K9")
def test_the_sheet_itself_carries_the_groups_in_no_other_place_than_its_page(lived, tmp_path):
    seeds, _exempt = lived
    told = subprocess.run(
        ["pdfinfo", "-custom", tmp_path / "sheet.pdf"], capture_output=True, text=True, check=True
    ).stdout

    assert not any(group in told for group in groups_of(seeds[0]))
