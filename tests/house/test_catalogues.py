import ast
import importlib
import pkgutil
import re
import string

import pytest

import catalogues
import desktop_app.records
from desktop_app import errors
from desktop_app.records.questionnaire import Kind
from tests.builders import PROJECT

LANGUAGES = ("es", "en", "pt", "fr")
TOLD_ERRORS = {
    name
    for name, thing in vars(errors).items()
    if isinstance(thing, type) and issubclass(thing, errors.UserError)
}
NEVER_SAID = re.compile(r"\b(invalid|error|errors|key|keys|hash|signature)\b", re.IGNORECASE)
PLACE = re.compile(r"\{\w+\}")  # names of values are not shown


@pytest.fixture(scope="module")
def marked():
    """The texts marked in the program: a str, or a tuple of singular and plural."""
    return {message.id for message in catalogues.texts(catalogues.extract())}


def kinds():
    modules = [
        importlib.import_module(f"desktop_app.records.{module.name}")
        for module in pkgutil.iter_modules(desktop_app.records.__path__)
    ]
    found = [thing for module in modules for thing in vars(module).values()]
    return {id(thing): thing for thing in found if isinstance(thing, Kind)}.values()


def texts_of(question):
    yield from (question.label, question.help)
    for column in question.rows:
        yield from texts_of(column)


def names_in(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def misplaced(message):
    """Tell whether a translation names other values than its text."""
    if isinstance(message.id, str):
        return names_in(message.id) != names_in(message.string)
    singular, plural = (names_in(text) for text in message.id)
    *others, last = (names_in(text) for text in message.string)
    return last != plural or any(not names <= singular | plural for names in others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_marked_text_is_translated(language, marked):
    catalogue = catalogues.read(language)
    known = {
        message.id for message in catalogues.texts(catalogue) if catalogues.is_translated(message)
    }

    assert sorted(map(str, marked - known)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_no_text_that_the_program_lost(language, marked):
    held = {message.id for message in catalogues.texts(catalogues.read(language))}

    assert sorted(map(str, held - marked)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_text(language):
    messages = catalogues.texts(catalogues.read(language))
    translated = [message for message in messages if catalogues.is_translated(message)]

    assert [message.id for message in translated if misplaced(message)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_at_run_time_is_what_translators_wrote(language):
    compiled = catalogues.compiled(catalogues.read(language))

    assert catalogues.path_of(language, "mo").read_bytes() == compiled


def test_a_refresh_keeps_translations_and_writes_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    template = catalogues.extract()
    catalogues.refresh("fr", template, write=True)
    translated = catalogues.read("fr")
    first = next(catalogues.texts(translated))
    first.string = "Bonjour"
    catalogues.path_of("fr").write_bytes(catalogues.as_text(translated))
    catalogues.refresh("fr", template, write=True)
    written = catalogues.path_of("fr").read_bytes()
    catalogues.refresh("fr", template, write=True)

    assert catalogues.path_of("fr").read_bytes() == written
    assert catalogues.read("fr").get(first.id).string == "Bonjour"


def test_every_question_and_heading_is_marked(marked):
    shown = set()
    for kind in kinds():
        shown |= {kind.title, kind.plural} | {section.title for section in kind.sections}
        shown |= {text for question in kind.questions for text in texts_of(question)}

    assert sorted(shown - marked - {""}) == []


def test_what_a_user_is_told_of_a_failure_is_marked():
    unmarked = []
    for path in sorted((PROJECT / "desktop_app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TOLD_ERRORS:
                text = node.args[0] if node.args else None
                if isinstance(text, ast.Constant | ast.JoinedStr):
                    unmarked.append(f"{path.relative_to(PROJECT)}:{node.lineno}")

    assert unmarked == []


def test_no_text_uses_the_words_of_the_trade(marked):
    texts = {text for each in marked for text in ([each] if isinstance(each, str) else each)}

    assert sorted(text for text in texts if NEVER_SAID.search(PLACE.sub("", text))) == []
