"""The Shape sliders, driven by hand in a whole studio whose composer only listens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vaecomposer.generation.api import ComposeRequest, SongbookFacts, SteerRequest, TakeRequest
from vaecomposer.latent.directions import DIRECTIONS, DirectionWords
from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.metre import COMPOSED_METRES, Metre
from vaecomposer.music.piece import Piece
from vaecomposer.session import edits
from vaecomposer.session.state import SessionState
from vaecomposer.settings import Settings
from vaecomposer.studio.studio import Studio
from vaecomposer.ui import words
from vaecomposer.ui.controls.shape_slider import ShapeSlider
from vaecomposer.ui.controls.slider import Slider
from vaecomposer.ui.look import Look
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.panel.measured import measured

from ..engine.quiet_rig import quiet_rig
from .conftest import FACTS, Ear, StudioWorker, make_piece, state_of

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
PIECE = make_piece()
EACH = pytest.mark.parametrize("index", range(len(SHAPES)), ids=[s.name for s in SHAPES])


@dataclass
class Listener:
    """A composer that writes down what it is asked, and plays every other note of the tune."""

    asked: list[ComposeRequest] = field(default_factory=list)
    facts: SongbookFacts = FACTS

    def answer(self, request: ComposeRequest) -> Piece:
        self.asked.append(request)
        if isinstance(request, TakeRequest):
            return PIECE
        assert isinstance(request, SteerRequest)
        tune = request.source.tracks[0]
        return request.source.with_track(0, tune.with_notes(tune.notes[::2]))

    @property
    def steered(self) -> SteerRequest:
        request = self.asked[-1]
        assert isinstance(request, SteerRequest)
        return request


@pytest.fixture
def composer() -> Listener:
    return Listener()


@pytest.fixture
def studio(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, composer: Listener
) -> Iterator[Studio]:
    monkeypatch.setattr("vaecomposer.settings.settings_path", lambda: tmp_path / "settings.json")
    window = MainWindow(Look("dark", reduced_motion=True))
    window.resize(1280, 800)
    qtbot.addWidget(window)
    made = Studio(
        window, Settings(), quiet_rig(), lambda deliver: StudioWorker(lambda: composer, deliver)
    )
    with qtbot.waitExposed(window):
        window.show()
    made.worker.start()
    made.document.apply("Open", edits.open_piece(PIECE, None))
    qtbot.waitUntil(lambda: made.songbook_is_settled and bool(composer.asked))
    yield made
    made.close()


def sliders(studio: Studio) -> tuple[ShapeSlider, ...]:
    return studio.window.left.shape.sliders


def at(slider: Slider, value: float) -> QPoint:
    return QPoint(round(slider.x_of(value)), round(slider.groove().center().y()))


def drag(slider: Slider, start: float, *stops: float) -> None:
    QTest.mousePress(slider, Left, NONE, at(slider, start))
    for stop in stops:
        QTest.mouseMove(slider, at(slider, stop))
    QTest.mouseRelease(slider, Left, NONE, at(slider, stops[-1]))


@EACH
def test_a_drag_sets_the_state_asks_for_that_value_and_is_one_entry(
    studio: Studio, composer: Listener, qtbot: QtBot, index: int
) -> None:
    slider = sliders(studio)[index]
    drag(slider, 0, 20, 60, 46)
    value = slider.amount
    assert value == pytest.approx(46, abs=2)
    wanted = tuple(value if i == index else 0.0 for i in range(len(SHAPES)))
    assert studio.document.state.shape == wanted
    qtbot.waitUntil(lambda: composer.steered.shape == wanted)
    assert composer.steered.directions == (0.0,) * DIRECTIONS
    qtbot.waitUntil(lambda: studio.document.state.shown is not PIECE)

    named = f"{SHAPES[index].name} 0 to {words.signed(value)}"
    assert studio.document.undo_label == named
    studio.window.undo_requested.emit()
    assert (studio.document.undo_label, studio.document.redo_label) == ("Open", named)
    assert studio.document.state.shown is PIECE
    assert slider.amount == 0
    studio.window.redo_requested.emit()
    assert slider.amount == value


def test_the_next_drag_is_an_entry_of_its_own(studio: Studio) -> None:
    slider = sliders(studio)[0]
    drag(slider, 0, 40)
    first = slider.amount
    drag(slider, first, -40)
    studio.window.undo_requested.emit()
    assert slider.amount == first


def test_a_double_click_resets_one_and_reset_all_twelve(studio: Studio) -> None:
    shape, panel = sliders(studio), studio.window.left.shape
    assert not panel.reset.isEnabled()
    drag(shape[2], 0, 50)
    drag(shape[7], 0, -50)
    drag(studio.window.left.directions.sliders[0], 0, 30)
    QTest.mouseDClick(shape[7], Left, NONE, at(shape[7], 0))
    assert studio.document.state.shape[7] == 0
    assert panel.reset.isEnabled()
    panel.reset.click()
    assert studio.document.undo_label == "Shape"
    assert not any(studio.document.state.shape)
    assert studio.document.state.directions[0] != 0
    studio.window.undo_requested.emit()
    assert studio.document.state.shape[2] == shape[2].amount != 0


@pytest.mark.parametrize(
    ("key", "modifier", "value"),
    [
        (Key.Key_Right, NONE, 1),
        (Key.Key_Left, SHIFT, -0.1),
        (Key.Key_PageUp, NONE, 10),
        (Key.Key_Home, NONE, -100),
        (Key.Key_End, NONE, 100),
    ],
)
def test_keys_move_it_as_they_move_a_direction(
    studio: Studio, key: Qt.Key, modifier: Qt.KeyboardModifier, value: float
) -> None:
    slider = sliders(studio)[4]
    slider.setFocus()
    QTest.keyClick(slider, key, modifier)
    assert studio.document.state.shape[4] == pytest.approx(value)
    assert studio.document.undo_label == f"Leaps 0 to {words.signed(value)}"
    QTest.keyClick(slider, Key.Key_Delete)
    assert studio.document.state.shape[4] == 0


def test_digits_enter_and_a_fine_drag(studio: Studio) -> None:
    slider = sliders(studio)[1]
    slider.setFocus()
    QTest.keyClicks(slider, "-42.5")
    QTest.keyClick(slider, Key.Key_Return)
    assert studio.document.state.shape[1] == -42.5


def test_the_dice_and_locks_of_shape_leave_the_directions_alone(studio: Studio) -> None:
    shape = sliders(studio)
    QTest.keyClick(shape[3], Key.Key_L)
    assert shape[3].is_locked
    studio.window.left.shape.dice.click()
    state = studio.document.state
    assert state.shape[3] == 0
    assert len(set(state.shape)) > 3
    assert not any(state.directions)


def test_r_throws_the_group_that_the_keyboard_is_in(studio: Studio, qtbot: QtBot) -> None:
    slider = sliders(studio)[0]

    def has_the_keyboard() -> bool:
        # A window of an earlier test may be slow to give it up.
        studio.window.activateWindow()
        slider.setFocus()
        return QApplication.focusWidget() is slider

    qtbot.waitUntil(has_the_keyboard)
    QTest.keyClick(studio.window, Key.Key_R)
    assert any(studio.document.state.shape)
    assert not any(studio.document.state.directions)
    sliders(studio)[0].clearFocus()
    QTest.keyClick(studio.window, Key.Key_R)
    assert any(studio.document.state.directions)


def test_the_tools_beside_the_value_lock_reset_and_throw(studio: Studio) -> None:
    slider = sliders(studio)[0]
    places = {icon: box.center().toPoint() for icon, box, _ in slider._tools()}
    drag(slider, 0, 40)
    QTest.mouseClick(slider, Left, NONE, places["reset"])
    assert studio.document.state.shape[0] == 0
    QTest.mouseClick(slider, Left, NONE, places["unlock"])
    assert slider.is_locked
    QTest.mouseClick(slider, Left, NONE, places["dice"])
    assert studio.document.state.shape[0] == 0
    QTest.mouseClick(slider, Left, NONE, places["unlock"])
    assert not slider.is_locked
    assert all(box.width() >= 24 and box.height() >= 20 for _, box, _ in slider._tools())


def test_escape_takes_a_drag_back(studio: Studio) -> None:
    slider = sliders(studio)[5]
    QTest.mousePress(slider, Left, NONE, at(slider, 0))
    QTest.mouseMove(slider, at(slider, 70))
    studio.window.activateWindow()
    QTest.keyClick(studio.window, Key.Key_Escape)
    assert studio.document.state.shape[5] == 0


def test_the_bubble_says_what_the_drag_did_to_the_music(studio: Studio, qtbot: QtBot) -> None:
    slider = sliders(studio)[0]
    QTest.mousePress(slider, Left, NONE, at(slider, 0))
    QTest.mouseMove(slider, at(slider, -50))
    qtbot.waitUntil(lambda: slider._bubble_words() == "4 → 2 notes a bar")
    QTest.mouseRelease(slider, Left, NONE, at(slider, -50))
    QTest.mousePress(slider, Left, NONE, at(slider, slider.amount))
    assert slider._bubble_words() == ""
    QTest.mouseRelease(slider, Left, NONE, at(slider, slider.amount))


def test_the_bubble_never_covers_the_name(qtbot: QtBot, look: Look) -> None:
    for shape, help_ in zip(SHAPES, words.SHAPE_SLIDERS, strict=True):
        slider = ShapeSlider(look, shape, help_)
        qtbot.addWidget(slider)
        slider.show_value(-100)
        for width in (208, 224, 240, 288):
            slider.resize(width, 36)
            slider.show_measured(12.34, 23.45)
            name = QFontMetricsF(look.font(12, 600)).horizontalAdvance(shape.name)
            figures = QFontMetricsF(look.font(11, 500)).horizontalAdvance(slider._bubble_words())
            assert name + figures + 60 < width


@EACH
def test_its_names_words_and_tips_are_whole(window: MainWindow, index: int) -> None:
    slider, shape, help_ = (
        window.left.shape.sliders[index],
        SHAPES[index],
        words.SHAPE_SLIDERS[index],
    )
    low, high = shape.words
    assert help_.name == shape.name
    assert slider.toolTip() == help_.tip
    assert slider.statusTip().startswith(f"{shape.name}\n{help_.sentence}.")
    assert slider.accessibleName() == f"{shape.name}, {low} to {high}, slider, 0, unlocked"


def test_the_tips_say_what_is_measured() -> None:
    assert words.SHAPE_SLIDERS[0].tip == "More or fewer notes (melody notes a bar)"
    assert all(help_.technical for help_ in words.SHAPE_SLIDERS)


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1440, 900), (1920, 1080)])
def test_long_words_fit_at_every_size(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    QTest.qWait(20)
    metrics = QFontMetricsF(window.look.font(11))
    names = QFontMetricsF(window.look.font(12, 600))
    for slider, shape in zip(window.left.shape.sliders, SHAPES, strict=True):
        groove = slider.groove()
        low, high = (metrics.horizontalAdvance(word) for word in shape.words)
        assert low + 4 <= groove.left()
        assert groove.right() + 4 + high <= slider.width()
        assert groove.width() >= 76
        # The tools stand clear of the name.
        assert names.horizontalAdvance(shape.name) < slider._tools()[-1][1].left()


def test_shape_and_the_first_directions_are_seen_together_above_the_mixer(
    window: MainWindow,
) -> None:
    window.resize(1440, 900)
    QTest.qWait(20)
    groups = window.left._groups
    seen = QRect(QPoint(0, 0), groups.viewport().size())
    for slider in (*window.left.shape.sliders, *window.left.directions.sliders[:1]):
        place = QRect(slider.mapTo(groups.viewport(), QPoint(0, 0)), slider.size())
        assert seen.contains(place)
    # One axis of zeros, and one right edge with the button above, bar or no bar.
    first, second = window.left.shape.sliders[0], window.left.directions.sliders[0]
    assert abs(first.x_of(0) - second.x_of(0)) <= 1
    ends = {w.mapTo(window.left, QPoint(w.width(), 0)).x() for w in (first, second)}
    assert ends == {window.left.transform.geometry().right() + 1}


def test_the_keyboard_brings_a_slider_into_sight(window: MainWindow) -> None:
    window.resize(1024, 700)
    QTest.qWait(20)
    last, groups = window.left.directions.sliders[-1], window.left._groups
    last.setFocus(Qt.FocusReason.TabFocusReason)
    place = QRect(last.mapTo(groups.viewport(), QPoint(0, 0)), last.size())
    assert QRect(QPoint(0, 0), groups.viewport().size()).contains(place)


def test_a_wheel_that_scrolls_goes_on_scrolling(window: MainWindow, ear: Ear) -> None:
    window.resize(1280, 800)
    QTest.qWait(20)
    slider = window.left.shape.sliders[8]
    spot = QPointF(slider.mapTo(window, slider.rect().center()))
    bar, handle = window.left._groups.verticalScrollBar(), window.windowHandle()
    for one in (*window.left.shape.sliders, *window.left.directions.sliders):
        one._entered = float("inf")  # the pointer has just come
    QTest.wheelEvent(handle, spot, QPoint(0, -120))
    assert bar.value() > 0
    for one in (*window.left.shape.sliders, *window.left.directions.sliders):
        one._entered = 0.0  # and has now rested long enough
    for _ in range(8):
        QTest.wheelEvent(handle, spot, QPoint(0, -120))
    assert bar.value() == bar.maximum()
    assert ear.all_of("shape_moved") == ear.all_of("direction_moved") == []
    QTest.qWait(350)
    QTest.wheelEvent(handle, spot, QPoint(0, 120))
    assert len(ear.all_of("shape_moved") + ear.all_of("direction_moved")) == 1


def test_f6_stops_at_shape_before_the_directions(window: MainWindow) -> None:
    window.activateWindow()
    window.left.surprise.setFocus()
    QTest.keyClick(window, Key.Key_F6)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.left.shape.isAncestorOf(focus)


def test_the_sliders_wait_for_the_songbook(window: MainWindow) -> None:
    window.show_songbook(None)
    assert not any(s.isEnabled() for s in window.left.shape.sliders)
    window.show_songbook_missing("The file is cut short.")
    assert not window.left.shape.isVisible()
    window.show_songbook(replace(FACTS, directions=(DirectionWords("low", "high"),)))
    assert all(s.isEnabled() and s.isVisible() for s in window.left.shape.sliders)


def test_the_metre_of_the_next_take_is_picked_in_the_heading(studio: Studio) -> None:
    metre = studio.window.centre.brief.metre
    assert [value for _, value in metre._choices] == list(COMPOSED_METRES)
    metre.picked.emit(Metre(3, 4))
    assert metre.text() == "3/4"
    assert metre.accessibleName() == "Metre, 3/4"
    assert studio.document.state.at_rest
    assert studio.document.undo_label == "Metre 3/4"
    studio.window.compose_requested.emit()
    assert studio.controller._take is not None
    assert studio.controller._take.conditions.metre == Metre(3, 4)


def test_what_is_measured_is_what_is_shown() -> None:
    state = state_of(PIECE)
    figures = measured(state)
    assert figures is not None
    assert figures[0] == 4  # melody notes a bar
    assert 72 <= figures[2] <= 78  # heard pitch, whatever the key
    assert (figures[9], figures[10]) == (4, 4)
    bass = replace(PIECE, tracks=PIECE.tracks[2:])
    missing = measured(state_of(bass))
    assert missing is not None
    assert missing[0] != missing[0]  # no melody, no figure
    assert measured(SessionState()) is None
    assert measured(state_of(make_piece(metre=Metre(7, 8)))) is None
