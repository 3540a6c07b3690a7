"""Form, chords and parts: picked, typed, and taken from the music."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.music.pieces import four_parts
from vaecomposer.generation.api import TakeRequest
from vaecomposer.music.piece import Role
from vaecomposer.music.progression import progression_in_words
from vaecomposer.session import edits
from vaecomposer.session.state import Conditions
from vaecomposer.ui.brief.brief import Brief
from vaecomposer.ui.roll import headings
from vaecomposer.ui.roll.form_lane import form_blocks, form_of
from vaecomposer.ui.roll.roll import RollView

from .conftest import Desk, desk_of

TAKE = four_parts(bars=16)


@pytest.fixture
def desk(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Desk]:
    monkeypatch.setattr("vaecomposer.settings.settings_path", lambda: tmp_path / "settings.json")
    made = desk_of(qtbot)
    made.studio.document.apply("Compose", edits.take_composed(TAKE, Conditions(), 7))
    yield made
    made.studio.close()


@pytest.fixture
def asked(desk: Desk) -> list[object]:
    found: list[object] = []
    desk.studio.controller._ask = found.append  # type: ignore[assignment]
    return found


def brief(desk: Desk) -> Brief:
    return desk.studio.window.centre.brief


def roll(desk: Desk) -> RollView:
    return desk.studio.window.centre.roll


def chip(desk: Desk, place: int) -> QPoint:
    g, phrase = roll(desk)._geometry, roll(desk)._phrase
    assert g is not None
    assert phrase is not None
    span = phrase.chords[place]
    return QPoint(round(g.x_of(span.onset + span.duration / 2)), round(g.chords.center().y()))


def press(desk: Desk, at: QPoint) -> None:
    QTest.mouseClick(roll(desk).viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_picked_form_composes_the_take_again_and_shows_over_the_roll(
    desk: Desk, asked: list[object]
) -> None:
    brief(desk).form.picked.emit("ABAC")
    assert desk.studio.document.state.conditions.form == "ABAC"
    request = asked[-1]
    assert isinstance(request, TakeRequest)
    assert (request.conditions.form, request.seed) == ("ABAC", 7)
    assert roll(desk)._geometry is not None
    assert roll(desk)._geometry.has_form
    blocks = form_blocks("ABAC", TAKE.bars())
    assert [(b.letter, b.word) for b in blocks] == [
        ("A", "statement"),
        ("B", "contrast"),
        ("A", "return"),
        ("C", "contrast"),
    ]


def test_the_form_of_opened_music_is_not_invented(desk: Desk) -> None:
    assert form_of(desk.studio.document.state) == "AABA"
    desk.studio.document.apply("Open", edits.open_piece(TAKE, None))
    assert form_of(desk.studio.document.state) is None
    assert roll(desk)._geometry is not None
    assert not roll(desk)._geometry.has_form


def test_a_letter_of_the_form_is_picked_in_its_lane(desk: Desk, asked: list[object]) -> None:
    g = roll(desk)._geometry
    assert g is not None
    bars = TAKE.bars()
    at = QPointF(g.x_of(bars[5].start), g.form.center().y())
    menu = roll(desk).form_menu(at)
    assert menu is not None
    next(a for a in menu.actions() if a.text() == "C").trigger()
    assert desk.studio.document.state.conditions.form == "ACBA"
    assert roll(desk).form_menu(QPointF(at.x(), g.notes.center().y())) is None


def test_presets_are_chords_of_the_key(desk: Desk, asked: list[object]) -> None:
    picker = brief(desk).chords
    texts = [text for text, _ in picker._choices]
    assert texts[0] == "Songbook's"
    assert any(text.startswith("Andalusian") for text in texts)
    picker.picked.emit("i VII VI V")
    found = desk.studio.document.state.conditions.progression
    assert found is not None
    assert progression_in_words(found) == "Am | G | F | E"
    assert picker.text().startswith("Am | G")
    picker.picked.emit(None)
    assert desk.studio.document.state.conditions.progression is None


def test_chords_are_typed_and_what_is_not_understood_is_told(
    desk: Desk, asked: list[object]
) -> None:
    brief(desk).type_chords()
    card = brief(desk)._typing
    card.field.setText("Am7 | Hm7")
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert "Did you mean Bm7?" in card.said.text
    assert card.isVisible()
    card.field.setText("Am7 | F C/E | G")
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert not card.isVisible()
    found = desk.studio.document.state.conditions.progression
    assert found is not None
    assert progression_in_words(found) == "Am7 | F C/E | G"
    assert desk.studio.document.undo_label == "Chords Am7 | F C/E | G"


def test_chords_come_from_the_music_in_front(desk: Desk, asked: list[object]) -> None:
    brief(desk).take_chords()
    found = desk.studio.document.state.conditions.progression
    assert found is not None
    assert progression_in_words(found[:4]) == "Am | F | C | G"
    assert len(found) == 16


def test_parts_are_picked_and_the_last_stays(desk: Desk, asked: list[object]) -> None:
    for role in (Role.MELODY, Role.CHORDS, Role.DRUMS):
        menu = brief(desk).more_menu()
        next(a for a in menu.actions() if a.text() == role.value.title()).trigger()
    assert desk.studio.document.state.conditions.parts == {Role.BASS}
    bass = next(a for a in brief(desk).more_menu().actions() if a.text() == "Bass")
    assert not bass.isEnabled()


def test_a_chord_is_typed_in_its_chip_and_the_take_follows(desk: Desk, asked: list[object]) -> None:
    press(desk, chip(desk, 1))
    field = roll(desk).chord_field
    assert field.isVisible()
    assert field.text() == "F"
    field.setText("Dm7 G7")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not field.isVisible()
    request = asked[-1]
    assert isinstance(request, TakeRequest)
    assert request.conditions.progression is not None
    assert progression_in_words(request.conditions.progression[:3]) == "Am | Dm7 G7 | C"


def test_an_unknown_chord_keeps_the_old_one_and_esc_leaves(desk: Desk, asked: list[object]) -> None:
    before = desk.studio.document.state
    press(desk, chip(desk, 1))
    field = roll(desk).chord_field
    field.setText("Hm7")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.isVisible()
    assert "Did you mean Bm7?" in field.toolTip()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert desk.studio.document.state is before


def test_tab_goes_from_chip_to_chip(desk: Desk, asked: list[object]) -> None:
    press(desk, chip(desk, 0))
    field = roll(desk).chord_field
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.isVisible()
    assert field.text() == "F"
    QTest.keyClick(field, Qt.Key.Key_Backtab)
    assert field.text() == "Am"


def test_a_chord_over_music_of_ones_own_changes_the_symbol_alone(desk: Desk) -> None:
    desk.studio.document.apply("Open", edits.open_piece(TAKE, None))
    press(desk, chip(desk, 1))
    roll(desk).chord_field.setText("Dm7")
    QTest.keyClick(roll(desk).chord_field, Qt.Key.Key_Return)
    shown = desk.studio.document.state.shown
    assert shown is not None
    assert [str(s.chord) for s in shown.chords[:3]] == ["Am", "Dm7", "C"]
    assert shown.tracks == TAKE.tracks
    assert desk.studio.document.undo_label == "Chord Dm7"


def stand_at(desk: Desk, bar: int) -> None:
    """The playhead stands at the beginning of a bar, counted from 0."""
    desk.studio.window.show_position(float(TAKE.bars()[bar].start), playing=False)


def trigger(desk: Desk, command: str) -> None:
    desk.studio.window.actions_table[command].trigger()


def test_the_chord_at_the_playhead_is_typed_by_key_and_named(
    desk: Desk, asked: list[object]
) -> None:
    stand_at(desk, 2)
    trigger(desk, "chord-type")
    field = roll(desk).chord_field
    assert field.hasFocus()
    assert (field.text(), field.accessibleName()) == ("C", "Chord, bar 3 beat 1")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert (field.text(), field.accessibleName()) == ("G", "Chord, bar 4 beat 1")
    field.setText("E7")
    QTest.keyClick(field, Qt.Key.Key_Return)
    request = asked[-1]
    assert isinstance(request, TakeRequest)
    assert request.conditions.progression is not None
    assert progression_in_words(request.conditions.progression[:4]) == "Am | F | C | E7"
    assert roll(desk).hasFocus()


def test_a_chord_out_of_sight_is_scrolled_to_before_it_is_typed(desk: Desk) -> None:
    roll(desk).zoom(8)
    stand_at(desk, 15)
    roll(desk).pan(-1e6, 0)
    trigger(desk, "chord-type")
    g, field = roll(desk).roll_geometry, roll(desk).chord_field
    assert g is not None
    x = g.x_of(TAKE.bars()[15].start)
    assert g.left <= x < g.width
    assert abs(field.x() - x) < 4


def test_keys_go_from_chord_to_chord_and_say_where(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(headings, "announce", lambda _roll, text: said.append(text))
    places: list[int] = []
    desk.studio.window.seek_requested.connect(places.append)
    bars = TAKE.bars()
    stand_at(desk, 0)
    trigger(desk, "chord-next")
    assert places == [bars[1].start]
    assert desk.studio.window.status.help == ("F", "bar 2 beat 1")
    stand_at(desk, 1)
    trigger(desk, "chord-next")
    trigger(desk, "chord-previous")
    assert places[1:] == [bars[2].start, bars[0].start]
    assert said == ["F, bar 2 beat 1", "C, bar 3 beat 1", "Am, bar 1 beat 1"]
    stand_at(desk, 0)
    trigger(desk, "chord-previous")
    stand_at(desk, 15)
    trigger(desk, "chord-next")
    assert len(places) == 3


def test_a_chord_that_has_begun_is_gone_back_to_first(desk: Desk) -> None:
    places: list[int] = []
    desk.studio.window.seek_requested.connect(places.append)
    start = TAKE.bars()[1].start
    desk.studio.window.show_position(start + 1.5 * TAKE.ticks_per_quarter, playing=True)
    trigger(desk, "chord-previous")
    assert places == [start]


def test_music_without_chords_says_so(desk: Desk) -> None:
    desk.studio.document.apply("Open", edits.open_piece(replace(TAKE, chords=()), None))
    for command in ("chord-type", "chord-next"):
        roll(desk).say("", "")
        trigger(desk, command)
        assert desk.studio.window.status.help == ("Chords", "There are none over this music.")
    assert roll(desk).chord_field.isHidden()


def test_the_form_is_changed_by_keys_where_the_playhead_is(desk: Desk, asked: list[object]) -> None:
    stand_at(desk, 9)
    menu = roll(desk).pop_form_menu()
    assert menu is not None
    assert menu.accessibleName() == "Letter of bars 9 to 12, B"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(menu, key)
    assert desk.studio.document.state.conditions.form == "AACA"


def test_music_whose_form_nobody_said_gets_one_from_the_heading(desk: Desk) -> None:
    desk.studio.document.apply("Open", edits.open_piece(TAKE, None))
    opened: list[bool] = []
    brief(desk).form.clicked.connect(lambda _on=False: opened.append(True))
    trigger(desk, "form-change")
    assert opened == [True]
    menu = next(m for m in brief(desk).form.findChildren(QMenu) if m.isVisible())
    menu.close()


def test_the_field_stays_on_its_chip_while_the_roll_moves(desk: Desk) -> None:
    stand_at(desk, 9)
    trigger(desk, "chord-type")
    for change in (lambda: desk.studio.window.resize(1100, 760), lambda: roll(desk).zoom(1.5)):
        change()
        g = roll(desk).roll_geometry
        assert g is not None
        assert abs(roll(desk).chord_field.x() - g.x_of(TAKE.bars()[9].start)) < 4
