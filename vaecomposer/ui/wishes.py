"""Everything a musician can want of the studio, as signals of its window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow


class Wishes(QMainWindow):
    """A window's signals, in the session's words."""

    compose_requested = Signal()
    compose_bars_requested = Signal()  # the selected ones
    transform_requested = Signal(object)  # TransformWish
    open_requested = Signal(str)  # path
    file_dragged = Signal(str)  # path of a file that hangs over the window
    file_kept = Signal(str)  # path of a file dropped among the takes
    file_sung = Signal(str)  # path of a file dropped into the song
    new_requested = Signal()
    save_requested = Signal()
    save_as_requested = Signal(str)  # path
    recent_picked = Signal(str)  # path
    recovery_picked = Signal(int)  # which of the copies that were offered
    history_requested = Signal()
    place_picked = Signal(int)  # in the history
    take_picked = Signal(int)
    take_renamed = Signal(int, str)
    take_starred = Signal(int, bool)
    take_deleted = Signal(int)
    take_kept = Signal()
    take_compared = Signal(object)  # number or None
    takes_swapped = Signal()
    take_stepped = Signal(int)  # -1 or 1
    corner_picked = Signal(int, int)  # take, corner of the morph pad
    corner_set = Signal(int, object)  # corner, take or None
    corner_file_picked = Signal(int, str)  # corner, path
    corners_cleared = Signal()
    dot_moved = Signal(float, float)  # from left to right, from top to bottom, 0..1
    path_recorded = Signal(bool)
    path_played = Signal(bool)
    path_forgotten = Signal()
    path_export_requested = Signal(str)  # path of the file
    path_export_stopped = Signal()
    mood_moved = Signal(object)  # tuple[float, float] | None
    travelled = Signal(float, float)  # to a place on the map
    travel_ended = Signal()
    section_added = Signal(int, object)  # take, place or None for the end
    section_removed = Signal(int)
    section_moved = Signal(int, int)  # from, before
    section_renamed = Signal(int, str)
    section_repeated = Signal(int, int)
    transition_wanted = Signal(int, int)  # place, bars
    song_toggled = Signal(bool)
    section_picked = Signal(int)
    song_export_requested = Signal(str)  # path of a MIDI file
    export_requested = Signal()
    play_toggled = Signal()
    play_from_loop_requested = Signal()
    seek_requested = Signal(int)  # tick
    loop_changed = Signal(object)  # LoopRegion
    quantum_changed = Signal(str)  # step, beat or bar
    bpm_changed = Signal(float)
    shape_moved = Signal(int, float)
    shapes_set = Signal(object)  # tuple[float, ...]
    direction_moved = Signal(int, float)
    directions_set = Signal(object)  # tuple[float, ...]
    sliders_set = Signal(object, object)  # Shape and Directions, both tuple[float, ...]
    drag_ended = Signal()
    surprise_moved = Signal(float)
    variation_moved = Signal(float)
    strand_moved = Signal(int, float)
    strands_set = Signal(object)  # tuple of (number, value)
    control_locked = Signal(str, bool)
    key_picked = Signal(object)  # Key
    form_picked = Signal(object)  # letters, or None for the usual
    progression_picked = Signal(object)  # chords of each bar, or None for the songbook's own
    chord_typed = Signal(int, int, object)  # onset, duration, chords
    parts_picked = Signal(object)  # frozenset of roles
    style_picked = Signal(object)  # str | None
    metre_picked = Signal(object)  # Metre
    bars_picked = Signal(int)
    front_picked = Signal(int)
    role_picked = Signal(int, object)  # Role
    lead_picked = Signal(int)
    phrase_picked = Signal(int)
    notes_changed = Signal(object)  # NoteChange
    notes_locked = Signal(object, bool)  # frozenset[Placed], on
    bars_locked = Signal(object, bool)  # frozenset[int], on
    track_locked = Signal(int, bool)
    unlock_requested = Signal()
    grid_picked = Signal(str, int)  # name of the snap, strength of quantising in per cent
    bars_selected = Signal(object)  # frozenset[int], numbers from 0
    audition = Signal(int, int, int)  # track, pitch, velocity
    undo_requested = Signal()
    redo_requested = Signal()
    device_picked = Signal(object)  # str | None
    rescan_requested = Signal()
    sound_format_picked = Signal(object, int)  # sample rate or None, block frames
    metronome_toggled = Signal(bool)
    count_in_picked = Signal(int)  # bars
    soundfont_picked = Signal(object, str)  # path or None for the built-in one, synthesiser
    midi_changed = Signal(object)  # MidiWishes
    record_toggled = Signal(bool)
    quantise_toggled = Signal(bool)
    through_toggled = Signal(bool)
    swing_picked = Signal(object)  # Swing
    mix_changed = Signal(int, object)  # track, TrackMix
    program_picked = Signal(int, int)  # track, program
    panic_requested = Signal()
    demo_picked = Signal(int)
    columns_changed = Signal(object)  # their widths on every screen, see `ui.columns`
    songbook_picked = Signal(str)  # path
    songbook_retried = Signal()
    lesson_folder_picked = Signal(str)  # path of a folder of music to learn from
    lesson_wished = Signal(str)  # "pause", "go on", "hear", "keep" or "leave"
    appearance_picked = Signal(str)  # system, dark or light
    reduced_motion_picked = Signal(bool)
    language_picked = Signal(str)  # "" for the system's
    demo_session_picked = Signal(int)
    keys_picked = Signal(object, bool)  # tuple of "command=keys", whether letters are commands
    space_picked = Signal(bool)  # whether Space presses the focused button
    tour_ended = Signal()
    closing = Signal()
