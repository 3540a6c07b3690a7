"""``vaecomposer convert``: music from one kind of file into another."""

from __future__ import annotations

import argparse
from pathlib import Path

from vaecomposer.commands.exporting import export_with_progress
from vaecomposer.commands.parsing import Commands, add_command, add_midi_output, kept_apart
from vaecomposer.errors import ComposerError


def add_to(commands: Commands) -> None:
    """Adds this family's command."""
    parser = add_command(
        commands, "convert", _run_convert, "turn MIDI, MusicXML or ABC into MIDI or MusicXML"
    )
    parser.add_argument("file", type=Path, help="the file to read: .mid, .musicxml, .mxl or .abc")
    add_midi_output(parser, "the file to write: .mid, .musicxml or .mxl")
    parser.add_argument(
        "--no-chords", action="store_true", help="write no chord symbols above the score"
    )


def _run_convert(options: argparse.Namespace) -> int:
    from dataclasses import replace

    from vaecomposer.files.music_files import read_one
    from vaecomposer.studio.export_job import ExportJob
    from vaecomposer.ui.export.choices import kind_of

    kind = kind_of(options.output)
    if kind is None or kind.is_sound:
        raise ComposerError(
            f"{options.output.name} was not written. Give it a name ending in .mid, .musicxml or .mxl; "
            "for sound there is the command render."
        )
    output = kept_apart(options.output, options.file)
    piece = read_one(options.file)
    if options.no_chords:
        piece = replace(piece, chords=())
    return export_with_progress(ExportJob(piece, kind, output), "Converting")
