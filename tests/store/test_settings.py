"""What an installation was told about itself."""

from desktop_app.store import settings


def test_a_setting_is_its_default_until_it_is_given(store):
    assert settings.get(store, "language", "es") == "es"

    settings.put(store, "language", "fr")
    settings.put(store, "language", "pt")

    assert settings.get(store, "language", "es") == "pt"


def test_all_settings_are_those_that_were_given(store):
    settings.put(store, "role", "office")

    assert settings.all_settings(store) == {"role": "office"}
