import email
import email.policy

import pytest

from desktop_app.actions import as_text, bundles, keys, planning
from desktop_app.errors import BundleRejected, UserError
from desktop_app.language import Language
from tests.actions.conftest import ready


@pytest.fixture
def exported(pair, tmp_path):
    ready(pair[0])
    return bundles.export_bundle(pair[0], tmp_path / "post")


def test_a_bundle_as_text_is_read_like_the_bundle(pair, exported):
    bo, sela = pair

    made = as_text.bundle_as_text(bo, exported, "submission")

    assert made.text.name == "surco-BO-000001.txt"
    assert planning.plan_bundle(sela, made.text).bundle.office == "BO"


def test_the_draft_has_the_text_in_its_body_and_nothing_attached(pair, exported):
    bo, sela = pair

    made = as_text.bundle_as_text(bo, exported, "submission")

    letter = email.message_from_bytes(made.mails[0].read_bytes(), policy=email.policy.default)
    assert made.mail_bytes == made.mails[0].stat().st_size
    assert not letter.is_multipart()
    assert letter["X-Unsent"] == "1"
    assert exported.check_code in letter.get_content()
    assert planning.plan_bundle(sela, made.mails[0]).bundle.office == "BO"


def test_a_card_as_text_is_a_card(pair, tmp_path):
    card = keys.make_card(pair[0], tmp_path / "card.surco")

    made = as_text.file_as_text(tmp_path / "card.surco", Language("pt"))

    assert keys.read_card(made.text) == card


def test_what_is_pasted_is_opened_like_a_file(pair, exported, tmp_path):
    bo, sela = pair
    text = as_text.bundle_as_text(bo, exported, "submission").text.read_text(encoding="utf-8")

    path = as_text.pasted("> " + text.replace("\n", "\n> "), tmp_path / "in")

    assert planning.plan_bundle(sela, path).bundle.office == "BO"


@pytest.mark.parametrize("nothing", ["", " \n"])
def test_nothing_pasted_is_told_of(tmp_path, nothing):
    with pytest.raises(UserError, match="Nothing was pasted"):
        as_text.pasted(nothing, tmp_path)


def test_a_text_without_a_file_in_it_is_refused_and_not_kept(tmp_path):
    with pytest.raises(BundleRejected):
        as_text.pasted("Estimados colegas \udc80", tmp_path / "in")

    assert not (tmp_path / "in").exists()


@pytest.mark.parametrize(
    ("office", "language"),
    [("SELA", "es"), ("BR", "pt"), ("HT", "fr"), ("JM", "en"), ("BO-LPB", "es"), ("", "es")],
)
def test_a_letter_speaks_the_language_of_its_reader(pair, office, language):
    bo, _sela = pair

    assert bundles.reader_of(bo, office).code == language


def test_the_card_says_in_which_language_its_office_is_written_to(pair, tmp_path):
    bo, sela = pair
    bo.language = "fr"
    keys.make_card(bo, tmp_path / "card.surco")
    keys.trust_card(sela, keys.read_card(tmp_path / "card.surco"))

    assert bundles.reader_of(sela, "BO").code == "fr"
    assert bundles.reader_of(sela, "BO", "pt").code == "pt"  # unless another is asked for
