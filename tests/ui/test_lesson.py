"""The sheet that is asked before a songbook is learned, and the card while it is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from vaecomposer.ui.look import Look
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.songbooks.lesson_card import Fold, LessonCard, Stage, facts_in_words, time_left
from vaecomposer.ui.songbooks.lesson_curve import ahead
from vaecomposer.ui.songbooks.lesson_sheet import LONGEST_NAME, LessonSheet, free_name, plain_name

from .conftest import Ear, make_piece, state_of

SKIPPED = (("a.mid", "a.mid holds no notes."), ("b <2>.mid", "It is too short."))
TAB = Qt.FocusPolicy.TabFocus


@pytest.fixture
def sheet(qtbot: QtBot, look: Look) -> LessonSheet:
    made = LessonSheet(look)
    qtbot.addWidget(made)
    made.ask("/music/Film cues", "Studio", ("Studio", "Jazz"))
    return made


@pytest.fixture
def started(sheet: LessonSheet) -> list[tuple[str, int]]:
    heard: list[tuple[str, int]] = []
    sheet.start_requested.connect(lambda name, minutes: heard.append((name, minutes)))
    return heard


@pytest.fixture
def card(window: MainWindow) -> LessonCard:
    """Learning for a while, in a window of 1440 by 900."""
    window.show_state(state_of(make_piece()))
    made = window.lesson
    made.begin("Film cues")
    made.show_gathered(128, 2310, SKIPPED)
    made.show_judged(0.0, 0.79)
    made.show_going(0.4, 840)
    made.show_judged(0.4, 0.81, 0.998)
    settle()
    return made


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def resize(window: MainWindow, width: int, height: int) -> None:
    window.resize(width, height)
    settle()


# --- the sheet --------------------------------------------------------------------------------


def test_enter_learns_with_what_is_shown(sheet: LessonSheet, started: list[object]) -> None:
    assert sheet.name.text() == "Film cues"
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    assert started == [("Film cues", 15)]
    assert not sheet.isVisible()


def test_time_and_name_are_asked_for(sheet: LessonSheet, started: list[object]) -> None:
    sheet.name.setText("  My:  waltz ")
    next(b for b in sheet.findChildren(QAbstractButton) if b.text() == "45 min").click()
    sheet.learn.click()
    assert started == [("My waltz", 45)]


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "needs a name"), ("  ", "needs a name"), ("JAZZ", "already"), ("Stu/dio", "")],
)
def test_a_name_that_will_not_do_is_said(
    sheet: LessonSheet, started: list[object], name: str, said: str
) -> None:
    sheet.name.setText(name)
    assert said in sheet.said.text
    assert sheet.learn.isEnabled() is not bool(said)
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    assert bool(started) is not bool(said)


def test_escape_learns_nothing(sheet: LessonSheet, started: list[object]) -> None:
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert started == []


@pytest.mark.parametrize(
    ("folder", "taken", "name"),
    [
        ("Film cues", (), "Film cues"),
        ("Film cues", ("film CUES", "Film cues 2"), "Film cues 3"),
        ("a/b:c", (), "a b c"),
        ("", (), "Untitled"),
        ("Op. 5", (), "Op. 5"),
        ("tunes.map", (), "tunes map"),  # a songbook's map is called so
        ("x" * 60, ("x" * 40,), "x" * 38 + " 2"),
    ],
)
def test_names_are_new_and_fit_a_file(folder: str, taken: tuple[str, ...], name: str) -> None:
    found = free_name(folder, taken)
    assert found == name
    assert plain_name(found) == found
    assert len(found) <= LONGEST_NAME


def test_the_sheet_has_names_and_turns(sheet: LessonSheet) -> None:
    order: list[QWidget] = []
    step: QWidget = sheet.name
    while step not in order:
        order.append(step)
        step = step.nextInFocusChain()
    stops = [w for w in order if w.focusPolicy() & TAB and w.isVisible()]
    assert [w.accessibleName() for w in stops] == [
        "Name of the songbook", "At most 5 min", "At most 15 min", "At most 45 min", "Cancel", "Learn",
    ]  # fmt: skip


def test_the_sheet_follows_the_look(sheet: LessonSheet, look: Look) -> None:
    before = sheet.grab().toImage().pixelColor(2, 2)
    look.choose("light")
    assert sheet.grab().toImage().pixelColor(2, 2) == look.theme.ground != before


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (840, "about 14 min left"),
        (61, "about 1 min left"),
        (20, "less than a minute left"),
        (-1, ""),
        (float("nan"), ""),
    ],
)
def test_time_is_said_as_people_say_it(seconds: float, said: str) -> None:
    assert time_left(seconds) == said


def test_one_is_one() -> None:
    assert facts_in_words(1, 1) == "1 song, 1 phrase"
    assert facts_in_words(1234, 23100) == "1,234 songs, 23,100 phrases"


def test_what_may_come_rises_ever_more_slowly_and_stays_possible() -> None:
    points = ((0.0, 0.6), (0.2, 0.7), (0.4, 0.76))
    further = ahead(points)
    assert further[-1][0] == pytest.approx(1.0)
    steps = [b[1] - a[1] for a, b in pairwise(((points[-1]), *further))]
    assert all(a >= b >= 0 for a, b in pairwise(steps))
    assert further[-1][1] < 1
    assert ahead(points[:1]) == ahead(((0.0, 0.5), (1.0, 0.6))) == ()
    assert {y for _, y in ahead(((0.0, 0.8), (0.3, 0.7)))} == {0.7}  # it does not fall either


def test_the_figure_is_said_in_words(card: LessonCard) -> None:
    assert card.curve.words == ("plays back 81 of 100 notes right", "in songs it has not heard")
    card.show_judged(0.5, 0.81, 0.88)
    assert card.curve.words[2] == "they surprise it 12 % less than at first"
    assert "12 % less" in card.curve.accessibleName()
    card.begin("Other")
    assert card.curve.words[0] == "not judged yet"
    card.show_judged(0.0, 0.79)
    assert card.curve.words == (
        "plays back 79 of 100 notes right",
        "before it has learned from you",
    )


# --- the card ---------------------------------------------------------------------------------


def test_buttons_ask(card: LessonCard, ear: Ear) -> None:
    for button in (card.hear, card.pause, card.keep, card.leave):
        button.click()
    card.show_paused(on=True)
    card.pause.click()
    assert ear.all_of("lesson_wished") == [("hear",), ("pause",), ("keep",), ("leave",), ("go on",)]


def test_what_cannot_be_done_yet_is_off(window: MainWindow) -> None:
    card = window.lesson
    card.begin("Film cues")
    card.show_reading(3, 10)
    assert card.line.value() == 300
    buttons = (card.hear, card.pause, card.keep, card.leave)
    assert [b.isEnabled() for b in buttons] == [False, False, False, True]
    card.show_gathered(3, 40, ())
    assert not card.skipped.isVisible()
    assert [b.isEnabled() for b in buttons] == [False, True, False, True]
    card.show_going(0.01, 800)
    assert all(b.isEnabled() for b in buttons)
    card.show_writing()
    assert not any(b.isEnabled() for b in buttons)
    card.show_going(0.5, 80)  # one that was on its way
    assert card.stage is Stage.WRITING
    assert card.left.text == "Writing the songbook…"


def test_another_lesson_begins_afresh(card: LessonCard) -> None:
    card.show_writing()
    card.end()
    card.begin("Other")
    assert card.stage is Stage.READING
    assert card.curve.points == ()
    assert not card.skipped.isVisible()
    assert card.line.value() == 0
    assert card.title.accessibleName() == "Learning from Other"


@pytest.mark.parametrize(
    ("size", "fold"),
    [
        ((1920, 1080), Fold.WHOLE),
        ((1440, 900), Fold.WHOLE),
        ((1280, 800), Fold.FOLDED),
        ((1024, 700), Fold.FOLDED),
        ((960, 600), Fold.FOLDED),
    ],
)
def test_it_takes_no_more_room_than_there_is(
    window: MainWindow, card: LessonCard, size: tuple[int, int], fold: Fold
) -> None:
    resize(window, *size)
    assert window.size().toTuple() == size
    assert card.fold is fold
    if card.fold is Fold.FOLDED:
        assert card.height() <= 44
        assert card.brief.text == "14 min left"
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
        settle()
        assert card.fold is not Fold.FOLDED
    assert window.size().toTuple() == size
    assert window.left.height() >= 200
    if size[0] >= 1280:
        assert window.mixer.height() == 174
    bottom = card.mapTo(window, QPoint(0, card.height())).y()
    assert bottom <= window.status.y() + window.status.height()
    card.fold_button.click()
    settle()
    assert card.fold is Fold.FOLDED


def test_the_musician_s_fold_stays_when_the_window_grows(
    window: MainWindow, card: LessonCard
) -> None:
    card.fold_button.click()
    resize(window, 1920, 1080)
    assert card.fold is Fold.FOLDED
    card.end()
    settle()
    mixer = window.mixer.mapTo(window, QPoint(0, 0)).y()
    assert window.left.mapTo(window, QPoint(0, window.left.height())).y() == mixer - 6
    card.begin("Next")
    settle()
    assert card.fold is Fold.WHOLE


@pytest.mark.parametrize("width", [1024, 1280, 1440, 1920, 2560])
def test_words_and_buttons_fit_the_column(window: MainWindow, card: LessonCard, width: int) -> None:
    resize(window, width, 1000)
    if card.fold is Fold.FOLDED:
        card.fold_button.click()
        settle()
    assert card.title.text in ("Film cues", "Learning from Film cues")
    for widget in (
        card.title,
        card.facts,
        card.skipped,
        card.left,
        card.hear,
        card.pause,
        card.keep,
    ):
        assert widget.isVisible()
        assert widget.width() >= widget.sizeHint().width(), widget.accessibleName()
        right = widget.mapTo(card, QPoint(widget.width(), 0)).x()
        assert right <= card.width() - 6


@pytest.mark.parametrize("width", [1024, 1440, 2560])
def test_controls_have_names_and_tab_goes_as_it_is_read(
    window: MainWindow, card: LessonCard, width: int
) -> None:
    resize(window, width, 1000)
    if card.fold is Fold.FOLDED:
        card.fold_button.click()
        settle()
    inside = [w for w in card.findChildren(QWidget) if w.focusPolicy() & TAB and w.isVisible()]
    assert len(inside) == 6
    assert len({w.accessibleName() for w in inside} - {""}) == 6
    order: list[QWidget] = []
    step = window.nextInFocusChain()
    while step is not window:
        if step in inside:
            order.append(step)
        step = step.nextInFocusChain()
    places = [w.mapTo(card, QPoint(0, w.height() // 2)) for w in order]
    for a, b in pairwise(places):
        assert (b.y() > a.y() - 6 and b.x() > a.x()) or b.y() > a.y() + 6


def test_f6_comes_to_it(window: MainWindow, card: LessonCard) -> None:
    window.activateWindow()
    window.mixer.link.setFocus()
    window.focus_order.move(window, -1)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert card.isAncestorOf(focus)
    window.focus_order.move(window, 1)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.mixer.isAncestorOf(focus)


def test_the_skipped_files_can_be_read_with_the_keyboard(
    window: MainWindow, card: LessonCard
) -> None:
    window.activateWindow()
    card.skipped.setFocus()
    QTest.keyClick(card.skipped, Qt.Key.Key_Return)
    shown = window.skipped
    assert shown.isVisible()
    assert QApplication.focusWidget() is shown.text
    assert "b <2>.mid\nIt is too short." in shown.text.toPlainText()
    QTest.keyClick(shown.text, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is shown.done
    QTest.keyClick(shown.done, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert QApplication.focusWidget() is card.skipped


def test_the_card_is_painted_in_both_themes(window: MainWindow, card: LessonCard) -> None:
    seen = []
    for theme in ("dark", "light"):
        window.look.choose(theme)  # type: ignore[arg-type]
        seen.append(card.grab().toImage().pixelColor(card.width() // 2, 4))
        assert seen[-1] == window.look.theme.panel
    assert seen[0] != seen[1]
