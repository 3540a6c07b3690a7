"""Key signatures of MIDI files, which know sharps, flats, major and minor but no other mode.

Beside each signature a message of our own (sequencer specific, type 7F) names the mode, so that D dorian does
not come back as A minor. Other programs pass over it.
"""

from __future__ import annotations

from vaecomposer.files import midi_messages
from vaecomposer.music.key import Key, Mode

_OWN = b"\x7dvaecomposer key "  # 7D: MIDI's number for makers without a number


def signature(key: Key) -> tuple[int, bool]:
    """Sharps (flats negative), and whether it is written as minor: modes with a minor third are."""
    minor = 3 in key.mode.intervals
    major_tonic = (key.tonic - key.mode.white_tonic) % 12
    sharps = major_tonic * 7 % 12
    # Six accidentals: F♯ major, but E♭ minor.
    return (sharps - 12 if sharps > (5 if minor else 6) else sharps), minor


def signature_messages(key: Key) -> tuple[bytes, bytes]:
    """The two meta messages that write a key."""
    sharps, minor = signature(key)
    plain = midi_messages.meta(midi_messages.KEY, bytes((sharps % 256, minor)))
    exact = _OWN + f"{key.tonic} {key.mode}".encode()
    return plain, midi_messages.meta(midi_messages.OWN, exact)


def signed_key(payload: bytes) -> Key | None:
    """The key of a key signature; None for one that cannot be."""
    if len(payload) < 2 or payload[1] > 1:
        return None
    sharps = payload[0] - 256 if payload[0] > 127 else payload[0]
    if not -7 <= sharps <= 7:
        return None
    mode = Mode.MINOR if payload[1] else Mode.MAJOR
    return Key((sharps * 7 + mode.white_tonic) % 12, mode)


def own_key(payload: bytes) -> Key | None:
    """The key of our own message; None if it is another's."""
    if not payload.startswith(_OWN):
        return None
    tonic, _, mode = payload.removeprefix(_OWN).decode("latin1").partition(" ")
    if mode not in set(Mode) or tonic not in map(str, range(12)):
        return None
    return Key(int(tonic), Mode(mode))
