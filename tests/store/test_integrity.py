"""What is damaged is found and named; what is sound is not."""

import pytest

from desktop_app.store import records
from desktop_app.store.database import Store
from tests.builders import a_contact, a_project, a_source

AT = "2026-11-23T17:08:51Z"


@pytest.fixture
def filled(path):
    """Return the path of a closed store with a record of three kinds."""
    with Store.open(path) as store:
        records.save_many(store, [a_project(), a_source(), a_contact(name="Mesa")], who="BO", at=AT)
    return path


def test_a_sound_store_has_no_damage(filled):
    with Store.open(filled) as store:
        assert store.integrity() == []


@pytest.mark.parametrize(
    "column", ["office", "status", "deleted", "heads", "extra", "created_by", "title", "sector"]
)
def test_a_change_in_any_column_is_found(filled, by_hand, column):
    by_hand(filled, "update initiative set COLUMN = COLUMN || ' '".replace("COLUMN", column))

    with Store.open(filled) as store:
        (found,) = store.integrity()

    assert found.startswith("initiative ")


def test_an_answer_taken_out_or_put_in_is_found(filled, by_hand):
    by_hand(
        filled,
        "update initiative set stage = null",
        "update source set min_countries = 2",
        "update contact set version = version + 1",
    )

    with Store.open(filled) as store:
        assert [name.split()[0] for name in store.integrity()] == [
            "initiative",
            "source",
            "contact",
        ]


def test_answers_that_changed_places_are_found(filled, by_hand):
    by_hand(
        filled, "update initiative set actual_start = planned_start, planned_start = actual_start"
    )

    with Store.open(filled) as store:
        assert len(store.integrity()) == 1


def test_a_row_that_points_to_nothing_is_found(filled, by_hand):
    by_hand(filled, "insert into sent values ('r', 'b')")

    with Store.open(filled) as store:
        assert sorted(store.integrity()) == [
            "sent: a row points to nothing in bundle",
            "sent: a row points to nothing in revision",
        ]


def test_changed_bytes_of_a_record_are_never_shown_as_if_they_were_sound(filled):
    content = filled.read_bytes()
    start = content.index("Gestión del agua".encode())
    for offset in range(0, 40, 3):
        changed = bytearray(content)
        changed[start + offset] ^= 0x10
        filled.write_bytes(bytes(changed))

        with Store.open(filled) as store:
            assert store.integrity() != []


def test_a_page_of_zeros_is_found(filled):
    content = bytearray(filled.read_bytes())
    page = content.index("Gestión del agua".encode()) // 4096
    content[page * 4096 : (page + 1) * 4096] = bytes(4096)
    filled.write_bytes(bytes(content))

    with Store.open(filled, read_only=True) as store:
        assert store.integrity() != []
