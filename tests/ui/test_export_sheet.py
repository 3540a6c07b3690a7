"""The export sheet: what it asks for, and what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from vaecomposer.ui.export.choices import ExportChoices, ExportKind
from vaecomposer.ui.export.sheet import ExportSheet
from vaecomposer.ui.look import Look

Key = Qt.Key


@pytest.fixture
def sheet(qtbot: QtBot, look: Look) -> ExportSheet:
    made = ExportSheet(look)
    qtbot.addWidget(made)
    made.show_music("Harbour: Lights", "/music")
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def asked(sheet: ExportSheet) -> list[object]:
    heard: list[object] = []
    sheet.start_requested.connect(heard.append)
    sheet.cancel_requested.connect(lambda: heard.append("cancel"))
    return heard


def press(sheet: ExportSheet, text: str) -> None:
    """Presses the visible button of this text."""
    (button,) = (
        b for b in sheet.findChildren(QAbstractButton) if b.text() == text and b.isVisible()
    )
    button.click()


def test_enter_starts_with_what_is_shown(sheet: ExportSheet, asked: list[object]) -> None:
    QTest.keyClick(sheet, Key.Key_Return)
    assert asked == [ExportChoices(ExportKind.WAV, Path("/music/Harbour Lights.wav"), stems=False)]


def test_a_title_with_a_dot_stays_whole(sheet: ExportSheet) -> None:
    sheet.show_music("Waltz No. 5", "/music")
    assert sheet.wanted.choices.path == Path("/music/Waltz No. 5.wav")


def test_every_choice_is_asked_for(sheet: ExportSheet, asked: list[object]) -> None:
    for text in ("FLAC", "Stems", "16 bit", "96 kHz", "Export"):
        press(sheet, text)
    assert asked == [
        ExportChoices(
            ExportKind.FLAC,
            Path("/music/Harbour Lights.flac"),
            stems=True,
            bits=16,
            sample_rate=96_000,
        )
    ]


@pytest.mark.parametrize(("text", "suffix"), [("MIDI", ".mid"), ("MusicXML", ".musicxml")])
def test_notes_have_neither_bits_nor_stems(
    sheet: ExportSheet, asked: list[object], text: str, suffix: str
) -> None:
    press(sheet, "Stems")
    press(sheet, text)
    shown = [b.text() for b in sheet.findChildren(QAbstractButton) if b.isVisible()]
    assert not {"Mix", "Stems", "16 bit", "48 kHz"} & set(shown)
    press(sheet, "Export")
    (choices,) = asked
    assert isinstance(choices, ExportChoices)
    assert (choices.path.suffix, choices.stems) == (suffix, False)


def test_flac_offers_no_float(sheet: ExportSheet) -> None:
    press(sheet, "32 float")
    press(sheet, "FLAC")
    assert sheet.wanted.choices.bits == 24
    press(sheet, "WAV")
    assert sheet.wanted.choices.bits == 32


def test_the_last_choices_can_be_shown_again(sheet: ExportSheet) -> None:
    choices = ExportChoices(
        ExportKind.FLAC, Path("/a/b.flac"), stems=True, bits=16, sample_rate=44_100
    )
    sheet.show_choices(choices)
    assert sheet.wanted.choices == choices


def test_escape_stops_what_runs_and_closes_what_does_not(
    sheet: ExportSheet, asked: list[object]
) -> None:
    press(sheet, "Export")
    sheet.show_progress(0.4)
    QTest.keyClick(sheet, Key.Key_Escape)
    assert asked[1:] == ["cancel"]
    assert sheet.isVisible()
    sheet.show_progress(0.5)  # one that was on its way
    assert sheet.going.title.text == "Stopping"
    sheet.show_stopped()
    assert sheet.wanted.isVisible()
    QTest.keyClick(sheet, Key.Key_Escape)
    assert not sheet.isVisible()


def test_enter_hit_twice_does_not_cancel(sheet: ExportSheet, asked: list[object]) -> None:
    sheet.start.setFocus()
    QTest.keyClick(sheet.start, Key.Key_Return)
    focused = sheet.focusWidget()
    assert focused is sheet.close_button
    QTest.keyClick(sheet, Key.Key_Return)
    assert len(asked) == 1


def test_progress_is_shown_to_eyes_and_screen_readers(sheet: ExportSheet) -> None:
    press(sheet, "Export")
    sheet.show_progress(0.425)
    assert sheet.going.share.text == "42 %"
    assert sheet.going.line.value() == 425
    assert sheet.going.title.text == "Writing Harbour Lights.wav"
    assert sheet.cancel.isVisible()


def test_the_end_is_told_and_another_export_may_follow(
    sheet: ExportSheet, asked: list[object]
) -> None:
    press(sheet, "Export")
    sheet.show_done("song.wav written: 4.2 seconds.")
    assert sheet.going.sentence.text == "song.wav written: 4.2 seconds."
    press(sheet, "Back")
    press(sheet, "Export")
    sheet.show_trouble("song.wav was not written", "The disk is full.")
    assert sheet.going.trouble.isVisible()
    assert not sheet.going.line.isVisible()
    press(sheet, "Close")
    assert not sheet.isVisible()
    assert len(asked) == 2


def test_a_running_export_is_not_asked_anew(sheet: ExportSheet, asked: list[object]) -> None:
    press(sheet, "Export")
    sheet.ask_again()
    QTest.keyClick(sheet, Key.Key_Return)
    assert len(asked) == 1
    assert sheet.is_running


def test_the_place_is_asked_for_without_blocking(sheet: ExportSheet, qtbot: QtBot) -> None:
    press(sheet, "Choose…")
    (dialog,) = sheet.findChildren(QFileDialog)
    dialog.fileSelected.emit("/elsewhere/tune")
    dialog.reject()
    assert sheet.wanted.choices.path == Path("/elsewhere/tune.wav")
    assert sheet.wanted.folder.text == "/elsewhere"


def test_every_control_has_a_name_and_its_turn(sheet: ExportSheet) -> None:
    for button in sheet.findChildren(QAbstractButton):
        assert button.accessibleName(), button.text()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    order, widget = [], sheet.wanted.kinds.findChildren(QAbstractButton)[0]
    first = widget
    while True:
        if isinstance(widget, QAbstractButton) and widget.isVisible():
            order.append(widget.text())
        widget = widget.nextInFocusChain()
        if widget is first:
            break
    assert order == [
        "MIDI", "MusicXML", "WAV", "FLAC", "Mix", "Stems", "16 bit", "24 bit", "32 float", "44.1 kHz",
        "48 kHz", "96 kHz", "Choose…", "Close", "Export",
    ]  # fmt: skip


def test_light_and_dark_follow_the_look(sheet: ExportSheet, look: Look) -> None:
    before = sheet.grab().toImage().pixelColor(2, 2)
    look.choose("light")
    assert sheet.grab().toImage().pixelColor(2, 2) == look.theme.ground != before


def test_a_long_name_does_not_make_the_sheet_wider(sheet: ExportSheet, qtbot: QtBot) -> None:
    before = sheet.width()
    name = "A very long name of a take that a musician has typed in for reasons of their own"
    sheet.show_music(name, "/music")
    qtbot.wait(20)
    assert sheet.width() == before
    assert sheet.music.text == sheet.music.toolTip() == name
    assert sheet.music.width() > before / 2
