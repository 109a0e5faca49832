"""Every page and every small window there is, found by themselves and not by a list."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import get_args, get_type_hints

from PySide6.QtWidgets import QDialog

from desktop_app.ui import dialogs, pages
from desktop_app.ui.parts.background import Job
from desktop_app.ui.parts.page import Context, Page

_NOT_GIVEN = object()


def page_classes():
    """Return the pages that need nothing but their surroundings."""
    found = [one for one in _classes(pages, Page) if len(_asked_by(one)) == 1]
    assert found
    return found


def dialogs_with(given):
    """Yield every dialogue, made with what `given` holds by name or by type."""
    found = _classes(dialogs, QDialog)
    assert found
    for one in found:
        hints = get_type_hints(one.__init__)
        positional, named = [], {}
        for parameter in _asked_by(one):
            value = _value_for(parameter, hints[parameter.name], given)
            assert value is not _NOT_GIVEN, f"{one.__name__} asks for {parameter}"
            if parameter.kind is parameter.KEYWORD_ONLY:
                named[parameter.name] = value
            else:
                positional.append(value)
        yield one(*positional, **named)


def _value_for(parameter, kind, given):
    if parameter.name in given:
        return given[parameter.name]
    wanted = [one for one in get_args(kind) or (kind,) if isinstance(one, type)]
    for value in given.values():
        if any(isinstance(value, one) for one in wanted if one is not str):
            return value
    if str in wanted:
        return "Dirección General de Cooperación Internacional y Asuntos Multilaterales"
    if Callable in wanted or type(None) in get_args(kind):
        return None
    return _NOT_GIVEN


def _asked_by(one):
    parameters = list(inspect.signature(one.__init__).parameters.values())[1:]
    return [one for one in parameters if one.default is one.empty or one.kind is one.KEYWORD_ONLY]


def _classes(package, base):
    for place in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(place.name)
        for one in vars(module).values():
            own = inspect.isclass(one) and one.__module__ == module.__name__
            if own and issubclass(one, base) and one is not base:
                yield one


def surroundings(context: Context, folder: Path):
    """Return what dialogues may ask for."""
    return {
        "office": context.office.code,
        "context": context,
        "background": context.background,
        "language": context.language,
        "error": ValueError("a fault that nobody expected"),
        "fingerprint": "46357 32374 68924 88187 02587 49713 30172 68150",
        "home": folder / "nobody",
        "job": Job(lambda _step: None, "Buscando la copia de seguridad sana más reciente"),
        "made": True,
        "sentence": "El archivo de registros está dañado: database disk image is malformed.",
    }
