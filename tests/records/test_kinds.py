import pytest

from desktop_app.errors import UserError
from desktop_app.records.kinds import KINDS, kind_named


def test_a_kind_is_found_by_its_name():
    assert kind_named("source") is KINDS["source"]


def test_an_unknown_kind_is_told_with_those_there_are():
    with pytest.raises(UserError, match=f"“colour”.*{', '.join(KINDS)}"):
        kind_named("colour")


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_named_as_it_is_kept(name):
    assert KINDS[name].name == name
