from email.message import EmailMessage
from email.policy import SMTP

import pytest

from desktop_app.actions import as_text, handed, handing_over, keys, watching
from desktop_app.actions.handed import What
from desktop_app.errors import BundleRejected
from desktop_app.language import Language
from tests.actions.conftest import merged, ready, sent


def a_mail(*files):
    letter = EmailMessage(policy=SMTP)
    letter["From"], letter["Subject"] = "mesa@example.org", "Bundle"
    letter.set_content("Good morning")
    for file in files:
        letter.add_attachment(
            file.read_bytes(), maintype="application", subtype="octet-stream", filename=file.name
        )
    return letter.as_bytes()


@pytest.fixture
def bundle(pair, tmp_path):
    ready(pair[0])
    return sent(pair[0], tmp_path / "post")


def sorts(office, path):
    return [(one.what, one.name) for one in handed.sorted_out(office, path)]


def test_bundle_card_and_table_are_told_apart_whatever_their_names(pair, bundle, tmp_path):
    bo, _sela = pair
    card = tmp_path / "BO.surco"
    table = tmp_path / "data.surco"
    table.write_text("\ufeff <?xml version='1.0'?><iati-activities/>", encoding="utf-8")

    assert sorts(bo, bundle.rename(tmp_path / "a.pdf")) == [(What.ARRIVED, "a.pdf")]
    assert sorts(bo, card) == [(What.CARD, "BO.surco")]
    assert sorts(bo, table) == [(What.TABLE, "data.surco")]


def test_each_file_of_a_mail_is_put_by_itself_under_the_name_of_a_bundle(pair, bundle, tmp_path):
    _bo, sela = pair
    mail = tmp_path / "mail.eml"
    mail.write_bytes(a_mail(bundle, tmp_path / "BO.surco"))

    found = handed.sorted_out(sela, mail)

    assert [one.what for one in found] == [What.ARRIVED, What.CARD]
    assert all(one.path.is_relative_to(sela.home / "incoming") for one in found)
    assert found[0].path.name == bundle.name
    assert found[1].path.name != "BO.surco"
    assert found[0].path.read_bytes() == bundle.read_bytes()
    assert found[0].name == bundle.name

    handed.empty(sela)

    assert list((sela.home / "incoming").iterdir()) == []


def test_a_name_that_no_bundle_of_ours_has_is_never_one_on_the_disk(pair, bundle, tmp_path):
    mail = tmp_path / "mail.eml"
    mail.write_bytes(a_mail(bundle.rename(tmp_path / "surco-CON..surco"), tmp_path / "BO.surco"))

    found = handed.sorted_out(pair[1], mail)

    assert {one.path.parent for one in found} == {pair[1].home / "incoming"}


def test_a_file_as_text_is_sorted_like_the_file(pair, bundle):
    _bo, sela = pair
    text = as_text.file_as_text(bundle, Language("es")).text

    assert sorts(sela, text) == [(What.ARRIVED, "surco-BO-000001.txt")]


@pytest.mark.case("B28")
def test_what_is_none_of_ours_is_refused_in_plain_words(pair, tmp_path):
    photo = tmp_path / "photo.surco"
    photo.write_bytes(b"\xff\xd8\xff\xe0")

    with pytest.raises(BundleRejected, match="is a picture"):
        handed.sorted_out(pair[0], photo)


def test_a_damaged_bundle_is_given_to_who_says_so(pair, bundle):
    bundle.write_bytes(bundle.read_bytes()[:-9])

    assert sorts(pair[1], bundle) == [(What.ARRIVED, bundle.name)]


def test_a_note_for_the_open_window_is_taken_once(tmp_path):
    folder = handing_over.prepare(tmp_path)
    handing_over.leave(tmp_path, tmp_path / "b.surco")
    handing_over.leave(tmp_path, None)
    (folder / "half.json").write_text('{"file": ', encoding="utf-8")
    (folder / "odd.json").write_text('["b"]', encoding="utf-8")

    assert set(handing_over.taken(tmp_path)) == {tmp_path / "b.surco", None}
    assert handing_over.taken(tmp_path) == []


def test_notes_for_a_window_that_is_gone_are_taken_away(tmp_path):
    handing_over.prepare(tmp_path)
    handing_over.leave(tmp_path, tmp_path / "b.surco")
    handing_over.prepare(tmp_path)

    assert handing_over.taken(tmp_path) == []


def test_only_files_that_stay_as_they_are_count(tmp_path):
    file = tmp_path / "b.surco"
    file.write_bytes(b"PK")
    first = watching.look(tmp_path)
    file.write_bytes(b"PK\x03\x04")
    second = watching.look(tmp_path)

    assert watching.settled(first, second) == []
    assert watching.settled(second, watching.look(tmp_path)) == [file]
    assert watching.look(tmp_path / "pulled") == {}


def test_what_is_true_new_and_for_this_office_counts_as_arrived(pair, bundle, tmp_path):
    bo, sela = pair
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0")
    damaged = tmp_path / "damaged.surco"
    damaged.write_bytes(bundle.read_bytes()[:-1])
    mail = tmp_path / "mail.eml"
    mail.write_bytes(a_mail(bundle))
    files = [photo, damaged, tmp_path / "BO.surco", bundle, mail]

    assert watching.arrived(sela, files) == [bundle, mail]
    assert watching.arrived(bo, files) == []  # its own

    merged(sela, bundle)

    assert watching.arrived(sela, files) == []


def test_the_card_of_an_office_that_is_not_known_yet_counts_as_arrived(pair, office, tmp_path):
    keys.make_card(office, tmp_path / "new.surco")

    assert watching.arrived(pair[1], [tmp_path / "new.surco"]) == [tmp_path / "new.surco"]


def test_the_folder_that_is_watched_is_remembered(office, tmp_path):
    assert watching.watched_folder(office) is None

    watching.watch(office, tmp_path)
    assert watching.watched_folder(office) == tmp_path

    watching.watch(office, None)
    assert watching.watched_folder(office) is None


@pytest.mark.parametrize("note", ["[" * 60_000, '{"file": "a\\u0000b"}', "{", '{"file": 1}'])
def test_a_note_that_is_none_of_ours_asks_for_nothing_and_does_not_come_again(tmp_path, note):
    folder = handing_over.prepare(tmp_path)
    (folder / "x.json").write_text(note, encoding="utf-8")

    assert handing_over.taken(tmp_path) == []
    assert list(folder.iterdir()) == []
