"""Sentences that are made below the window, as templates: `tests/ui/language` holds that none is missing.

What a field may hold is told by its name: see `sentences.OWN` and `sentences.NUMBERS`.
"""

from __future__ import annotations

_SAFE = "Editing, playing in silence and exporting work."

_FILES = (
    "{name} was not found.",
    "{name} is empty. Nothing was opened.",
    "{name} holds no notes. Nothing was opened.",
    "{name} is a folder, not a MIDI file.",
    "{name} is not a MIDI file. Nothing was opened.",
    "{name} is not a whole MIDI file: it is damaged or cut short. Nothing was opened.",
    "{name} counts time in film frames (SMPTE), which I cannot read. Nothing was opened.",
    "{name} could not be opened ({why}).",
    "{name} is larger than {size} MB, too large for a MIDI file. Nothing was opened.",
    "{name} is larger than {size} MB, too large for a score. Nothing was opened.",
    "{name} would last more than {most} bars, so its times must be damaged. Nothing was opened.",
    "{name} holds more than a million notes, too many for me. Nothing was opened.",
    "{name} holds more than {most} tracks, so it must be damaged. Nothing was opened.",
    "{name} was not written: MIDI files cannot be this long.",
    "{name} was not written: MIDI files have at most {most} tracks and {ticks} ticks to the quarter note.",
    "{name} was not written: {why}. Your music is safe here.",
    "{name} was not written. {why} Your music is safe here.",
    "{name} was not written. {why} Your session is safe.",
    "{name} was not written. {why} Your session is still open, and a copy of it is kept.",
    "{name} was not written. Give it a name ending in .wav or .flac.",
    "{name} was not written. FLAC holds 16 or 24 bits; choose one of them, or WAV.",
    "{name} was not written. Choose 16, 24 or 32 bits.",
    "{name} was not written. Give it a name ending in .musicxml or .mxl.",
    "{name} was not written: there are no notes to write yet.",
    ("{name} was not written, because of a defect in this program ({why}). Your music is safe here. "
    "Please report it."),
    "The disk is full: {size} MB free. Make room or choose another.",
    "The disk is full. Make room or choose another.",
    "This folder may not be written to. Choose another one.",
    "The folder {file} is not there. Choose another one.",
    "This place did not take the file. Choose another one.",
    "The system says: {why}.",
    "The score lasts more than {most} bars.",
    "{name} is not a whole score: it is damaged or cut short. Nothing was opened.",
    ("{name} is written measure by measure (score-timewise), which I cannot read. Save it again as "
    "score-partwise."),
    "{name} is not MusicXML. Nothing was opened.",
    "{name} holds no tune (no line X: as ABC has). Nothing was opened.",
    "{name} is packed in a way I cannot read. Nothing was opened.",
    "{name} takes longer to read than any score should; it is probably damaged. Nothing was opened.",
    "{name} was not opened. {why}",
    "{name} could not be read as a score ({why}). Nothing was opened.",
    "{name} holds no score. Nothing was opened.",
    ("{name} holds {count} tunes, and I open one at a time. Save the one you want in a file of its "
    "own."),
    "The memory is not enough for this file. Nothing was opened.",
    "{name} is not a session of VAE Composer.",
    "{name} was saved by a newer VAE Composer. Bring this one up to date to open it.",
    "{name} cannot be read ({why}).",
    "{name} is damaged and cannot be opened. It was left as it is.",
    "The preset could not be kept on disk ({why}). It works until you quit.",
    "Your presets could not be read; the file was kept beside a new one. Presets of the program work.",
    ("What {name} moves was not taken over: its file is damaged. Your music is safe. "
    "Learn the knobs again, and the file is put aside."),
    ("What {name} moves was not taken over: its file comes from a newer VAE Composer. "
    "Your music is safe. Learn the knobs again, and the file is put aside."),
    ("What {name} moves could not be saved. It holds until you leave the program. "
    "Make room on the disk or allow writing to {file}, then learn a knob again."),
    "{name} written.",
    "{name} written. {report}",
    "{name} written: {seconds} seconds.",
    "{files} written, {seconds} seconds: {name}.",
    "{files} written, {seconds} seconds: {name} and {count} more.",
    "{files} written, {seconds} seconds: {name}. 1 silent track was left out.",
    "{files} written, {seconds} seconds: {name}. {left} silent tracks were left out.",
    "{files} written, {seconds} seconds: {name} and {count} more. 1 silent track was left out.",
    "{files} written, {seconds} seconds: {name} and {count} more. {left} silent tracks were left out.",
    "1 stem",
    "{count} stems",
    "{number} of {count} note was drawn to the nearest 32nd or triplet so that it can be written.",
    "{number} of {count} notes was drawn to the nearest 32nd or triplet so that it can be written.",
    "{number} of {count} notes were drawn to the nearest 32nd or triplet so that they can be written.",
    "No stem was written, since no track is heard. Take one off mute and export again.",
)  # fmt: skip

_SOUND = (
    _SAFE,
    f"No sound device was found. {_SAFE} Connect one and try again.",
    (f"The sound library PortAudio is missing, so nothing can be heard. {_SAFE} On Debian or Ubuntu install the "
    "package libportaudio2, then start again."),
    (f"{{name}} does not take our sound, perhaps because another program uses it. {_SAFE} Choose another device, or "
    "close that program and try again."),
    "{name} was unplugged. The loop runs on in silence.",
    "{refusal} Playing on {name} instead.",
    "{name} is not connected. Playing on {file} instead.",
    "{name} does not run at {number} Hz. Playing at {count} Hz.",
    "Playing on {name}.",
    "Silence",
    ("The built-in synthesiser is missing. Editing and MIDI export work. Install it with: pip install --no-deps "
    "tinysoundfont"),
    "{name} could not be read as a SoundFont. Choose another .sf2 or .sf3 file in the sound settings.",
    "FluidSynth could not be started. The built-in synthesiser works.",
    "The FluidSynth on this computer is too old. The built-in synthesiser works; FluidSynth 2 or later is needed.",
    ("FluidSynth is not on this computer. The built-in synthesiser works. To use FluidSynth, install it (Debian and "
    "Ubuntu: libfluidsynth3, macOS: brew install fluid-synth) and start again."),
    ("No SoundFont was found on this computer, so there is no instrument to play with. Editing and MIDI export work. "
    "Choose an .sf2 or .sf3 file in the sound settings."),
    "There is no synthesiser here to make the sound with.",
    "The sound goes on as it was",
    "Details: {text}",
    "There is no sound",
    "The sound engine has stopped several times. Editing and exporting work. Save, and start the program again.",
    "The sound was interrupted",
    "The sound engine stopped and has been started again. Your music is safe.",
)  # fmt: skip

_MIDI = (
    ("This system offers no MIDI. Everything else works. On Linux, load the kernel module snd-seq or start JACK; then "
    "look for ports again."),
    ("The MIDI port {name} is not there. Everything else plays on. Plug it in or switch it on; it is found again by "
    "itself."),
    "The MIDI port {name} is closed. Choose it again to play on it.",
    ("A message of {size} bytes is too long for {name} and was left out. JACK takes up to {room} at once; more with "
    "longer periods."),
    ("The MIDI library is missing, so no keyboard can be heard and no synthesiser played. Everything else works. "
    "Install the package python-rtmidi, then start again."),
    ("The MIDI port {name} does not let us in, perhaps because another program uses it. Everything else works. Close "
    "that program, or choose another port."),
    ("The MIDI output {name} has gone, and what is played on it is not heard. Everything else plays on. Plug it in or "
    "switch it on again; it is found by itself."),
    "The MIDI output {name} is back, and is played on again.",
    ("Windows lets no program make MIDI ports of its own. Everything else works. Install loopMIDI, make a port with "
    "it, and choose that port here."),
    "MIDI",
    "A MIDI input has gone",
    "{name} is not connected any more. It is taken back when it returns.",
    "A MIDI input is not there",
    "A MIDI input is back",
    "{name} is heard again.",
)  # fmt: skip

_COMPOSING = (
    "{name} does not describe a songbook.",
    ("{name} is a songbook of version {version}; this program reads version {number}. Please choose another, or update "
    "the program."),
    "{name} was not found, so there is no songbook to compose with.",
    "{name} lacks its {text} and cannot be used.",
    "{name}, the songbook's card, was not found beside it.",
    "{name}, the songbook's card, cannot be read.",
    "{name} could not be opened: the file is damaged or cut short.",
    "{name} does not fit this version of the program.",
    "{name} could not be used ({why}).",
    "VAECOMPOSER_DEVICE={name} is no device I know; use cpu, cuda or mps.",
    "This songbook has no map; compose a take instead.",
    "Places are no piece; ask `places`.",
    ("The graphics card ran out of memory. Your music is unchanged; close other programs or start with "
    "VAECOMPOSER_DEVICE=cpu."),
    "{title} has bars in {text}; music in 4/4, 3/4, 6/8 and 2/4 can be blended.",
    "{title} is empty and cannot be blended.",
    "Put music into a corner of the pad first.",
    "Bars in {text} are shown, played and exported as they are; composing needs 4/4, 3/4, 6/8 or 2/4.",
    "{title} is in {text}; the model knows 4/4, 3/4, 6/8 and 2/4.",
    "I cannot compose in {text} yet; choose 4/4, 3/4, 6/8 or 2/4.",
    "A transition has 1 to {most} bars, not {bars}.",
    "A transition needs music before and after it.",
    "There is no music yet that could be continued.",
    "There is no melody to find chords for; give one of the tracks that role.",
    "Music is continued by 1 to {most} bars, not {bars}.",
    "Say which bars are the gap that shall be filled.",
    "From one piece to another there are 1 to {most} steps.",
    "Say which parts shall be written.",
    "{title} has no notes whose groove could be taken.",
    "{text} is not a part I write; the parts are {roles} and {role}.",
    "{text} is no bar; write such as 5-8 or 3,4,9-12.",
    "Chords are found for a melody, which is not written anew itself.",
    "Type the chords first, such as Am | F G | C.",
    "Name a style or a mood that the music shall take on.",
    "Only a melody plays here, which a style leaves as it is. Have parts written under it first.",
    "No notes of these parts are there that could be played otherwise.",
    "How different goes from 0 to 100.",
    "There is no bar {number}; the music has {count}.",
    "All bars are locked, so there is nothing to compose.",
    "All parts are locked, so there is nothing to compose.",
    "The songbook could not be opened ({why}).",
    "This could not be composed ({why}). Your music is unchanged.",
    ("Composing stopped by itself and has been started again. Your music is unchanged; move the slider again, or "
    "compose again."),
    "Composing has stopped several times. Playing, editing and exporting work. Save, and start the program again.",
    "CPU, {count} thread",
    "CPU, {count} threads",
)  # fmt: skip

_MUSIC = (
    "{text} is not a form; give one to {most} letters, one for every four bars, such as AABA.",
    "A bar without chords was typed; write such as Am | F G | C.",
    "Chords for {count} bars were typed; the phrase has {bars}.",
    "Bar {number} has {count} chords; a bar of {text} has room for {beats}.",
    "{text} is not a chord I know; try Am, F#m7, C/E or a numeral such as VI or ii7.",
    "{text} is not a chord I know. Did you mean {name}?",
    "{first}/{last} is not a metre.",
    "{number} of {notes} lies outside the model's grid; it stays as it is.",
    "{number} of {notes} lie outside the model's grid; they stay as they are.",
    "A note cannot start at {onset} and last {ticks} ticks.",
    "Pitch {pitch} or velocity {velocity} lies outside MIDI's range.",
    "MIDI has channels 0 to 15, not {channel}.",
    "A piece needs at least one tick to the quarter note.",
    "A piece needs a tempo and a metre at its first tick.",
    "Swing goes from 0.5 (straight) to 0.75, not {ratio}.",
    "Eighths or sixteenths can swing, not {text}.",
    "1 note locked: left as it is.",
    "{count} notes locked: left as they are.",
    "Bar {number} is locked. L unlocks a selection, Shift+L everything.",
    "These {count} notes are locked. L unlocks a selection, Shift+L everything.",
    "{track} is locked. L unlocks a selection, Shift+L everything.",
    "{name} in bar {number} is locked and in the way. L unlocks a selection, Shift+L everything.",
    "1 note",
    "{count} notes",
    "a hit",
    "{count} hits",
    "Bar {spans}",
    "Bars {spans}",
    "silent",
    "centre",
    "{share} left",
    "{share} right",
    "Take {number}",
    "Channel {number}",
    "Track {number}",
    "Part {number}",
    "Kit {number}",
    "{key} major",
    "{key} minor",
    "{key} dorian",
    "{key} mixolydian",
    "{key} phrygian",
    "{key} lydian",
)  # fmt: skip

_SYSTEM = (
    "No such file or directory",
    "Permission denied",
    "Is a directory",
    "Not a directory",
    "No space left on device",
    "Read-only file system",
    "Input/output error",
    "File name too long",
    "no such file or directory",
    "permission denied",
    "is a directory",
    "not a directory",
    "no space left on device",
    "read-only file system",
    "input/output error",
    "file name too long",
)  # fmt: skip
"""What operating systems say most often, as it comes and within a sentence."""

_LEARNING = (
    "Learning did not begin: {why}.",
    ("Learning has ended by itself, perhaps for want of memory. What was learned is kept; the same folder goes on "
    "from there."),
    "Learning has ended by itself. Details: {why}",
    "The songbook was not written: {why}.",
    "The songbook cannot be written to {folder}: {why}.",
    "{name} is the songbook that learning begins from. Choose another file for the new one.",
    "{songs} of the {files} files in {name} can be learned from; it takes {most} songs at least.",
    "{folder} holds no music ({names}).",
    "It holds no notes.",
    "It keeps to no beat.",
    "It lasts {count} minutes; {most} are the most.",
    "Notes begin in {count} bars; {most} are needed.",
    "It is in {names}.",
    "It is much the same as {name}.",
    "It needs more memory than there is.",
    "The reader failed ({why}).",
    "It took longer than {count} seconds.",
    "Reading it ended the process: a crash, too little memory, or far too long a time.",
)  # fmt: skip

MESSAGES: tuple[str, ...] = (
    *_FILES, *_SOUND, *_MIDI, *_COMPOSING, *_MUSIC, *_SYSTEM, *_LEARNING,
)  # fmt: skip
"""All templates."""
