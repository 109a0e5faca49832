"""What a screen reader sees of the running program: asked in lines of JSON, answered in such.

Runs with the system's Python, which has the bindings of AT-SPI, and imports nothing of ours.
"""

import json
import sys
import threading

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version must be chosen before

_DEADLINE, _PAUSE = 60, 0.02
_ANSWER_MS = 2000  # then what was pressed has opened a window of its own
_SEEN = (Atspi.StateType.SHOWING, Atspi.StateType.VISIBLE)
_NAMED_BY_VALUE = {Atspi.Role.COMBO_BOX}  # their name is what is chosen in them
_CELLS = {Atspi.Role.TABLE_CELL, Atspi.Role.LIST_ITEM, Atspi.Role.TREE_ITEM}


def hear():
    """Take in what the program has told meanwhile: nothing of before is answered from memory."""
    context = GLib.MainContext.default()
    while context.iteration(False):
        continue


def application():
    """Wait for the program to be there, with its window."""
    pause = threading.Event()
    for _ in range(int(_DEADLINE / _PAUSE)):
        hear()
        desk = Atspi.get_desktop(0)
        desk.clear_cache()
        for place in range(desk.get_child_count()):
            one = desk.get_child_at_index(place)
            if one is not None and one.get_child_count():
                return one
        pause.wait(_PAUSE)
    raise TimeoutError


def children(one):
    """Return what is in a control; nothing when it has gone meanwhile."""
    try:
        count = one.get_child_count()
        return [child for place in range(count) if (child := one.get_child_at_index(place))]
    except GLib.Error:
        return []


def seen(one):
    """Tell whether it is on the screen; what has gone meanwhile is not."""
    try:
        states = one.get_state_set()
    except GLib.Error:
        return False
    return all(states.contains(state) for state in _SEEN)


def labels(one):
    """Return the names of what labels a control."""
    found = []
    for relation in one.get_relation_set():
        if relation.get_relation_type() is Atspi.RelationType.LABELLED_BY:
            count = relation.get_n_targets()
            found += [relation.get_target(place).get_name() for place in range(count)]
    return [name for name in found if name]


def is_named(one):
    if one.get_role() in _NAMED_BY_VALUE:
        return bool(labels(one) or one.get_description())
    return bool((one.get_name() or "").strip() or labels(one))


def walk(one, above, told):
    """Count the controls that are seen, and tell those without a name and where they are."""
    name = one.get_name() or ""
    here = [*above, name] if name else above
    if one.get_state_set().contains(Atspi.StateType.FOCUSABLE) and one.get_role() not in _CELLS:
        told["controls"] += 1
        if not is_named(one):
            told["nameless"].append(f"{one.get_role_name()} in {' > '.join(here[-3:])}")
    for child in children(one):
        if seen(child) and one.get_role() is not Atspi.Role.COMBO_BOX:
            walk(child, here, told)


def see(app):
    """Tell what is on the screen: the windows and their controls."""
    told = {"windows": [], "controls": 0, "nameless": []}
    for window in children(app):
        if seen(window):
            told["windows"].append(window.get_name())
            walk(window, [window.get_name()], told)
    return told


def menu_items(one, above=()):
    """Yield every item of the menus with its way through them."""
    for child in children(one):
        role = child.get_role()
        if role is Atspi.Role.SEPARATOR:
            continue
        way = (*above, child.get_name()) if role is Atspi.Role.MENU_ITEM else above
        inside = [grand for grand in children(child) if grand.get_child_count()]
        if role is Atspi.Role.MENU_ITEM and not inside:
            yield way, child
        else:
            yield from menu_items(child, way)


def menu_bar(app):
    for window in children(app):
        for child in children(window):
            if child.get_role() is Atspi.Role.MENU_BAR:
                return child
    raise LookupError


def act(one):
    """Do what a control does; one that opens a dialogue answers only when that is closed."""
    try:
        one.do_action(0)
    except GLib.Error:
        return


def press_menu(app, way):
    for found, item in menu_items(menu_bar(app)):
        if list(found) == way:
            act(item)
            return
    raise LookupError(way)


def wait_for_one(app):
    """Wait until a single window is left."""
    pause = threading.Event()
    for _ in range(int(_DEADLINE / _PAUSE)):
        hear()
        app.clear_cache()
        if len([one for one in children(app) if seen(one)]) == 1:
            return
        pause.wait(_PAUSE)
    raise TimeoutError


def wait_for_keys(app):
    """Wait until the window has the keyboard."""
    pause = threading.Event()
    for _ in range(int(_DEADLINE / _PAUSE)):
        hear()
        app.clear_cache()
        states = [one.get_state_set() for one in children(app) if seen(one)]
        if any(one.contains(Atspi.StateType.ACTIVE) for one in states):
            return
        pause.wait(_PAUSE)
    raise TimeoutError


def wait_for(app, title):
    """Wait until a window's title begins so."""
    pause = threading.Event()
    for _ in range(int(_DEADLINE / _PAUSE)):
        hear()
        app.clear_cache()
        for window in children(app):
            if seen(window) and (window.get_name() or "").startswith(title):
                return
        pause.wait(_PAUSE)
    raise TimeoutError(title)


def main():
    Atspi.init()
    Atspi.set_timeout(_ANSWER_MS, _ANSWER_MS)
    Atspi.get_desktop(0).get_child_count()  # starts what a program registers with
    print(json.dumps("ready"), flush=True)  # noqa: T201 - its answer
    app = None
    for line in sys.stdin:
        app = app or application()
        verb, *given = json.loads(line)
        hear()
        app.clear_cache()
        answers = {
            "see": see,
            "menus": lambda app: [way for way, _item in menu_items(menu_bar(app))],
            "press": press_menu,
            "wait for keys": wait_for_keys,
            "wait for one": wait_for_one,
            "wait": wait_for,
        }
        print(json.dumps(answers[verb](app, *given)), flush=True)  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
