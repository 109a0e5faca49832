import csv

import pytest

from tests.builders import PROJECT

CODES = PROJECT / "resources" / "codes"
LANGUAGES = ("es", "en", "pt", "fr")


@pytest.mark.parametrize("path", sorted(CODES.glob("*.csv")), ids=lambda path: path.stem)
def test_every_code_has_a_label_in_four_languages(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))

    assert rows
    assert [row for row in rows if not all(row[language].strip() for language in LANGUAGES)] == []


def test_the_list_of_lists_names_every_file():
    with (CODES / "lists.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["list"] for row in csv.DictReader(file)}

    assert listed == {path.stem for path in CODES.glob("*.csv")} - {"lists"}
