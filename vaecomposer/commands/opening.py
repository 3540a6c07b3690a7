"""``vaecomposer open``: music in, the very same music out, every slider at rest."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vaecomposer.commands.parsing import Commands, add_command, add_midi_output, checked_output


def add_to(commands: Commands) -> None:
    """Adds this family's command."""
    parser = add_command(
        commands, "open", _run_open, "open music as the studio does and write it back as it is"
    )
    parser.add_argument("file", type=Path, help="the file to read: .mid, .musicxml, .mxl or .abc")
    add_midi_output(parser)
    parser.add_argument(
        "-q", "--quiet", action="store_true", help="say nothing about what the model does not see"
    )


def _run_open(options: argparse.Namespace) -> int:
    from vaecomposer.files.midi_reading import read_to_write_back
    from vaecomposer.files.midi_writing import write_midi
    from vaecomposer.files.music_files import is_score, read_one
    from vaecomposer.music.coverage import coverage

    output = checked_output(options.output, options.file)
    if is_score(options.file):
        piece = written = read_one(options.file)
    else:
        piece, written = read_to_write_back(options.file)
    write_midi(written, output)
    sentence = "" if options.quiet else coverage(piece).sentence
    sys.stdout.write(f"{sentence}\n" if sentence else "")
    return 0
