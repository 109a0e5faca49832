"""A watched folder in which others leave what they like: the true file is seen all the same."""

import os
import shutil

import pytest

from desktop_app.actions import keys, planning, watching
from desktop_app.store import journal
from tests.actions.conftest import merged, ready, sent


@pytest.fixture
def bundle(pair, tmp_path):
    ready(pair[0])
    return sent(pair[0], tmp_path / "post")


def seen(office, folder, looks=2):
    """Return the names of what newly arrived, after so many looks."""
    known, found = watching.Known(), []
    for _ in range(looks):
        known, files = watching.look_again(office, folder, known)
        found += [file.name for file in files]
    return found


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("target", ["nowhere", "link", "/dev/zero"])
def test_a_link_that_leads_to_no_file_hides_no_other(pair, bundle, target):
    (bundle.parent / "link").symlink_to(target)

    assert bundle.name in seen(pair[1], bundle.parent)


def test_many_later_files_that_are_none_of_ours_hide_no_other(pair, bundle, monkeypatch):
    monkeypatch.setattr(watching, "MOST_LOOKED_AT", 3)
    for number in range(8):
        junk = bundle.with_name(f"{number}")
        junk.write_bytes(b"PK\3\4")
        os.utime(junk, (4e9, 4e9))

    assert bundle.name not in seen(pair[1], bundle.parent)
    assert bundle.name in seen(pair[1], bundle.parent, looks=8)


def test_a_file_that_came_before_the_card_of_its_sender_is_seen_after_it(pair, tmp_path):
    from desktop_app.actions.office import set_up  # noqa: PLC0415 - one use

    _bo, sela = pair
    with set_up(tmp_path / "co", code="CO", name="Oficina") as co:
        ready(co)
        bundle = sent(co, tmp_path / "watched")
        known, first = watching.look_again(sela, bundle.parent, watching.Known())
        known, second = watching.look_again(sela, bundle.parent, known)
        keys.make_card(co, tmp_path / "co.surco")
        keys.trust_card(sela, keys.read_card(tmp_path / "co.surco"))
        _known, third = watching.look_again(sela, bundle.parent, known)

    assert (first, second) == ([], [])
    assert bundle.name in {file.name for file in third}


@pytest.mark.skipif(os.name == "nt", reason="there a name is always text")
def test_a_name_that_is_no_text_is_taken_and_written_down_as_one(pair, bundle):
    _bo, sela = pair
    odd = os.fsdecode(os.fsencode(bundle.parent) + b"/a\n\xff.surco")
    shutil.copy(bundle, odd)
    merged(sela, type(bundle)(odd))
    written = [row.file_name for row in journal.bundles(sela.store, "in")]

    assert written == ["a .surco"]
    assert planning.plan_bundle(sela, bundle).merged_as
