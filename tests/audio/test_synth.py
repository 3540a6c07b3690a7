"""The embedded synth, with the SoundFont that comes along, and finding SoundFonts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from recording_synth import BAR, TPQ, piece_of

from vaecomposer.audio import soundfont
from vaecomposer.audio.built_in import SoundFontSynth
from vaecomposer.audio.fluid import FluidSynthSynth, fluidsynth_fault
from vaecomposer.audio.limiter import CEILING
from vaecomposer.audio.opening import open_synth, synth_kinds
from vaecomposer.audio.player import Player, Quantum
from vaecomposer.audio.synth import SilentSynth
from vaecomposer.errors import SynthError
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Role, Track

AnySynth = SoundFontSynth | FluidSynthSynth


def made(kind: str, path: Path | None = None) -> AnySynth:
    if kind == "tinysoundfont":
        return SoundFontSynth(path)
    if fluidsynth_fault():
        pytest.skip(fluidsynth_fault())
    return FluidSynthSynth(path)


@pytest.fixture(scope="module", params=["tinysoundfont", "fluidsynth"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def synth(kind: str) -> AnySynth:
    return made(kind)


@pytest.fixture(autouse=True)
def quiet(request: pytest.FixtureRequest) -> None:
    if "synth" in request.fixturenames:
        synth = request.getfixturevalue("synth")
        synth.panic()
        synth.render(np.zeros((48_000, 2), np.float32))


def rendered(synth: AnySynth, frames: int) -> np.ndarray:
    out = np.zeros((frames, 2), np.float32)
    synth.render(out)
    return out


def test_a_note_sounds_from_its_very_frame_without_noise_or_clipping(
    synth: AnySynth,
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
    first = int(np.flatnonzero(np.abs(out).max(axis=1) > 1e-4)[0]) - player.latency_frames
    # Half a millisecond of the sample's own attack; FluidSynth waits for its own block of 64.
    late = 64 if isinstance(synth, FluidSynthSynth) else 0
    assert 24_050 <= first <= 24_050 + 24 + late
    assert 0.05 < np.abs(out).max() <= 1.0
    assert player.faults == 0


def test_splitting_a_block_does_not_change_the_sound(synth: AnySynth) -> None:
    synth.program(0, 0, is_drums=False)
    synth.note_on(0, 60, 100)
    whole = rendered(synth, 1000)
    synth.panic()
    rendered(synth, 48_000)
    synth.note_on(0, 60, 100)
    parts = np.concatenate([rendered(synth, n) for n in (1, 76, 500, 423)])
    assert np.abs(whole - parts).max() < 0.01 * np.abs(whole).max()


@pytest.mark.parametrize("size", [256, 480, 64])
def test_the_built_in_synth_sounds_the_same_bit_for_bit_in_usual_blocks(size: int) -> None:
    sounds = []
    for block in (4096, size):
        synth = SoundFontSynth()
        for key in (60, 64, 67):
            synth.note_on(0, key, 100)
        blocks = [rendered(synth, block) for _ in range(-(-4096 // block))]
        sounds.append(np.concatenate(blocks)[:4096])
    assert (sounds[0] == sounds[1]).all()


def test_the_loudest_music_does_not_clip(synth: AnySynth) -> None:
    tracks = [
        Track(f"{i}", Role.OTHER, i, 61, tuple(Note(0, p, BAR, 127) for p in range(40, 90, 5)))
        for i in range(9)
    ]
    player = Player(synth)
    player.load(piece_of(*tracks))
    player.play()
    out = np.zeros((24_000, 2), np.float32)
    player.fill(out)
    assert np.abs(out).max() == pytest.approx(CEILING, rel=1e-5)
    player.stop()
    player.fill(out)


def test_neither_a_swap_nor_a_stop_clicks(synth: AnySynth) -> None:
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


def test_the_pedal_holds_notes_until_it_is_lifted(synth: AnySynth) -> None:
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


def test_another_rate_changes_the_frames_and_not_the_pitch(kind: str) -> None:
    def cycles(rate: int) -> float:
        other = made(kind)
        other.program(0, 80, is_drums=False)
        other.set_sample_rate(rate)
        assert other.sample_rate == rate
        other.note_on(0, 69, 100)
        sound = rendered(other, rate)[:, 0]
        spectrum = np.abs(np.fft.rfft(sound * np.hanning(rate)))
        return float(np.argmax(spectrum[200:700]) + 200)

    assert cycles(48_000) == pytest.approx(440, abs=3)
    assert cycles(22_050) == pytest.approx(440, abs=3)


def test_instruments_a_soundfont_lacks_still_sound(synth: AnySynth) -> None:
    synth.control(3, 0, 99)
    synth.program(3, 12, is_drums=False)
    synth.note_on(3, 60, 100)
    assert rendered(synth, 4800).any()
    synth.control(3, 0, 0)


def test_the_synth_needs_no_pyaudio_and_finding_the_font_no_pretty_midi() -> None:
    code = (
        "import sys\nsys.modules['pyaudio'] = None\n"
        "from vaecomposer.audio.built_in import SoundFontSynth\nSoundFontSynth()\n"
        "print('pretty_midi' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_a_broken_soundfont_is_named_and_the_default_plays_instead(
    tmp_path: Path, kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("broken.sf2", "broken.sf3"):
        broken = tmp_path / name
        broken.write_bytes(b"no music here")
        with pytest.raises(SynthError, match=name):
            made(kind, broken)
        synth, message = open_synth(broken, kind=kind)
        assert type(synth) is type(made(kind))
        assert name in message
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("controller", [(7, 0), (11, 0)])
def test_volume_and_expression_can_silence_a_channel(
    synth: AnySynth, controller: tuple[int, int]
) -> None:
    synth.program(2, 16, is_drums=False)
    synth.control(2, *controller)
    synth.note_on(2, 60, 100)
    assert np.abs(rendered(synth, 9600)).max() < 1e-3
    synth.control(2, controller[0], 100)


def pitch_of(sound: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 4 * len(sound)))
    return float(np.argmax(spectrum)) / 4


def test_the_bend_range_is_set_by_its_parameter(synth: AnySynth) -> None:
    synth.program(0, 80, is_drums=False)
    for controller, value in ((101, 0), (100, 0), (6, 12), (38, 0), (101, 127), (100, 127)):
        synth.control(0, controller, value)
    synth.pitch_bend(0, 16_383)
    synth.note_on(0, 57, 100)
    octave = pitch_of(rendered(synth, 48_000)[:, 0])
    assert octave % 440 == pytest.approx(0, abs=8) or octave % 440 > 432
    synth.pitch_bend(0, 8192)
    for controller, value in ((101, 0), (100, 0), (6, 2), (38, 0), (101, 127), (100, 127)):
        synth.control(0, controller, value)


def test_an_extra_channel_plays_drums_when_told(synth: AnySynth) -> None:
    def hit(channel: int, *, is_drums: bool) -> np.ndarray:
        synth.panic()
        rendered(synth, 48_000)
        synth.program(channel, 0, is_drums=is_drums)
        synth.note_on(channel, 38, 100)
        return np.abs(np.fft.rfft(rendered(synth, 9600)[:, 0]))

    reference, extra, piano = hit(9, is_drums=True), hit(20, is_drums=True), hit(20, is_drums=False)
    alike = np.corrcoef(reference, extra)[0, 1]
    assert alike > 0.9
    assert np.corrcoef(reference, piano)[0, 1] < alike - 0.2


def test_a_panic_ends_the_sound_at_once_without_a_click(synth: AnySynth) -> None:
    synth.program(0, 73, is_drums=False)
    for key in (60, 64, 67):
        synth.note_on(0, key, 100)
    before = rendered(synth, 24_000)
    synth.panic()
    after = rendered(synth, 24_000)
    joined = np.concatenate([before[-1:], after])
    steady = np.abs(np.diff(before[-12_000:], axis=0)).max()
    assert np.abs(np.diff(joined, axis=0)).max() < 2 * steady
    # FluidSynth's fade ends with its own block.
    assert np.abs(after[1200:]).max() < 0.02 * np.abs(before).max()
    synth.note_on(0, 60, 100)
    assert np.abs(rendered(synth, 24_000)).max() > 0.01


def test_all_off_lets_keys_and_pedals_go(synth: AnySynth) -> None:
    synth.program(0, 16, is_drums=False)
    synth.control(0, 64, 127)
    synth.note_on(0, 60, 100)
    rendered(synth, 4800)
    synth.all_off()
    rendered(synth, 48_000)
    assert np.abs(rendered(synth, 4800)).max() < 1e-3


def test_a_compressed_soundfont_can_be_played(kind: str) -> None:
    fonts = [p for p in soundfont.find_soundfonts() if p.suffix.lower() == ".sf3"]
    if not fonts:
        pytest.skip("no SF3 SoundFont on this computer")
    synth = made(kind, min(fonts, key=lambda path: path.stat().st_size))
    synth.program(0, 16, is_drums=False)
    synth.note_on(0, 60, 100)
    assert rendered(synth, 9600).any()


def test_reverb_and_chorus_can_be_switched() -> None:
    def tail(*, on: bool) -> float:
        synth = made("fluidsynth")
        assert isinstance(synth, FluidSynthSynth)
        synth.set_reverb(on=on)
        synth.set_chorus(on=on)
        assert synth.reverb is synth.chorus is on
        synth.program(9, 0, is_drums=True)
        synth.control(9, 91, 127)
        synth.note_on(9, 37, 127)
        return float(np.abs(rendered(synth, 48_000)[24_000:36_000]).max())

    assert tail(on=True) > 4 * tail(on=False)


def test_the_kinds_at_hand_are_known_and_the_built_in_one_replaces_a_missing_fluidsynth(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert synth_kinds()[0] == "tinysoundfont"
    monkeypatch.setitem(sys.modules, "fluidsynth", None)
    assert synth_kinds() == ("tinysoundfont",)
    assert "libfluidsynth3" in fluidsynth_fault()
    synth, message = open_synth(kind="fluidsynth")
    assert isinstance(synth, SoundFontSynth)
    assert message == fluidsynth_fault()


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
