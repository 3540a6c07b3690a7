"""The history's labels as templates. They stay English in the document, so that a session opens in any language."""

from __future__ import annotations

LABELS: tuple[str, ...] = (
    # Heading, tracks, sound
    "Form {letters}", "Form usual", "Songbook's chords", "Chords {name}", "Chord {name}", "Parts: {roles}",
    "Key {what}", "Style {style}", "Style any", "Metre {name}", "Length", "Role {role}", "Composed track", "Phrase",
    "Tempo", "Straight", "Swing {share} %", "Instrument {instrument}", "Loop",
    "Open {title}", "Keep {title}", "{title} into the song",
    "{track} muted", "{track} heard", "{track} solo", "{track} with the others", "{track} silent", "{track} 0 dB",
    "{track} {decibels} dB", "{track} centre", "{track} {share} left", "{track} {share} right",
    "{track} on the built-in sounds", "{track} on its own channel", "{track} on channel {channel}", "{track} on {name}",
    # Sliders and pads
    "{slider} {before} to {after}", "Shape", "Directions", "Strands", "Shape and Directions",
    "Direction {number}", "Strand {number}", "Preset {preset}",
    "Mood: {corner}, {energy}", "Mood: Even", "Any mood", "Morph", "From the map",
    "Empty corner {name}", "“{take}” onto corner {name}", "Empty all corners", "Record path", "Play path",
    "Forget path",
    # Takes and song
    "Compose a take", "Compose around the locks", "Take “{take}”", "Rename the take", "Keep as a take", "Compare",
    "Swap A and B", "Star", "Remove the star", "Delete “{take}”", "Add to the song", "Remove from the song",
    "Move in the song", "Rename the section", "Repeats", "Transition", "No transition",
    # Notes and locks
    "Move {notes}", "Copy {notes}", "Transpose {notes}", "Length of {notes}", "Velocity", "Delete {notes}",
    "Draw {notes}", "Split {notes}", "Glue {notes}", "Paste {notes}", "Quantise {notes}", "Humanise {notes}",
    "Cut {notes}", "Duplicate {notes}", "Erase {notes}", "Erase a hit", "Record {notes}",
    "Lock {what}", "Unlock {what}", "Unlock all", "bar {number}", "{count} bars", "Sliders for other bars",
)  # fmt: skip
"""All labels, with fields for what differs; see `sentences` for what a field may hold."""
