"""The program's own errors. Every message is a sentence a musician can act on."""

from __future__ import annotations


class ComposerError(Exception):
    """Root of all errors that the borders (worker, file open, device open) turn into a message."""


class MusicError(ComposerError):
    """A musical value that cannot exist, such as a note of no length."""


class MidiFileError(ComposerError):
    """A MIDI file that cannot be read or written."""


class ScoreFileError(ComposerError):
    """A MusicXML or ABC file that cannot be read or written."""


class SongbookError(ComposerError):
    """A trained model (a "songbook" on the screen) that cannot be opened or used."""


class AudioFileError(ComposerError):
    """An audio file that cannot be written."""


class AudioDeviceError(ComposerError):
    """A sound device, or PortAudio itself, that is missing or refuses."""


class SynthError(ComposerError):
    """A synthesiser or SoundFont that is missing or cannot be loaded."""


class MidiPortError(ComposerError):
    """A MIDI port, or the system's MIDI itself, that is missing or refuses."""


class DataError(ComposerError):
    """Training songs that are missing or not in the format ``vaecomposer-notes-1``."""


class SessionFileError(ComposerError):
    """A session file that cannot be read or written."""
