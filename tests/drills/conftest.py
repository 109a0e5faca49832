"""A folder in memory for what is laid out and thrown away, and the figures of a drill."""

import shutil

import pytest

from tests.drills.figures import PROPERTY
from tests.drills.tools import quick_folder


@pytest.fixture
def quick():
    folder = quick_folder()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def told(record_property):
    """Return how a drill tells its figures, which are shown at the end of the run."""

    def tell(drill):
        record_property(PROPERTY, drill.figures())
        return drill

    return tell
