import errno

import pytest

from desktop_app.errors import UserError
from desktop_app.records.files import file_errors_told


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "no room left"),
        (errno.EDQUOT, "no room left"),
        (errno.EACCES, "may not be opened"),
        (errno.EROFS, "may not be opened"),
        (errno.ENOENT, "There is no"),
        (errno.EISDIR, "is a folder"),
        (errno.EIO, "could not be used"),
    ],
)
def test_each_refusal_of_the_system_is_told_in_a_sentence(tmp_path, number, words):
    with pytest.raises(UserError, match=words) as told, file_errors_told(tmp_path / "a.surco"):
        raise OSError(number, "in the system's words")

    assert "a.surco" in str(told.value)
    assert "system's words" not in str(told.value)


def test_other_failures_pass_as_they_are(tmp_path):
    with pytest.raises(ZeroDivisionError), file_errors_told(tmp_path / "a"):
        raise ZeroDivisionError
