"""``vaecomposer render`` and ``devices``: music as sound."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vaecomposer.commands.exporting import export_with_progress
from vaecomposer.commands.parsing import Commands, add_command

MIN_RATE, MAX_RATE = 8_000, 192_000


def add_to(commands: Commands) -> None:
    """Adds this family's commands."""
    parser = add_command(
        commands, "render", _run_render, "turn a MIDI file into sound (WAV or FLAC)"
    )
    parser.add_argument("file", type=Path, help="the MIDI file to read, or a score")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, help="the sound file to write, .wav or .flac"
    )
    parser.add_argument(
        "--stems", action="store_true", help="one file for each track, such as 'song - 1 Bass.wav'"
    )
    parser.add_argument("--soundfont", type=Path, help="an SF2 or SF3 file of your own")
    parser.add_argument(
        "--synth",
        choices=("tinysoundfont", "fluidsynth"),
        default="tinysoundfont",
        help="what plays it (default: tinysoundfont, which is built in)",
    )
    parser.add_argument(
        "--swing",
        type=float,
        default=0.5,
        help="share of a pair of eighths that the first one takes, 0.5 (straight) to 0.75",
    )
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
        commands,
        "devices",
        _run_devices,
        "list where sound and MIDI can go and where the model runs",
    )


def _run_render(options: argparse.Namespace) -> int:
    from vaecomposer.errors import AudioFileError
    from vaecomposer.files.music_files import read_one
    from vaecomposer.music.swing import Swing
    from vaecomposer.studio.export_job import ExportJob
    from vaecomposer.ui.export.choices import kind_of

    kind = kind_of(options.output)
    if kind is None or not kind.is_sound:
        raise AudioFileError(
            f"{options.output.name} was not written. Give it a name ending in .wav or .flac."
        )
    if not MIN_RATE <= options.sample_rate <= MAX_RATE:
        raise AudioFileError(
            f"{options.output.name} was not written. Choose {MIN_RATE} to {MAX_RATE} samples a second."
        )
    job = ExportJob(
        read_one(options.file),
        kind,
        options.output,
        int(options.bits),
        options.sample_rate,
        stems=options.stems,
        swing=Swing(options.swing),
        soundfont=options.soundfont,
        synth=options.synth,
    )
    return export_with_progress(job, "Rendering")


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
    _list_midi()
    sys.stdout.write(f"Composing:\n  * {device_name(choose_device())}\n")
    return 0


def _list_midi() -> None:
    from vaecomposer.live.ports import list_ports

    found = list_ports()
    sys.stdout.write("MIDI:\n")
    for heading, names in (("from", found.inputs), ("to", found.outputs)):
        for name in names:
            sys.stdout.write(f"    {heading} {name}\n")
    if not (found.inputs or found.outputs):
        sys.stdout.write(f"  {found.message or 'No MIDI port was found.'}\n")
