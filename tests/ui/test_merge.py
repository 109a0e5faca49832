from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop_app.actions import bundles, merging, planning, records
from desktop_app.language import Language
from desktop_app.records.kinds import KINDS
from desktop_app.records.merge import MergePlan
from desktop_app.records.revision import PURGED, seal
from desktop_app.store import records as stored
from desktop_app.store import revisions
from desktop_app.ui.pages.merge import MergePage
from desktop_app.ui.parts.changes_table import Choice
from desktop_app.ui.parts.differing import marked
from desktop_app.ui.parts.page import Context
from desktop_app.ui.parts.word_box import WordBox
from desktop_app.ui.parts.wording import slot_label, slot_text
from tests.actions.conftest import hostile
from tests.builders import a_project
from tests.ui.looking import texts

THEIRS = {"title": {"es": "Gestión integrada del agua"}}
OURS = {"original": "es", "es": "Gestión comunitaria del agua"}


def enter(office, record):
    saved = records.enter_record(office, replace(record, human_code="", status="draft"))
    return records.mark_ready(office, saved)


def edit_and_send(office, uid, patch, folder):
    records.mark_ready(office, records.edit_record(office, uid, patch))
    return bundles.export_bundle(office, folder).bundle


def seal_own_change(secretariat, uid, **values):
    """Change a record of the office at the Secretariat, as a decision in an earlier merge would."""
    changed = records.find(secretariat, uid).with_values(**values)
    line = seal(changed, parents=changed.heads, author="SELA", at=secretariat.moment())
    revisions.add(secretariat.store, [line])
    after = replace(changed, heads=(line.id,))
    stored.save(secretariat.store, after, who="SELA", at=secretariat.moment(), why="decided")


@pytest.fixture
def uid(acquainted, office, secretariat, tmp_path):
    record = enter(office, a_project())
    first = bundles.export_bundle(office, tmp_path / "post").bundle
    merging.apply_plan(secretariat, planning.plan_bundle(secretariat, first))
    return record.uid


@pytest.fixture
def two(office, secretariat):
    return office, secretariat


@pytest.fixture
def page(qtbot, secretariat, background):
    made = MergePage(Context(secretariat, Language("en"), background))
    QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def bring(uid, office, secretariat, page, tmp_path):
    """Change the record at the office, send it, and show what it would change."""

    def brought(patch):
        path = edit_and_send(office, uid, patch, tmp_path / "post")
        page.show_plan(planning.plan_bundle(secretariat, path))
        return path

    return brought


@pytest.fixture
def conflict(uid, secretariat, bring):
    seal_own_change(secretariat, uid, title=OURS)
    bring(THEIRS)
    return uid


def merge(qtbot, page):
    with qtbot.waitSignal(page.merged):
        page.merge()


def branches(page):
    root = page.tree.topLevelItem(0)
    return [root.child(at).text(0) for at in range(root.childCount())]


def test_the_tree_counts_what_is_new_and_what_is_changed(office, page, bring):
    enter(office, a_project())

    bring({"stage": "SUS"})

    assert branches(page) == ["1 new", "1 changed"]
    assert page.sentence.text() == "Merging adds 1 record and changes 1 record."


def test_a_changed_answer_shows_what_came_with_the_words_that_differ(page, bring):
    bring(THEIRS)

    line = page.model.line(0)
    assert (line.field, line.after) == ("Title · Spanish", "Gestión integrada del agua")
    assert marked(line.after, line.before).count("<b ") == 1


def test_a_difference_stays_open_unless_somebody_decides(qtbot, page, secretariat, conflict):
    sentence = page.sentence.text()

    merge(qtbot, page)

    assert "1 difference stays open." in sentence
    assert records.find(secretariat, conflict).conflicts


@pytest.mark.parametrize(
    "decision",
    [
        (Qt.Key.Key_1, "Gestión comunitaria del agua"),
        (Qt.Key.Key_2, "Gestión integrada del agua"),
    ],
)
def test_one_key_decides_a_difference(qtbot, page, secretariat, conflict, decision):
    key, title = decision

    page.table.setFocus()
    qtbot.keyClick(page.table, key)
    merge(qtbot, page)

    record = records.find(secretariat, conflict)
    assert record.conflicts == ()
    assert record.local("title", "es") == title


def test_a_decision_can_be_taken_back_before_merging(qtbot, page, secretariat, conflict):
    page.choose(Choice.TAKE)
    page.choose(Choice.OPEN)

    merge(qtbot, page)

    assert records.find(secretariat, conflict).conflicts


def test_undoing_the_merge_takes_its_decisions_back(qtbot, page, secretariat, conflict):
    page.choose(Choice.TAKE)
    merge(qtbot, page)

    [newest, *_] = merging.merges(secretariat)
    merging.undo_merge(secretariat, newest.id)

    record = records.find(secretariat, conflict)
    assert record.local("title", "es") == OURS["es"]
    assert record.conflicts == ()


def test_the_same_bundle_again_has_nothing_to_do(qtbot, secretariat, page, bring):
    path = bring(THEIRS)
    merge(qtbot, page)

    page.show_plan(planning.plan_bundle(secretariat, path))

    assert not page.apply.isEnabled()
    assert page.sentence.text() == "Nothing to do: all of it is here already."


def test_marked_words_are_never_read_as_markup():
    assert marked("<b>a</b> new", "<b>a</b> old").startswith("&lt;b&gt;a&lt;/b&gt; <b ")


@pytest.fixture
def said_ours(acquainted, two, tmp_path):
    """A record that the Secretariat has, and a bundle with a decision said to be its own."""
    office, secretariat = two
    uid = enter(office, a_project()).uid
    bundle = bundles.export_bundle(office, tmp_path / "post").bundle
    merging.apply_plan(secretariat, planning.plan_bundle(secretariat, bundle))
    record = records.find(office, uid)
    said = seal(
        record.with_values(title=OURS), parents=record.heads, author="SELA", at=office.moment()
    )
    return uid, hostile(office, [said], tmp_path / "said")


def test_decisions_said_to_be_ours_come_in_by_a_tick_alone(qtbot, secretariat, page, said_ours):
    uid, bundle = said_ours
    page.show_plan(planning.plan_bundle(secretariat, bundle))
    assert page.word.isVisible()
    assert "Without those decisions" in page.sentence.text()
    assert not page.apply.isEnabled()
    page.word.box.click()
    qtbot.waitUntil(page.apply.isEnabled)
    merge(qtbot, page)

    assert records.find(secretariat, uid)["title"] == OURS


def test_what_stayed_out_is_offered_when_the_file_is_opened_again(
    qtbot, secretariat, page, said_ours
):
    uid, bundle = said_ours
    merging.apply_plan(secretariat, planning.plan_bundle(secretariat, bundle))
    page.show_plan(planning.plan_bundle(secretariat, bundle))
    notices = " ".join(texts(page))
    page.word.box.click()
    qtbot.waitUntil(page.apply.isEnabled)
    merge(qtbot, page)

    assert "They stayed out when the rest was merged" in notices
    assert "there is nothing to do" not in notices
    assert records.find(secretariat, uid)["title"] == OURS


def test_orders_to_erase_that_come_back_are_asked_about_as_such(qtbot):
    box = WordBox(Language("en"))
    qtbot.addWidget(box)
    box.show_for(1, vouched=False, erases=True)

    assert "erase the persons" in box.box.text()
    assert not box.box.isChecked()


def test_files_that_come_after_their_records_can_be_taken(qtbot, bring, page, secretariat):
    path = bring(THEIRS)
    merge(qtbot, page)
    planned = planning.plan_bundle(secretariat, path)

    page.show_plan(replace(planned, fresh_files=2))

    assert page.apply.isEnabled()
    assert page.sentence.text() == "Merging takes 2 files that were missing."
    assert "The records of this bundle were merged before; its files come now." in texts(page)


def test_a_bundle_without_records_can_be_taken_for_its_number(bring, page, secretariat):
    planned = planning.plan_bundle(secretariat, bring(THEIRS))

    page.show_plan(replace(planned, plan=MergePlan(records=())))

    assert page.apply.isEnabled()
    assert page.sentence.text() == "Merging changes no answer."


def test_what_a_new_record_brings_stands_in_the_order_of_the_questions(
    acquainted, office, secretariat, page, tmp_path
):
    enter(office, a_project())
    sent = bundles.export_bundle(office, tmp_path / "post").bundle
    page.show_plan(planning.plan_bundle(secretariat, sent))

    rows = [page.model.line(row).slot.partition("/")[0] for row in range(page.model.rowCount())]

    assert rows[:2] == ["human_code", "title"]
    assert rows.index("summary") < rows.index("participants") < rows.index("sector")


def test_an_order_to_erase_is_named_in_words_among_what_changes():
    kind, french = KINDS["contact"], Language("fr")

    assert slot_label(kind, PURGED, french) == "Effacé pour toujours"
    assert slot_text(kind, PURGED, value=True, language=french) == "Oui"
