import re

from tests.builders import PROJECT

UI = PROJECT / "desktop_app" / "ui"
FIRES_WHEN_FILLED = re.compile(r"\b(textChanged|valueChanged)\.connect")


def test_filling_a_form_does_not_look_like_typing():
    """textEdited and activated are silent when the program fills a field; these are not."""
    found = [
        f"{path.name}: {match.group()}"
        for path in sorted(UI.rglob("*.py"))
        for match in FIRES_WHEN_FILLED.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []
