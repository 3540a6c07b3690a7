"""What parts of the window ask for and the window hands on as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaecomposer.ui.main_window import MainWindow


def forward(window: MainWindow) -> None:
    """Lets the window's signals tell what its parts ask for."""
    _forward_transport(window)
    _forward_left(window)
    _forward_centre(window)
    parts = (window.transport, window.left, window.mixer)
    _forward_dock(window)
    _forward_pads(window)
    window.left.transform.clicked.connect(window.transform.pop)
    window.transform.card.wished.connect(window.transform_requested)
    window.songbooks.picked.connect(window.songbook_picked)
    window.songbooks.folder_picked.connect(window.lesson_folder_picked)
    window.lesson.wished.connect(window.lesson_wished)
    window.left.songbook_retried.connect(window.songbook_retried)
    window.menu.recent_picked.connect(window.recent_picked)
    window.menu.recovery_picked.connect(window.recovery_picked)
    window.menu.language_picked.connect(window.language_picked)
    window.history.place_picked.connect(window.place_picked)
    for ended in (*(part.drag_ended for part in parts), window.centre.roll.loop_drag_ended):
        ended.connect(window.drag_ended)


def _forward_transport(window: MainWindow) -> None:
    transport = window.transport
    device, more = transport.device, transport.more
    transport.play.clicked.connect(window.play_toggled)
    transport.undo.clicked.connect(window.undo_requested)
    transport.redo.clicked.connect(window.redo_requested)
    transport.bpm_changed.connect(window.bpm_changed)
    transport.rescan_requested.connect(window.rescan_requested)
    transport.metronome_toggled.connect(window.metronome_toggled)
    transport.record_toggled.connect(window.record_toggled)
    transport.midi.changed.connect(window.midi_changed)
    device.picked.connect(window.device_picked)
    device.format_picked.connect(window.sound_format_picked)
    device.soundfont_picked.connect(window.soundfont_picked)
    more.count_in_picked.connect(window.count_in_picked)
    more.swing_picked.connect(window.swing_picked)
    more.quantise_toggled.connect(window.quantise_toggled)
    more.through_toggled.connect(window.through_toggled)


def _forward_left(window: MainWindow) -> None:
    left, mixer = window.left, window.mixer
    left.compose_requested.connect(window.compose_requested)
    left.surprise_moved.connect(window.surprise_moved)
    left.variation_moved.connect(window.variation_moved)
    left.control_locked.connect(window.control_locked)
    left.strands.moved.connect(window.strand_moved)
    left.strands.all_set.connect(window.strands_set)
    left.shape.moved.connect(window.shape_moved)
    left.shape.all_set.connect(window.shapes_set)
    left.directions.moved.connect(window.direction_moved)
    left.directions.all_set.connect(window.directions_set)
    left.all_set.connect(window.sliders_set)
    mixer.mix_changed.connect(window.mix_changed)
    mixer.program_picked.connect(window.program_picked)


def _forward_dock(window: MainWindow) -> None:
    takes, song = window.dock.takes, window.dock.song
    takes.take_picked.connect(window.take_picked)
    takes.renamed.connect(window.take_renamed)
    takes.starred.connect(window.take_starred)
    takes.deleted.connect(window.take_deleted)
    takes.kept_copy.connect(window.take_kept)
    takes.compared.connect(window.take_compared)
    takes.swapped.connect(window.takes_swapped)
    takes.corner_wanted.connect(window.corner_picked)
    takes.song_wanted.connect(lambda number: window.section_added.emit(number, None))
    takes.export_wanted.connect(window.export_requested)
    song.added.connect(window.section_added)
    song.removed.connect(window.section_removed)
    song.moved.connect(window.section_moved)
    song.renamed.connect(window.section_renamed)
    song.repeated.connect(window.section_repeated)
    song.transition_wanted.connect(window.transition_wanted)
    song.play_toggled.connect(window.song_toggled)
    song.section_picked.connect(window.section_picked)
    song.export_wanted.connect(window.ask_song_file)


def _forward_pads(window: MainWindow) -> None:
    pads = window.pads
    pads.control_locked.connect(window.control_locked)
    pads.mood.mood_moved.connect(window.mood_moved)
    pads.morph.dot_moved.connect(window.dot_moved)
    pads.morph.corner_set.connect(window.corner_set)
    pads.file_picked.connect(window.corner_file_picked)
    pads.path_export_requested.connect(window.path_export_requested)
    pads.morph.corners_cleared.connect(window.corners_cleared)
    pads.morph.path_recorded.connect(window.path_recorded)
    pads.morph.path_played.connect(window.path_played)
    pads.morph.path_forgotten.connect(window.path_forgotten)
    pads.morph.path_export_stopped.connect(window.path_export_stopped)
    pads.map.travelled.connect(window.travelled)
    pads.map.drag_ended.connect(window.travel_ended)
    pads.map.take_opened.connect(window.take_picked)
    for ended in (pads.mood.drag_ended, pads.morph.drag_ended):
        ended.connect(window.drag_ended)


def _forward_centre(window: MainWindow) -> None:
    brief, tabs, empty = window.centre.brief, window.centre.tabs, window.centre.empty
    roll = window.centre.roll
    brief.key_picked.connect(window.key_picked)
    brief.style_picked.connect(window.style_picked)
    brief.metre_picked.connect(window.metre_picked)
    brief.bars_picked.connect(window.bars_picked)
    brief.phrase_picked.connect(window.phrase_picked)
    brief.form_picked.connect(window.form_picked)
    brief.progression_picked.connect(window.progression_picked)
    brief.parts_picked.connect(window.parts_picked)
    chips = {"progressions": brief.chords, "forms": brief.form}
    brief.preset_wanted.connect(lambda kind: window.presets.ask_name(kind, chips[kind]))
    window.presets.own_shown.connect(brief.show_presets)
    roll.form_picked.connect(window.form_picked)
    roll.chord_typed.connect(window.chord_typed)
    tabs.front_picked.connect(window.front_picked)
    tabs.role_picked.connect(window.role_picked)
    tabs.lead_picked.connect(window.lead_picked)
    empty.compose_requested.connect(window.compose_requested)
    empty.demo_picked.connect(window.demo_picked)
    empty.session_picked.connect(window.demo_session_picked)
    empty.tour_requested.connect(window.guide.tour.begin)
    window.tour_ended.connect(lambda: empty.show_tour_offer(on=False))
    roll.seek_requested.connect(window.seek_requested)
    roll.loop_changed.connect(window.loop_changed)
    roll.audition.connect(window.audition)
    roll.notes_changed.connect(window.notes_changed)
    roll.notes_locked.connect(window.notes_locked)
    roll.bars_locked.connect(window.bars_locked)
    roll.unlock_requested.connect(window.unlock_requested)
    roll.bars_selected.connect(window.bars_selected)
    roll.front_wanted.connect(window.front_picked)
    roll.edit_paused.connect(window.drag_ended)
    window.centre.tools.grid_picked.connect(window.grid_picked)
    tabs.track_locked.connect(window.track_locked)
