"""How lists are looked at: the columns chosen for each kind, and views kept under a name."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from desktop_app.actions.office import Office
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.folding import fold
from desktop_app.records.listing import Filters, Order
from desktop_app.records.plain import clean

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A search, filters, an order and columns (by name; none are the usual ones)."""

    name: str
    search: str = ""
    filters: Filters = field(default_factory=Filters)
    order: Order = field(default_factory=Order)
    columns: tuple[str, ...] = ()


def chosen_columns(office: Office, kind: str) -> list[str]:
    """Return the names of the columns chosen for a kind, none while they are the usual ones."""
    return [str(name) for name in _kept(office, _columns(kind))]


def choose_columns(office: Office, kind: str, names: Sequence[str]) -> None:
    """Keep the columns of a kind; none brings the usual ones back."""
    office.change_setting(_columns(kind), json.dumps(list(names)))


def views_of(office: Office, kind: str) -> list[View]:
    """Return the saved views of a kind by their names."""
    return [_view(given) for given in _kept(office, _views(kind))]


def save_view(office: Office, kind: str, view: View) -> View:
    """Keep a view, in place of one of the same name. Raises UserError for an empty name."""
    named = replace(view, name=_name(view.name))
    others = [one for one in views_of(office, kind) if not _same(one.name, named.name)]
    _keep(office, kind, [*others, named])
    return named


def rename_view(office: Office, kind: str, old: str, new: str) -> None:
    """Give a view another name. Raises UserError when another view has it."""
    name = _name(new)
    others = [one for one in views_of(office, kind) if one.name != old]
    if any(_same(one.name, name) for one in others):
        raise UserError(
            N_("There is a view named “{name}” already. Choose another name."), name=name
        )
    _keep(
        office,
        kind,
        [replace(one, name=name) if one.name == old else one for one in views_of(office, kind)],
    )


def drop_view(office: Office, kind: str, name: str) -> None:
    """Forget a view; no record is touched."""
    _keep(office, kind, [one for one in views_of(office, kind) if one.name != name])


def _keep(office: Office, kind: str, views: Sequence[View]) -> None:
    kept = sorted(views, key=lambda view: fold(view.name))
    office.change_setting(_views(kind), json.dumps([asdict(view) for view in kept]))


def _kept(office: Office, name: str) -> list[Any]:
    found: list[Any] = json.loads(office.setting(name) or "[]")
    return found


def _view(given: Mapping[str, Any]) -> View:
    return View(
        name=given["name"],
        search=given["search"],
        filters=Filters(**_known(Filters, given["filters"])),
        order=Order(**_known(Order, given["order"])),
        columns=tuple(given["columns"]),
    )


def _known(form: type[Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what only a newer program knows."""
    names = {one.name for one in fields(form)}
    return {name: value for name, value in given.items() if name in names}


def _name(typed: str) -> str:
    name = clean(typed, lines=False)[:_LONGEST_NAME].strip()
    if not name:
        raise UserError(N_("Give the view a name."))
    return name


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _columns(kind: str) -> str:
    return f"list.{kind}.columns"


def _views(kind: str) -> str:
    return f"list.{kind}.views"
