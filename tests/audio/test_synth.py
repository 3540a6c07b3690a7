"""The embedded synth, with the SoundFont that comes along, and finding SoundFonts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from recording_synth import BAR, TPQ, piece_of

from vaecomposer.audio import soundfont
from vaecomposer.audio.player import Player, Quantum
from vaecomposer.audio.synth import SilentSynth, SoundFontSynth, open_synth
from vaecomposer.errors import SynthError
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Role, Track


@pytest.fixture(scope="module")
def synth() -> SoundFontSynth:
    return SoundFontSynth(sample_rate=48_000)


@pytest.fixture(autouse=True)
def quiet(synth: SoundFontSynth) -> None:
    synth.panic()
    synth.render(np.zeros((4800, 2), np.float32))


def rendered(synth: SoundFontSynth, frames: int) -> np.ndarray:
    out = np.zeros((frames, 2), np.float32)
    synth.render(out)
    return out


def test_a_note_sounds_from_its_very_frame_without_noise_or_clipping(
    synth: SoundFontSynth,
) -> None:
    onset = 481  # not on a block's border: 24,050 frames
    rim = Track("Rim", Role.DRUMS, 9, None, (Note(onset, 37, 100, 110),))
    player = Player(synth)
    player.load(piece_of(rim))
    player.play()
    out = np.zeros((48_000, 2), np.float32)
    for start in range(0, len(out), 256):
        player.fill(out[start : start + 256])
    assert np.isfinite(out).all()
    first = int(np.flatnonzero(np.abs(out).max(axis=1) > 1e-4)[0])
    assert 24_050 <= first <= 24_050 + 24  # half a millisecond of the sample's own attack
    assert 0.05 < np.abs(out).max() <= 1.0
    assert player.faults == 0


def test_splitting_a_block_does_not_change_the_sound(synth: SoundFontSynth) -> None:
    synth.program(0, 0, is_drums=False)
    synth.note_on(0, 60, 100)
    whole = rendered(synth, 1000)
    synth.panic()
    rendered(synth, 48_000)
    synth.note_on(0, 60, 100)
    parts = np.concatenate([rendered(synth, n) for n in (1, 76, 500, 423)])
    assert np.abs(whole - parts).max() < 0.01 * np.abs(whole).max()


def test_the_loudest_music_does_not_clip(synth: SoundFontSynth) -> None:
    tracks = [
        Track(f"{i}", Role.OTHER, i, 61, tuple(Note(0, p, BAR, 127) for p in range(40, 90, 5)))
        for i in range(9)
    ]
    player = Player(synth)
    player.load(piece_of(*tracks))
    player.play()
    out = np.zeros((24_000, 2), np.float32)
    player.fill(out)
    assert 0.9 < np.abs(out).max() < 1.0
    player.stop()
    player.fill(out)


def test_neither_a_swap_nor_a_stop_clicks(synth: SoundFontSynth) -> None:
    def chord(*pitches: int) -> Track:
        return Track("Flute", Role.CHORDS, 0, 73, tuple(Note(0, p, 4 * BAR, 90) for p in pitches))

    player = Player(synth)
    player.load(piece_of(chord(60, 64, 67)))
    player.play()
    out = np.zeros((96_000, 2), np.float32)
    player.fill(out[:40_000])
    player.replace(piece_of(chord(60, 64, 69)), Quantum.BEAT)
    player.fill(out[40_000:80_000])
    player.stop()
    player.fill(out[80_000:])
    assert player.swaps == 1
    # A click is a jump between samples; steady sound shows how large steps may be.
    steps = np.abs(np.diff(out[:, 0]))
    steady = steps[20_000:40_000].max()
    assert steps[47_000:49_000].max() <= 1.5 * steady
    assert steps[79_000:].max() <= 1.5 * steady
    assert np.abs(out[-100:]).max() < 0.01


def test_the_pedal_holds_notes_until_it_is_lifted(synth: SoundFontSynth) -> None:
    synth.program(0, 16, is_drums=False)
    synth.control(0, 64, 127)
    synth.note_on(0, 60, 100)
    rendered(synth, 4800)
    synth.note_off(0, 60)
    held = np.abs(rendered(synth, 48_000)[-1000:]).max()
    assert held > 0.01
    synth.note_on(0, 60, 100)  # struck anew: the sustained voice does not pile up
    synth.note_off(0, 60)
    synth.control(0, 64, 0)
    assert np.abs(rendered(synth, 48_000)[-1000:]).max() < held / 100


def test_another_rate_changes_the_frames_and_not_the_pitch(synth: SoundFontSynth) -> None:
    def cycles(rate: int) -> float:
        other = SoundFontSynth(synth.path)
        other.set_sample_rate(rate)
        other.program(0, 80, is_drums=False)
        other.note_on(0, 69, 100)
        sound = rendered(other, rate)[:, 0]
        spectrum = np.abs(np.fft.rfft(sound * np.hanning(rate)))
        return float(np.argmax(spectrum[200:700]) + 200)

    assert cycles(48_000) == pytest.approx(440, abs=3)
    assert cycles(22_050) == pytest.approx(440, abs=3)


def test_instruments_a_soundfont_lacks_still_sound(synth: SoundFontSynth) -> None:
    synth.control(3, 0, 99)
    synth.program(3, 12, is_drums=False)
    synth.note_on(3, 60, 100)
    assert rendered(synth, 4800).any()
    synth.control(3, 0, 0)


def test_the_synth_needs_no_pyaudio_and_finding_the_font_no_pretty_midi() -> None:
    code = (
        "import sys\nsys.modules['pyaudio'] = None\n"
        "from vaecomposer.audio.synth import SoundFontSynth\nSoundFontSynth()\n"
        "print('pretty_midi' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_a_broken_soundfont_is_named_and_the_default_plays_instead(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sf2"
    broken.write_bytes(b"no music here")
    with pytest.raises(SynthError, match=r"broken\.sf2"):
        SoundFontSynth(broken)
    synth, message = open_synth(broken)
    assert isinstance(synth, SoundFontSynth)
    assert "broken.sf2" in message


def test_without_any_soundfont_there_is_silence_and_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(soundfont, "bundled_soundfont", lambda: None)
    monkeypatch.setattr(soundfont, "system_folders", tuple)
    synth, message = open_synth()
    assert isinstance(synth, SilentSynth)
    assert "SoundFont" in message
    player = Player(synth)
    player.load(piece_of((Note(0, 60, TPQ),)))
    player.play()
    out = np.ones((1000, 2), np.float32)
    player.fill(out)
    assert not out.any()
    assert player.position() > 0


def test_soundfonts_are_found_once_each_the_bundled_one_first(tmp_path: Path) -> None:
    (tmp_path / "b.SF2").write_bytes(b"")
    (tmp_path / "a.sf3").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(b"")
    (tmp_path / "z.sf2").symlink_to(tmp_path / "b.SF2")
    found = soundfont.find_soundfonts((tmp_path, tmp_path / "nowhere"))
    assert found[0] == soundfont.bundled_soundfont()
    assert [p.name for p in found[1:]] == ["a.sf3", "b.SF2"]
    assert soundfont.default_soundfont() == found[0]
