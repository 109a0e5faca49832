"""An office and a Secretariat of their own, closed after each test."""

from datetime import UTC, datetime

import pytest

from desktop_app.actions.office import SECRETARIAT, set_up

TODAY = datetime(2026, 3, 15, 12, tzinfo=UTC)


def today():
    """Return the day on which tests happen."""
    return TODAY


@pytest.fixture
def office(tmp_path):
    with set_up(tmp_path / "home", code="BO", name="Oficina de ejemplo", clock=today) as opened:
        yield opened


@pytest.fixture
def secretariat(tmp_path):
    folder = tmp_path / "secretariat"
    with set_up(
        folder, code="SELA", name="Secretaría de ejemplo", role=SECRETARIAT, clock=today
    ) as opened:
        yield opened
