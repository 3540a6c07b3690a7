"""MIDI learn on the screen: arming, leaving, menus, tags, rings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetricsF, QImage, QStatusTipEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from vaecomposer.latent.directions import DirectionWords
from vaecomposer.music.attributes import SHAPES
from vaecomposer.ui import words
from vaecomposer.ui.controls.direction_slider import DirectionSlider
from vaecomposer.ui.controls.named_slider import NamedSlider
from vaecomposer.ui.controls.shape_slider import ShapeSlider
from vaecomposer.ui.learning.frame import LearningFrame
from vaecomposer.ui.learning.targets import Bound, Shown
from vaecomposer.ui.look import Look
from vaecomposer.ui.main_window import MainWindow

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
DENSITY = "shape.density"
CC_21 = Bound(("CC 21",), "Launchkey", "CC 21 on channel 1")
FINE = Bound(("14-bit CC 1", "CC 1"), "Launchkey", "14-bit CC 1 on channel 1")
TAGS = (("CC 127",), ("14-bit CC 21", "CC 21"), ("Bend",), ("Pad C♯2",))


def shift_m(window: MainWindow) -> None:
    window.activateWindow()
    QTest.keyClick(window, Key.Key_M, SHIFT)


def density(window: MainWindow) -> ShapeSlider:
    return window.left.shape.sliders[0]


def frames(window: MainWindow) -> list[LearningFrame]:
    return [frame for frame in window.findChildren(LearningFrame) if frame.isVisible()]


def menu_over(widget: QWidget) -> tuple[QMenu, tuple[str, ...]]:
    middle = widget.rect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, middle, widget.mapToGlobal(middle), NONE
    )
    QApplication.sendEvent(widget, event)
    menu = next(m for m in widget.findChildren(QMenu) if m.isVisible())
    return menu, tuple(action.text().partition("\t")[0] for action in menu.actions())


def test_shift_m_arms_what_the_keyboard_is_on_and_esc_leaves_it(window: MainWindow) -> None:
    density(window).setFocus(Qt.FocusReason.TabFocusReason)
    shift_m(window)
    assert window.learning.armed == DENSITY
    assert density(window)._learning.armed
    assert window.status.help[0] == "Density"
    assert window.status.help[1].startswith("Move a knob…")
    (frame,) = frames(window)
    assert frame.geometry().contains(density(window).geometry())
    QTest.keyClick(window, Key.Key_Escape)
    assert window.learning.armed is None
    assert not density(window)._learning.armed
    assert not frames(window)


def test_shift_m_arms_what_the_pointer_is_on(window: MainWindow) -> None:
    density(window).clearFocus()
    window.left.shape.sliders[4].setFocus(Qt.FocusReason.MouseFocusReason)
    density(window).setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    shift_m(window)
    assert window.learning.armed == DENSITY
    window.learning.disarm()


def test_shift_m_on_nothing_says_what_to_do(window: MainWindow) -> None:
    window.centre.roll.setFocus()
    shift_m(window)
    assert window.learning.armed is None
    assert window.status.help[0] == "MIDI learn"
    assert "pointer" in window.status.help[1]


def test_a_click_elsewhere_leaves_it_and_one_on_the_control_does_not(window: MainWindow) -> None:
    window.learning.arm(DENSITY)
    QTest.mouseClick(density(window), Left, NONE, QPoint(30, 8))
    assert window.learning.armed == DENSITY
    QTest.mouseClick(window.left.shape.sliders[3], Left, NONE, QPoint(30, 8))
    assert window.learning.armed is None


def test_only_one_waits_at_a_time(window: MainWindow) -> None:
    window.learning.arm(DENSITY)
    window.learning.arm("direction.2")
    assert not density(window)._learning.armed
    assert len(frames(window)) == 1


def test_the_hint_stays_while_the_pointer_wanders(window: MainWindow) -> None:
    window.learning.arm("compose")
    QApplication.sendEvent(window, QStatusTipEvent(""))
    assert window.status.help[0] == "Compose a take"
    window.learning.disarm()
    assert window.status.help == ("", "")


def test_the_menu_learns_learns_again_and_forgets(window: MainWindow) -> None:
    menu, texts = menu_over(density(window))
    assert texts == ("MIDI learn",)
    menu.actions()[0].trigger()
    menu.close()
    assert window.learning.armed == DENSITY
    window.learning.disarm()
    window.learning.show_bindings({DENSITY: CC_21})
    forgotten: list[str] = []
    window.learning.forget_requested.connect(forgotten.append)
    menu, texts = menu_over(density(window))
    assert texts == ("MIDI learn again", "Forget CC 21 (Launchkey)")
    menu.actions()[1].trigger()
    menu.close()
    assert forgotten == [DENSITY]


def test_every_control_has_the_menu(window: MainWindow) -> None:
    for target in window.learning.targets:
        found = window.learning.find(target)
        assert found is not None
        assert found.name
        if found.widget.isVisible():
            menu, texts = menu_over(found.widget)
            # A pad has two entries, one for each of its ways.
            assert texts
            assert all(text.startswith("MIDI learn") for text in texts)
            menu.close()


@pytest.mark.parametrize("target", [DENSITY, "direction.1", "surprise", "play", "tempo", "undo"])
def test_what_moves_it_is_in_the_tool_tip_and_is_read_aloud(
    window: MainWindow, target: str
) -> None:
    found = window.learning.find(target)
    assert found is not None
    tip, described = found.widget.toolTip(), found.widget.accessibleDescription()
    window.learning.show_bindings({target: CC_21})
    said = "Moved by CC 21 on channel 1, of Launchkey."
    assert found.widget.toolTip() == f"{tip}\n{said}"
    assert found.widget.accessibleDescription() == f"{described} {said}".strip()
    # Written anew, it still says so.
    found.widget.setToolTip("Another")
    assert found.widget.toolTip() == f"Another\n{said}"
    found.widget.setToolTip(tip)
    window.learning.show_bindings({})
    assert found.widget.toolTip() == tip
    assert found.widget.accessibleDescription() == described


def test_a_label_of_undo_keeps_its_controller(window: MainWindow) -> None:
    window.learning.show_bindings({"undo": CC_21})
    window.show_undo("Density +18", None)
    undo = window.transport.undo
    assert undo.accessibleName() == "Undo: Density +18"
    assert "CC 21" in undo.toolTip()
    assert undo.accessibleDescription().count("CC 21") == 1


@pytest.mark.parametrize("tags", TAGS, ids=lambda t: t[0])
@pytest.mark.parametrize("width", [208, 224, 240, 260, 288, 316])
def test_the_tag_never_covers_name_value_or_tools(
    qtbot: QtBot, look: Look, width: int, tags: tuple[str, ...]
) -> None:
    values = QFontMetricsF(look.font(12, 500))
    for shape, help_ in zip(SHAPES, words.SHAPE_SLIDERS, strict=True):
        slider = ShapeSlider(look, shape, help_)
        qtbot.addWidget(slider)
        slider.resize(width, 36)
        slider.show_learning(Shown(tags=tags))
        for locked in (False, True):
            slider.set_locked(locked)
            for value in (0.0, -100.0, -99.9, 8.0):
                slider.show_value(value)
                tag, box = slider.tag_box()
                name = QFontMetricsF(look.font(12, 600)).horizontalAdvance(shape.name)
                right = width - values.horizontalAdvance(words.signed(value))
                if locked:
                    right = slider._tools()[0][1].left()
                assert tag in ("", *tags)
                assert not tag or (name + 4 <= box.left() and box.right() <= right)
    assert NamedSlider(look, "Surprise", 0, 100, 30).tag_box()[0] == ""


def test_there_is_room_for_the_tag_beside_a_short_name_in_the_narrowest_column(
    qtbot: QtBot, look: Look
) -> None:
    slider = ShapeSlider(look, SHAPES[-1], words.SHAPE_SLIDERS[-1])
    qtbot.addWidget(slider)
    slider.resize(208, 36)
    slider.show_learning(Shown(tags=("CC 21",)))
    assert slider.tag_box()[0] == "CC 21"


@pytest.mark.parametrize("width", [208, 240, 260, 288, 316])
def test_a_direction_has_its_tag_behind_the_word_or_a_frame_around_its_number(
    qtbot: QtBot, look: Look, width: int
) -> None:
    metrics = QFontMetricsF(look.font(12))
    for number, high in ((1, "high"), (16, "unpredictable")):
        slider = DirectionSlider(look, number)
        qtbot.addWidget(slider)
        slider.show_words(DirectionWords("low", high))
        slider.resize(width, 26)
        slider.show_learning(Shown(tags=("CC 21",)))
        tag, box = slider.tag_box()
        if tag:
            assert box.left() >= slider.groove().right() + metrics.horizontalAdvance(high) + 8
            assert box.right() <= slider._lock_box().left()
        else:
            assert box.right() <= 20
    assert QRectF(slider.rect()).contains(box)


def _ink(widget: QWidget, colour: QColor, area: QRect) -> int:
    picture = widget.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = colour.getRgb()[:3]
    return sum(
        max(abs(a - b) for a, b in zip(picture.pixelColor(x, y).getRgb()[:3], wanted, strict=True))
        < 24
        for x in range(picture.width())
        for y in range(picture.height())
    )


def test_the_ring_stands_where_the_knob_does(window: MainWindow) -> None:
    slider, accent = density(window), window.look.theme.accent
    middle = slider.groove().center().y()
    x = slider.groove().left() + slider.groove().width() * 0.2
    area = QRect(round(x) - 6, round(middle) - 6, 12, 12)
    assert _ink(slider, accent, area) == 0
    window.learning.show_knob(DENSITY, 0.2)
    assert _ink(slider, accent, area) >= 10
    window.learning.show_knob(DENSITY, None)
    assert _ink(slider, accent, area) == 0


def test_tag_and_waiting_are_painted_beside_the_value(window: MainWindow) -> None:
    slider, theme = density(window), window.look.theme
    before = slider.grab().toImage()
    window.learning.show_bindings({DENSITY: CC_21})
    tag, box = slider.tag_box()
    assert tag == "CC 21"
    assert _ink(slider, theme.text3, box.toRect()) > 10
    assert slider.grab().toImage() != before
    window.learning.arm(DENSITY)
    beside = QRectF(slider.width() - 90, 0, 90, 20).toRect()
    assert _ink(slider, theme.accent, beside) > 40
    (frame,) = frames(window)
    assert _ink(window, theme.accent, _place(frame, window).adjusted(0, 0, 0, 1)) > 150
    window.learning.disarm()


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_the_words_fit_every_armed_row(qtbot: QtBot, look: Look) -> None:
    waiting = QFontMetricsF(look.font(12, 500)).horizontalAdvance("Move a knob…")
    names = QFontMetricsF(look.font(12, 600))
    for shape in SHAPES:
        assert names.horizontalAdvance(shape.name) + 8 + waiting <= 208


def test_a_widget_that_is_gone_is_no_target(window: MainWindow, qtbot: QtBot) -> None:
    passing = QWidget(window)
    value = [0.5]
    window.learning.register(
        "mix.1.volume", passing, lambda: value[0], value.extend, name="Volume of Melody"
    )  # type: ignore[arg-type]
    window.learning.show_bindings({"mix.1.volume": FINE})
    assert "14-bit CC 1" in passing.toolTip()
    passing.deleteLater()
    qtbot.waitUntil(lambda: window.learning.find("mix.1.volume") is None)
    assert "mix.1.volume" not in window.learning.targets
    again = QWidget(window)
    window.learning.register(
        "mix.1.volume", again, lambda: value[0], lambda share: None, name="Volume of Melody"
    )
    assert "14-bit CC 1" in again.toolTip()


def test_a_pad_of_two_targets_names_both_in_its_menu(window: MainWindow) -> None:
    pad = QWidget(window)
    pad.setGeometry(300, 300, 80, 80)
    pad.show()
    for axis in ("dark–bright", "calm–driving"):
        window.learning.register(
            f"mood.{axis}", pad, lambda: 0.5, lambda share: None, name=f"Mood, {axis}"
        )
    menu, texts = menu_over(pad)
    assert texts == ("MIDI learn: Mood, dark–bright", "MIDI learn: Mood, calm–driving")
    menu.close()
    pad.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    pad.setFocus(Qt.FocusReason.TabFocusReason)
    shift_m(window)
    shift_m(window)
    assert window.learning.armed == "mood.calm–driving"
    pad.hide()
    assert window.learning.armed is None
