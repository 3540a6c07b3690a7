"""Small pieces for tests."""

from vaecomposer.music.chord import Chord
from vaecomposer.music.key import A_MINOR
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import (
    ChordSpan,
    KeyChange,
    MetreChange,
    Piece,
    Role,
    Track,
    tempo_at,
)

COMMON_TIME = Metre(4, 4)


def four_parts(bars: int = 4, tpq: int = 480, metre: Metre = COMMON_TIME) -> Piece:
    """Am | F | C | G with a tune, held chords, roots and a plain beat."""
    bar = metre.bar_ticks(tpq)
    roots, chords, melody, bass, comping, drums = (9, 5, 0, 7), [], [], [], [], []
    for i in range(bars):
        root, start = roots[i % 4], i * bar
        quality = "min" if root == 9 else "maj"
        chords.append(ChordSpan(start, bar, Chord(root, quality, root)))
        for beat in range(metre.numerator):
            at = start + beat * bar // metre.numerator
            melody.append(Note(at, (72, 74, 76, 77, 79, 81, 83)[(beat * 2 + i) % 7], tpq // 2, 90))
            drums.append(Note(at, (36, 38)[beat % 2], tpq // 4, 100))
        third = 3 if quality == "min" else 4
        comping += [Note(start, 48 + (root + k) % 12, bar, 70) for k in (0, third, 7)]
        bass.append(Note(start, 36 + root, bar, 85))
    return Piece(
        tpq,
        (
            Track("Tune", Role.MELODY, 0, 4, tuple(sorted(melody)), (), is_lead=True),
            Track("Pad", Role.CHORDS, 1, 89, tuple(sorted(comping)), (), is_lead=True),
            Track("Bass", Role.BASS, 2, 33, tuple(sorted(bass)), (), is_lead=True),
            Track("Kit", Role.DRUMS, 9, 0, tuple(sorted(drums)), (), is_lead=True),
        ),
        (tempo_at(0, 100),),
        (MetreChange(0, metre),),
        (KeyChange(0, A_MINOR),),
        tuple(chords),
        bars * bar,
        "Four parts",
    )
