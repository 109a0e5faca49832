"""The lines of a bundle, of which some are no records."""

from collections import deque

import pytest

from desktop_app.errors import BundleRejected
from desktop_app.exchange import revision_lines
from desktop_app.exchange.revision_lines import read_lines
from desktop_app.records.progress import SILENT
from tests.exchange.sealing import a_revision


@pytest.mark.parametrize("bad", [b"", b"{}", b"\xff"])
def test_bad_lines_stop_no_good_one(bad, monkeypatch):
    monkeypatch.setattr(revision_lines, "MOST_UNREADABLE", 100)
    good = a_revision()
    revisions, refused = read_lines(deque([b"\n".join([bad] * 100 + [good.line, b""])]), SILENT)

    assert revisions == [good]
    assert len(refused) == 100


def test_a_file_filled_with_what_is_no_record_is_refused_before_all_of_it_was_read(monkeypatch):
    monkeypatch.setattr(revision_lines, "MOST_UNREADABLE", 100)
    seen = []
    with pytest.raises(BundleRejected, match="More than 100 records"):
        read_lines(deque([b"\n" * 10_000]), lambda done, _total: seen.append(done))

    assert max(seen) < 300
