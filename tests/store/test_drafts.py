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


def test_all_drafts_come_with_kind_and_time_the_latest_first(store):
    drafts.keep(store, UID, "initiative", {"stage": "EXE"}, "2026-11-23T10:00:00Z")
    drafts.keep(store, OTHER, "source", {}, "2026-11-23T11:00:00Z")

    found = [(one.uid, one.kind, one.at) for one in drafts.all_drafts(store)]

    assert found == [
        (OTHER, "source", "2026-11-23T11:00:00Z"),
        (UID, "initiative", "2026-11-23T10:00:00Z"),
    ]


def test_a_dropped_draft_is_gone_and_dropping_twice_does_no_harm(store):
    drafts.keep(store, UID, "initiative", {"stage": "EXE"}, "2026-11-23T10:00:00Z")

    drafts.drop(store, UID)
    drafts.drop(store, UID)

    assert drafts.draft(store, UID) is None
    assert drafts.all_drafts(store) == []


def test_a_draft_holds_no_number_with_a_floating_point(store):
    with pytest.raises(TypeError):
        drafts.keep(store, UID, "initiative", {"money": [{"amount": 0.1}]}, "")
