"""An office with a window: real records on tmp_path, real widgets without a screen."""

from functools import partial

import pytest

from desktop_app.actions import keys
from desktop_app.actions import office as offices
from desktop_app.language import Language
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.pages.received import ReceivedPage
from desktop_app.ui.pages.record_list import RecordListPage
from desktop_app.ui.parts.background import Background
from desktop_app.ui.parts.page import Context
from desktop_app.ui.parts.preferences import Preferences
from tests.builders import a_project
from tests.ui.listing import TITLES, enter

_LONGEST_JOB = 30_000  # milliseconds


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item):
    """Let what still runs end before its window is closed, which would ask a person and wait."""
    running = [one for one in item.funcargs.values() if isinstance(one, Background)]
    if running and "qtbot" in item.funcargs:
        until_they_ended = partial(_are_idle, running)
        item.funcargs["qtbot"].waitUntil(until_they_ended, timeout=_LONGEST_JOB)
    return (yield)


def _are_idle(running):
    return not any(one.jobs for one in running)


@pytest.fixture
def background(qapp):
    running = Background()
    yield running
    running.close()


@pytest.fixture
def office(tmp_path):
    opened = offices.set_up(tmp_path / "office", code="BO", name="Dirección de Cooperación")
    yield opened
    opened.close()


@pytest.fixture
def secretariat(tmp_path):
    opened = offices.set_up(tmp_path / "sela", code="SELA", name="SELA", role="secretariat")
    yield opened
    opened.close()


@pytest.fixture
def acquainted(office, secretariat, tmp_path):
    """The office and the Secretariat have taken each other's cards."""
    for one, other in ((office, secretariat), (secretariat, office)):
        card = tmp_path / f"{one.code}-card.surco"
        keys.make_card(one, card)
        keys.trust_card(other, keys.read_card(card))


@pytest.fixture
def context(office, background):
    return Context(office, Language("en"), background)


@pytest.fixture
def received(qtbot, background):
    """Return what makes the page of what arrived, for an office."""

    def made(office):
        page = ReceivedPage(Context(office, Language("en"), background))
        qtbot.addWidget(page)
        page.refresh()
        page.show()
        return page

    return made


@pytest.fixture
def window(qtbot, office, background):
    made = MainWindow(office, background, Preferences(language="en"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close_pages()


@pytest.fixture
def stored(office):
    return [enter(office, a_project(title={"original": "es", "es": one})) for one in TITLES]


@pytest.fixture
def list_page(qtbot, context, stored):
    made = RecordListPage(context, "initiative")
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    return made
