"""``vaecomposer render`` and ``devices``: music as sound."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vaecomposer.commands.parsing import Commands, add_command


def add_to(commands: Commands) -> None:
    """Adds this family's commands."""
    parser = add_command(
        commands, "render", _run_render, "turn a MIDI file into sound (WAV or FLAC)"
    )
    parser.add_argument("file", type=Path, help="the MIDI file to read")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, help="the sound file to write, .wav or .flac"
    )
    parser.add_argument("--soundfont", type=Path, help="an SF2 or SF3 file of your own")
    parser.add_argument(
        "--sample-rate", type=int, default=44_100, help="frames a second (default: 44100)"
    )
    parser.add_argument(
        "--bits",
        choices=("16", "24", "32"),
        default="16",
        help="per sample; 32 is float (default: 16)",
    )
    add_command(
        commands, "devices", _run_devices, "list where sound can go and where the model runs"
    )


def _run_render(options: argparse.Namespace) -> int:
    from rich.progress import Progress

    from vaecomposer.audio.offline import render_blocks
    from vaecomposer.audio.synth import SoundFontSynth
    from vaecomposer.files.audio_file import SampleFormat, write_audio
    from vaecomposer.files.midi_reading import read_midi

    piece = read_midi(options.file)
    formats = {"16": SampleFormat.INT16, "24": SampleFormat.INT24, "32": SampleFormat.FLOAT32}
    synth = SoundFontSynth(options.soundfont, options.sample_rate)
    with Progress(transient=True) as bar:
        task = bar.add_task("Rendering", total=1.0)
        blocks = render_blocks(
            piece, synth, progress=lambda share: bar.update(task, completed=share)
        )
        frames = write_audio(options.output, blocks, synth.sample_rate, formats[options.bits])
    sys.stdout.write(f"{options.output}: {frames / synth.sample_rate:.1f} seconds.\n")
    return 0


def _run_devices(_options: argparse.Namespace) -> int:
    from vaecomposer.audio.device import list_devices
    from vaecomposer.errors import AudioDeviceError
    from vaecomposer.vae.devices import choose_device, device_name

    sys.stdout.write("Sound:\n")
    try:
        found = list_devices()
    except AudioDeviceError as why:
        found = ()
        sys.stdout.write(f"  {why}\n")
    else:
        if not found:
            sys.stdout.write("  No sound device was found. Everything but hearing it works.\n")
    for device in found:
        mark = "*" if device.is_default else " "
        sys.stdout.write(
            f"  {mark} {device.name} ({device.host_api}, {device.default_sample_rate} Hz)\n"
        )
    sys.stdout.write(f"Composing:\n  * {device_name(choose_device())}\n")
    return 0
