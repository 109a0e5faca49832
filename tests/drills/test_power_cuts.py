"""The power goes at every step of what a user does: whatever was told as done is there, and whole.

Every state that a disk may be found in is opened with the program and judged; see `disk`.
"""

import pytest

from tests.drills import careless, subjects
from tests.drills.judging import cut_everywhere
from tests.drills.tools import needs_tracing


@pytest.fixture
def cut(quick, told):
    """Return how a test cuts the power of a subject everywhere; nothing may break."""
    needs_tracing()

    def everywhere(name, subject):
        drill = told(cut_everywhere(name, subject, quick))

        assert "\n".join(drill.wrong[:5]) == ""
        assert drill.tried > 50

    return everywhere


@pytest.mark.case("S1")
def test_every_save_that_was_told_is_there_and_none_is_half(cut):
    cut("S1 a save", subjects.Saving())


@pytest.mark.case("S2")
def test_a_first_start_leaves_a_whole_office_or_none_and_can_be_begun_again(cut):
    cut("S2 first start", subjects.FirstStart())


@pytest.mark.case("S3")
def test_a_merge_of_a_bundle_is_whole_or_absent(cut):
    cut("S3 merge of a bundle", subjects.Merging())


@pytest.mark.case("S4")
def test_a_merge_is_taken_back_whole_or_not_at_all(cut):
    cut("S4 undo of a merge", subjects.Unmerging())


@pytest.mark.case("S5")
def test_an_older_file_is_upgraded_whole_and_its_copy_is_there_before(cut):
    cut("S5 upgrade of a file of the first release", subjects.Upgrading())


@pytest.mark.case("S6")
def test_proved_backups_are_there_at_every_moment_of_making_and_thinning_them(cut):
    cut("S6 backups and their thinning", subjects.BackingUp())


@pytest.mark.case("S7")
def test_an_export_leaves_a_proved_bundle_or_none(cut):
    cut("S7 export", subjects.Exporting())


@pytest.mark.case("S8")
def test_a_restore_leaves_one_whole_store_and_the_other_beside_it(cut):
    cut("S8 restore of a backup", subjects.Restoring())


@pytest.mark.parametrize(
    ("name", "lost", "corrupt"),
    [
        ("SavingNormally", True, False),
        ("SavingUnsynced", True, True),
        ("UpgradingStepByStep", False, True),
        ("ExportingInPlace", False, True),
        ("ExportingUnsynced", False, True),
        ("ExportingUnlisted", True, False),
    ],
)
def test_the_same_drills_find_what_careless_programs_lose(quick, name, lost, corrupt):
    needs_tracing()
    subject = careless.CARELESS[name]()
    enough = 0 if lost and corrupt else 3

    drill = cut_everywhere(name, subject, quick, program="tests.drills.careless", enough=enough)

    assert (drill.lost > 0, drill.corrupt > 0) == (lost, corrupt), drill.wrong
