"""Training songs made here: small, and of every part."""

import json
from pathlib import Path

import numpy as np

from vaecomposer.music.chord import QUALITIES

ROLES = ["other", "melody", "chords", "bass", "drums"]


def write_songs(path: Path, songs: int = 6, bars: int = 8) -> None:
    """A data file in the shared format: `songs` songs of `bars` bars, four parts each."""
    columns: dict[str, list[int]] = {
        k: [] for k in ("onset", "dur", "pitch", "vel", "role", "track", "chord")
    }
    track_start, song_track, song_chord, metas = [0], [0], [0], []
    chord_rows: list[tuple[int, int, int, int, int]] = []
    for song in range(songs):
        parts: dict[str, list[tuple[int, int, int, int]]] = {r: [] for r in ROLES[1:]}
        for bar in range(bars):
            root, start = (9, 5, 0, 7)[(bar + song) % 4], bar * 96
            chord_rows.append(
                (start, 96, root, QUALITIES.index("min" if root == 9 else "maj"), root)
            )
            parts["chords"] += [(start, 90, 48 + (root + k) % 12, 70) for k in (0, 7)]
            parts["bass"].append((start, 96, 36 + root, 80 + bar))
            for beat in range(4):
                parts["melody"].append(
                    (
                        start + 24 * beat,
                        24,
                        72 + (0, 2, 4, 5)[(beat + song) % 4],
                        60 + 5 * beat + bar,
                    )
                )
                parts["drums"].append((start + 24 * beat, 6, (36, 38)[beat % 2], 70 + 8 * beat))
        for role, notes in parts.items():
            for onset, dur, pitch, vel in notes:
                columns["onset"].append(onset)
                columns["dur"].append(dur)
                columns["pitch"].append(pitch)
                columns["vel"].append(vel)
            columns["role"].append(ROLES.index(role))
            track_start.append(len(columns["onset"]))
        song_track.append(len(columns["role"]))
        song_chord.append(len(chord_rows))
        metas.append(
            {"id": f"s{song}", "title": f"Song {song}", "split": "valid" if song == 0 else "train", "klass": "A",
             "time_signatures": [[0, 4, 4]], "tempos": [[0, 100.0]], "keys": [[0, 9, "minor"]],
             "tracks": [{"name": r, "role_how": "made"} for r in ROLES[1:]]}
        )  # fmt: skip
    meta = {"format": "vaecomposer-notes-1", "tpq": 24, "roles": ROLES, "chord_quals": list(QUALITIES),
            "source": {"name": "Made here", "license": "CC0-1.0"}, "songs": metas}  # fmt: skip
    chords = np.array(chord_rows)
    np.savez(
        path, meta_json=np.frombuffer(json.dumps(meta).encode(), np.uint8),
        note_onset=np.array(columns["onset"], np.int32), note_dur=np.array(columns["dur"], np.int32),
        note_pitch=np.array(columns["pitch"], np.uint8), note_vel=np.array(columns["vel"], np.uint8),
        note_micro=np.zeros(len(columns["onset"]), np.int8), track_note_start=np.array(track_start, np.int64),
        track_song=np.zeros(len(columns["role"]), np.int32), track_role=np.array(columns["role"], np.uint8),
        track_program=np.zeros(len(columns["role"]), np.uint8), track_is_drum=np.zeros(len(columns["role"]), bool),
        song_track_start=np.array(song_track, np.int32), song_chord_start=np.array(song_chord, np.int32),
        chord_onset=chords[:, 0].astype(np.int32), chord_dur=chords[:, 1].astype(np.int32),
        chord_root=chords[:, 2].astype(np.int8), chord_qual=chords[:, 3].astype(np.uint8),
        chord_bass=chords[:, 4].astype(np.int8),
    )  # fmt: skip
