"""What is being typed survives; what was saved is forgotten as a draft."""

import pytest

from desktop_app.store import drafts
from desktop_app.store.database import Store

UID = "00000000-0000-4000-8000-00000000000a"
OTHER = "00000000-0000-4000-8000-00000000000b"


def test_what_was_typed_last_is_there_after_closing(path):
    with Store.open(path) as store:
        drafts.keep(store, UID, "initiative", {"stage": "EXE"}, "2026-11-23T10:00:00Z")
        drafts.keep(store, UID, "initiative", {"title": {"es": "Ag"}}, "2026-11-23T10:42:00Z")

    with Store.open(path) as store:
        assert drafts.draft(store, UID) == {"title": {"es": "Ag"}}


def test_each_record_has_its_own_draft_and_the_time_it_was_kept_last(store):
    drafts.keep(store, UID, "initiative", {"stage": "EXE"}, "2026-11-23T10:00:00Z")
    drafts.keep(store, OTHER, "source", {}, "2026-11-23T11:00:00Z")
    drafts.keep(store, UID, "initiative", {"stage": "COM"}, "2026-11-23T12:00:00Z")

    assert drafts.draft(store, OTHER) == {}
    assert drafts.kept_at(store, OTHER) == "2026-11-23T11:00:00Z"
    assert drafts.kept_at(store, UID) == "2026-11-23T12:00:00Z"


def test_a_dropped_draft_is_gone_and_dropping_twice_does_no_harm(store):
    drafts.keep(store, UID, "initiative", {"stage": "EXE"}, "2026-11-23T10:00:00Z")

    drafts.drop(store, UID)
    drafts.drop(store, UID)

    assert drafts.draft(store, UID) is None
    assert drafts.kept_at(store, UID) == ""


def test_a_draft_holds_no_number_with_a_floating_point(store):
    with pytest.raises(TypeError):
        drafts.keep(store, UID, "initiative", {"money": [{"amount": 0.1}]}, "")
