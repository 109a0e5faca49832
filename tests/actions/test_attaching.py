import shutil
from pathlib import Path

import pytest

from desktop_app.actions import (
    answers,
    attaching,
    bundles,
    gathering,
    keeping,
    merging,
    moving,
    planning,
    records,
    restoring,
    travelling,
    weighing,
)
from desktop_app.actions.checking import check_store
from desktop_app.actions.office import open_office
from desktop_app.errors import StoreRefused, UserError
from desktop_app.records.access import MARKS
from desktop_app.records.attached import FILE_SIZE_LIMIT
from desktop_app.store import filing
from tests.actions.conftest import hostile, merged, ready, sent
from tests.filemaking import PDF, PROGRAM, a_huge_png, a_photo


@pytest.fixture
def write(tmp_path):
    def written(name, content):
        path = tmp_path / "desk" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return path

    return written


def with_files(office, *paths, **changed):
    """Return a record, ready to send, with these files among its documents."""
    rows = [{"name": path.stem, "file": attaching.attach(office, path)} for path in paths]
    return ready(office, documents=rows, **changed)


def files_of(record):
    return [row["file"] for row in record.rows("documents")]


def answered(bo, sela, folder):
    return answers.read_answer(bo, answers.make_answer(sela, "BO", folder).bundle)


def kept_in(office):
    folder = filing.folder_of(office.store.path)
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_comes_back_as_it_was(office, write, tmp_path):
    file = attaching.attach(office, write("acta.pdf", PDF))
    attaching.save_copy(office, file, tmp_path / "copy.pdf")

    assert (tmp_path / "copy.pdf").read_bytes() == PDF
    assert (file["name"], file["size"], file["type"]) == ("acta.pdf", len(PDF), "application/pdf")


def test_the_same_file_in_two_records_is_kept_once(office, write):
    first = with_files(office, write("acta.pdf", PDF))
    second = with_files(office, write("otra.pdf", PDF), title="Otro proyecto")

    assert len(kept_in(office)) == 1
    assert files_of(first)[0]["sha256"] == files_of(second)[0]["sha256"]


@pytest.mark.parametrize(("size", "side"), [("small", 1024), ("medium", 1600), ("large", 2400)])
def test_a_picture_is_kept_at_the_chosen_size_and_as_it_was(office, write, tmp_path, size, side):
    from PIL import Image  # noqa: PLC0415 - beside its use

    photo = a_photo(3000, 2000)
    attaching.choose_picture_side(office, size)
    file = attaching.attach(office, write("foto.jpg", photo))
    attaching.save_copy(office, file, tmp_path / "small.jpg")
    attaching.save_original(office, file, tmp_path / "original.jpg")
    with Image.open(tmp_path / "small.jpg") as small:
        width = small.width

    assert width == side
    assert file["size"] < len(photo)
    assert (tmp_path / "original.jpg").read_bytes() == photo


def test_the_original_of_a_picture_never_travels(pair, write, tmp_path):
    bo, sela = pair
    photo = a_photo(3000, 2000)
    path = write("foto.jpg", photo)
    record = with_files(bo, path)
    merged(sela, sent(bo, tmp_path / "post"))

    assert len(kept_in(bo)) == 2
    assert kept_in(sela) == [files_of(record)[0]["sha256"]]


@pytest.mark.case("X10")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.jpg", PROGRAM),
        ("foto.png", a_huge_png()),
        ("foto.jpg", a_photo(300, 200)[:900]),
        ("acta.pdf", PDF + b"PK\5\6" + b"\0" * 18),
        ("acta.pdf", b""),
        ("datos.zip", b"PK\3\4"),
    ],
)
def test_what_is_refused_leaves_nothing(office, write, name, content):
    with pytest.raises(UserError, match=name.replace(".", r"\.")):
        attaching.attach(office, write(name, content))

    assert kept_in(office) == []
    assert filing.unacknowledged(office.store) == set()


@pytest.mark.case("X10")
def test_a_file_that_is_far_too_large_is_not_even_opened(office, write):
    path = write("grande.pdf", b"")
    with path.open("wb") as file:
        file.truncate(FILE_SIZE_LIMIT + 1)

    with pytest.raises(UserError, match="larger than 20 MB"):
        attaching.attach(office, path)


def test_a_folder_and_a_file_that_is_not_there_are_refused(office, tmp_path):
    for path in (tmp_path, tmp_path / "nothing.pdf"):
        with pytest.raises(UserError):
            attaching.attach(office, path)


@pytest.mark.case("X10")
def test_a_copy_to_look_at_cannot_be_written_to_and_is_named_as_what_it_is(office, write):
    file = attaching.attach(office, write("acta.pdf", PDF))
    path = attaching.copy_to_open(office, {**file, "name": "../../acta.exe"})

    assert path.name == "acta.exe.pdf"
    assert path.read_bytes() == PDF
    assert path.stat().st_mode & 0o222 == 0
    assert attaching.copy_to_open(office, {**file, "name": "../../acta.exe"}) == path


def test_files_reach_the_secretariat_with_equal_bytes(pair, write, tmp_path):
    bo, sela = pair
    large = PDF.replace(b"endobj", b"endobj" + bytes(range(1, 256)) * 12_000)
    record = with_files(bo, write("acta.pdf", PDF), write("grande.pdf", large))
    exported = bundles.export_bundle(bo, tmp_path / "post")
    merged(sela, exported.bundle)
    there = files_of(records.find(sela, record.uid))

    assert exported.files == 2
    assert there == files_of(record)
    assert [attaching.content_of(sela, file) for file in there] == [PDF, large]


def test_a_file_is_sent_until_it_is_known_to_have_arrived_and_then_no_more(pair, write, tmp_path):
    bo, sela = pair
    record = with_files(bo, write("acta.pdf", PDF))
    lost = bundles.export_bundle(bo, tmp_path / "lost")
    again = bundles.export_bundle(bo, tmp_path / "post")
    merged(sela, again.bundle)
    answered(bo, sela, tmp_path / "post")
    records.mark_ready(bo, records.edit_record(bo, record.uid, {"sector": "S14"}))
    after = bundles.export_bundle(bo, tmp_path / "post")

    assert (lost.files, again.files, after.files) == (1, 1, 0)


def test_a_file_that_was_left_out_goes_with_a_later_bundle_alone(pair, write, tmp_path):
    bo, sela = pair
    record = with_files(bo, write("acta.pdf", PDF))
    without = bundles.export_bundle(bo, tmp_path / "post", with_files=False)
    merged(sela, without.bundle)
    told = answered(bo, sela, tmp_path / "post")
    before = attaching.is_here(sela, files_of(record)[0])
    alone = bundles.export_bundle(bo, tmp_path / "post")
    merged(sela, alone.bundle)

    assert (without.files, without.files_left, alone.files, alone.records) == (0, 1, 1, 0)
    assert (told.files_missing, before) == (1, False)
    assert attaching.content_of(sela, files_of(record)[0]) == PDF


def test_the_secretariat_is_told_what_has_not_come(pair, write, tmp_path):
    bo, sela = pair
    with_files(bo, write("acta.pdf", PDF))
    bundle = bundles.export_bundle(bo, tmp_path / "post", with_files=False).bundle
    texts = [text for text, _values in planning.plan_bundle(sela, bundle).notes]

    assert "Files that its records name and that have not come yet: {count}." in texts


def test_a_file_that_the_secretariat_lost_is_sent_again(pair, write, tmp_path):
    bo, sela = pair
    record = with_files(bo, write("acta.pdf", PDF))
    merged(sela, sent(bo, tmp_path / "post"))
    answered(bo, sela, tmp_path / "post")
    shutil.rmtree(filing.folder_of(sela.store.path))
    answered(bo, sela, tmp_path / "post")
    merged(sela, sent(bo, tmp_path / "post"))

    assert attaching.content_of(sela, files_of(record)[0]) == PDF


def test_a_record_for_this_office_only_sends_no_file(pair, write, tmp_path):
    bo, _sela = pair
    with_files(bo, write("acta.pdf", PDF), access="OFC")
    ready(bo, title="Otro proyecto")

    assert bundles.export_bundle(bo, tmp_path / "post").files == 0


def test_a_file_taken_out_of_a_record_before_it_went_does_not_travel(pair, write, tmp_path):
    bo, _sela = pair
    record = with_files(bo, write("acta.pdf", PDF))
    records.mark_ready(bo, records.edit_record(bo, record.uid, {"documents": None}))

    assert gathering.what_goes(bo).files == ()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [(lambda path: path.write_bytes(b"x"), "damaged"), (Path.unlink, "no longer on this disk")],
)
def test_a_file_that_is_damaged_or_gone_here_is_named_when_it_should_go(
    pair, write, tmp_path, spoil, reason
):
    bo, _sela = pair
    with_files(bo, write("acta.pdf", PDF))
    [path] = [one for one in filing.folder_of(bo.store.path).rglob("*") if one.is_file()]
    path.chmod(0o600)
    spoil(path)

    with pytest.raises(UserError, match=r"acta\.pdf") as refusal:
        bundles.export_bundle(bo, tmp_path / "post")
    assert reason in str(refusal.value.values["reason"])
    assert list((tmp_path / "post").iterdir()) == []


def a_named(content, form="application/pdf", **changed):
    import hashlib  # noqa: PLC0415 - beside its use

    digest = hashlib.sha256(content).hexdigest()
    file = {"name": "a.pdf", "sha256": digest, "size": len(content), "type": form, **changed}
    return file, (digest, content)


def test_a_program_that_is_said_to_be_a_document_stays_out(pair, tmp_path):
    bo, sela = pair
    file, content = a_named(PROGRAM)
    bundle = forged(bo, tmp_path, file, [content])
    planned = planning.plan_bundle(sela, bundle)
    merging.apply_plan(sela, planned)

    assert planned.files.refused == 1
    assert kept_in(sela) == []


def test_a_file_that_no_record_names_stays_out(pair, tmp_path):
    bo, sela = pair
    file, content = a_named(PDF)
    _other, unasked = a_named(PDF + b"%%EOF")
    planned = planning.plan_bundle(sela, forged(bo, tmp_path, file, [content, unasked]))

    assert (len(planned.files.kept), planned.files.refused) == (1, 1)


def test_a_file_whose_pieces_make_up_something_else_stays_out(pair, tmp_path):
    bo, sela = pair
    file, (digest, _content) = a_named(PDF)
    merged(sela, forged(bo, tmp_path, file, [(digest, PDF + b"%%EOF")]))

    assert kept_in(sela) == []


def forged(office, tmp_path, file, contents):
    record = ready(office, documents=[{"name": "a", "file": file}])
    [line] = gathering.what_goes(office).lines
    assert line.uid == record.uid
    return hostile(office, [line], tmp_path / "forged", files=contents)


def test_an_undone_merge_takes_the_record_and_the_next_one_finds_the_file(pair, write, tmp_path):
    bo, sela = pair
    record = with_files(bo, write("acta.pdf", PDF))
    bundle = sent(bo, tmp_path / "post")
    merging.undo_merge(sela, merged(sela, bundle))
    merged(sela, bundle)

    assert attaching.content_of(sela, files_of(records.find(sela, record.uid))[0]) == PDF


def test_a_backup_elsewhere_brings_the_files_back(office, write, tmp_path):
    record = with_files(office, write("acta.pdf", PDF))
    made = keeping.back_up_to(office, tmp_path / "stick")
    office.close()
    shutil.rmtree(office.home)
    office.home.mkdir()
    restoring.restore(office.home, made.copy)

    with open_office(office.home) as again:
        found = records.find(again, record.uid)
        assert attaching.content_of(again, files_of(found)[0]) == PDF


def test_the_second_folder_gets_new_files_only(office, write, tmp_path):
    with_files(office, write("acta.pdf", PDF))
    (tmp_path / "stick").mkdir()
    keeping.choose_second_folder(office, tmp_path / "stick")
    with_files(office, write("otra.pdf", PDF + b"%%EOF"), title="Otro proyecto")
    keeping.back_up(office)
    folder = tmp_path / "stick" / "Surco BO" / "files"

    assert sorted(one.name for one in folder.rglob("*") if one.is_file()) == kept_in(office)


def test_an_office_that_moves_takes_its_files_along(office, write, tmp_path):
    record = with_files(office, write("acta.pdf", PDF))
    office.close()
    moving.move(office.home, tmp_path / "new")

    with open_office(tmp_path / "new") as moved:
        found = records.find(moved, record.uid)
        assert attaching.content_of(moved, files_of(found)[0]) == PDF


def test_a_file_that_has_not_come_says_so(office):
    file, _content = a_named(PDF)

    with pytest.raises(StoreRefused, match="not arrived"):
        attaching.content_of(office, file)


def test_the_mail_of_the_next_bundle_is_weighed_before_it_is_made(pair, write, tmp_path):
    bo, _sela = pair
    heavy = PDF.replace(b"endobj", b"endobj" + bytes(range(1, 256)) * 20_000)
    with_files(bo, write("grande.pdf", heavy), write("acta.pdf", PDF))
    weighing.choose_mail_limit(bo, 5)
    going = gathering.what_goes(bo)
    budget = weighing.budget_of(bo, going.lines, going.files, going.files_later)
    made = bundles.export_bundle(bo, tmp_path / "post")

    assert [file.name for file in budget.files] == ["grande.pdf", "acta.pdf"]
    assert budget.over
    assert budget.without_files < budget.limit == 5_000_000
    assert abs(budget.mail - made.mail_bytes) < 100_000


def test_more_than_one_bundle_holds_waits_for_the_next(pair, write, tmp_path, monkeypatch):
    bo, sela = pair
    monkeypatch.setattr(travelling, "ROOM", len(PDF) + 10)
    with_files(bo, write("a.pdf", PDF), write("b.pdf", PDF + b"%%EOF"))
    first = bundles.export_bundle(bo, tmp_path / "post")
    merged(sela, first.bundle)
    answered(bo, sela, tmp_path / "post")
    second = bundles.export_bundle(bo, tmp_path / "post")

    assert (first.files, first.files_left) == (1, 1)
    assert (second.files, second.files_left) == (1, 0)


def test_a_check_counts_files_that_are_missing_or_damaged(office, write):
    with_files(office, write("acta.pdf", PDF))
    before = check_store(office).files
    shutil.rmtree(filing.folder_of(office.store.path))

    assert (before, check_store(office).files) == (0, 1)


def test_an_answer_for_this_office_only_sends_no_file(pair, write, tmp_path):
    bo, _sela = pair
    document = {"name": "Acta", "file": attaching.attach(bo, write("acta.pdf", PDF))}
    marks = [{"field": "documents", "access": "OFC"}]
    ready(bo, documents=[document], **{MARKS: marks})

    assert bundles.export_bundle(bo, tmp_path / "post").files == 0


def test_a_file_that_is_closed_after_it_was_left_out_stays(pair, write, tmp_path):
    bo, _sela = pair
    record = with_files(bo, write("acta.pdf", PDF))
    bundles.export_bundle(bo, tmp_path / "post", with_files=False)
    records.edit_record(bo, record.uid, {MARKS: [{"field": "documents", "access": "OFC"}]})

    assert gathering.what_goes(bo, drafts=True).files == ()


def test_what_is_typed_is_weighed_before_it_is_saved(office, write):
    typed = attaching.attach(office, write("acta.pdf", PDF))

    assert [file.name for file in weighing.weigh(office, [typed]).files] == ["acta.pdf"]
    assert weighing.weigh(office).files == ()
