"""The command line: the studio, and the same work without a window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vaecomposer import __version__
from vaecomposer.errors import ComposerError
from vaecomposer.music.key import Key, Mode, parse_tonic
from vaecomposer.music.metre import COMPOSED_METRES, Metre
from vaecomposer.music.style import STYLES

if TYPE_CHECKING:
    from vaecomposer.music.piece import Piece
    from vaecomposer.training.dataset import SourcePiece

WITHOUT_WINDOW = (
    "No display was found, so the studio cannot open; these work without one: vaecomposer generate, "
    "reconstruct, render, devices, bench, evaluate, dataset, train "
    "(in a checkout: python3 -m vaecomposer generate ...)."
)


def main(arguments: Sequence[str]) -> int:
    """Runs one command; its exit status. Every expected problem is one sentence on standard error."""
    options = _parser().parse_args(arguments or ["studio"])
    try:
        return int(options.run(options))
    except ComposerError as why:
        sys.stderr.write(f"{why}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="vaecomposer",
        description="Compose with sliders. Without a command the studio window opens.",
    )
    parser.add_argument("--version", action="version", version=f"VAE Composer {__version__}")
    commands = parser.add_subparsers(metavar="command")
    _studio(
        _command(
            commands, "studio", _run_studio, "open the studio window (also without any command)"
        )
    )
    _generate(
        _command(commands, "generate", _run_generate, "compose a new phrase and write it as MIDI")
    )
    _reconstruct(
        _command(
            commands, "reconstruct", _run_reconstruct, "play a MIDI file back through the model"
        )
    )
    _render(_command(commands, "render", _run_render, "turn a MIDI file into sound (WAV or FLAC)"))
    _command(commands, "devices", _run_devices, "list where sound can go and where the model runs")
    _bench(_command(commands, "bench", _run_bench, "measure speed and size on this machine"))
    _evaluate(
        _command(
            commands, "evaluate", _run_evaluate, "measure a songbook on songs it has not heard"
        )
    )
    _dataset(
        _command(commands, "dataset", _run_dataset, "make training songs of a folder of music")
    )
    _command(
        commands, "train", _run_train, "learn a songbook from a folder of songs", open_ended=True
    )
    _command(commands, "test", _run_test, "run the program's own tests", open_ended=True)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    summary: str,
    *,
    open_ended: bool = False,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        add_help=not open_ended,
    )
    if open_ended:
        parser.add_argument("rest", nargs=argparse.REMAINDER)
    parser.set_defaults(run=run)
    return parser


def _studio(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="a MIDI file to open")
    parser.add_argument("--play", action="store_true", help="start playing at once")
    parser.add_argument("--theme", choices=("dark", "light"), help="instead of the system's choice")
    parser.add_argument("--report", type=Path, help=argparse.SUPPRESS)  # for `bench start`


def _generate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bars", type=int, default=16, help="length, 1 to 16 bars (default: 16)")
    parser.add_argument("--key", default="A", help="tonic, such as C, F#, Bb (default: A)")
    parser.add_argument(
        "--mode", choices=[m.value for m in Mode], default="minor", help="(default: minor)"
    )
    parser.add_argument("--style", choices=(*STYLES, "any"), default="any", help="(default: any)")
    parser.add_argument(
        "--metre", choices=[str(m) for m in COMPOSED_METRES], default="4/4", help="(default: 4/4)"
    )
    parser.add_argument(
        "--tempo", type=float, default=96.0, help="quarter notes a minute (default: 96)"
    )
    parser.add_argument(
        "--surprise", type=float, default=30.0, help="how daring, 0 to 100 (default: 30)"
    )
    parser.add_argument("--seed", type=int, default=1, help="same number, same notes (default: 1)")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the MIDI file to write")
    parser.add_argument("--songbook", type=Path, help="another trained model (.safetensors)")


def _reconstruct(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the MIDI file to read")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the MIDI file to write")
    parser.add_argument("--songbook", type=Path, help="another trained model (.safetensors)")


def _render(parser: argparse.ArgumentParser) -> None:
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


def _bench(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=("start", "decode"),
        help="start: window, first sound, memory; decode: slider to new notes",
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument("--runs", type=int, help="how many starts, or how many slider moves")


def _evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model", type=Path, help="the songbook (default: the one that comes along)"
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of songs (.npz)")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument(
        "--split",
        choices=("all", "valid", "test"),
        help="which songs (default: those not marked for training)",
    )
    parser.add_argument(
        "--full", action="store_true", help="measure on all bars and many more phrases; takes long"
    )


def _dataset(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="action", required=True)
    summary = "turn a folder of MIDI, MusicXML and ABC files into one file of training songs"
    build = _command(actions, "build", _run_dataset, summary)
    build.add_argument("folder", type=Path, help="the folder, with folders inside it")
    build.add_argument(
        "-o", "--output", type=Path, required=True, help="the file to write, such as data.npz"
    )
    build.add_argument("--source", help="what the songs are called together (default: the folder)")
    build.add_argument("--licence", default="", help="under which the songs may be used, in words")
    build.add_argument(
        "--class",
        dest="licence_class",
        choices=("A", "B"),
        default="B",
        help="A: titles may be named in a songbook's card; B: they may not (default: B)",
    )
    build.add_argument("--style", choices=STYLES, help="of all songs, if they have one style")
    build.add_argument("--seed", type=int, default=1, help="of the split (default: 1)")
    build.add_argument(
        "--valid", type=float, default=0.06, help="share kept for validation (default: 0.06)"
    )
    build.add_argument("--test", type=float, default=0.0, help="share kept for a test (default: 0)")
    build.add_argument("--workers", type=int, help="processes (default: one a core)")
    build.add_argument("--report", type=Path, help="write what became of every file here, as JSON")


def songbook_path(chosen: Path | None = None) -> Path:
    """The songbook to use: the chosen one, or the shipped one."""
    from vaecomposer.paths import models

    return chosen or models() / "studio.safetensors"


def has_display() -> bool:
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _run_studio(options: argparse.Namespace) -> int:
    if not has_display():
        sys.stderr.write(WITHOUT_WINDOW + "\n")
        return 2
    from vaecomposer.app import StudioOptions, run_studio

    file, theme = getattr(options, "file", None), getattr(options, "theme", None)
    return run_studio(
        StudioOptions(
            file, theme, getattr(options, "play", False), getattr(options, "report", None)
        )
    )


def _run_generate(options: argparse.Namespace) -> int:
    from vaecomposer.files.midi_writing import write_midi
    from vaecomposer.generation.api import TakeRequest
    from vaecomposer.session.state import Conditions
    from vaecomposer.vae.composer import open_composer

    tonic = parse_tonic(options.key)
    if tonic is None:
        raise ComposerError(f"{options.key} is not a note I know; try C, F# or Bb.")
    if not 1 <= options.bars <= 16:
        raise ComposerError("A phrase has 1 to 16 bars.")
    if not 20 <= options.tempo <= 400:
        raise ComposerError("The tempo goes from 20 to 400 quarter notes a minute.")
    if not 0 <= options.surprise <= 100:
        raise ComposerError("Surprise goes from 0 to 100.")
    numerator, denominator = map(int, options.metre.split("/"))
    conditions = Conditions(
        key=Key(tonic, Mode(options.mode)),
        style=None if options.style == "any" else options.style,
        surprise=options.surprise,
        metre=Metre(numerator, denominator),
        bars=options.bars,
        bpm=options.tempo,
    )
    piece = open_composer(songbook_path(options.songbook)).answer(
        TakeRequest(conditions, options.seed)
    )
    write_midi(replace(piece, title=options.output.stem), options.output)
    parts = ", ".join(f"{t.name.lower()} {len(t.notes)}" for t in piece.tracks)
    sys.stdout.write(
        f"{options.output}: {options.bars} bars in {conditions.key}; notes: {parts}.\n"
    )
    return 0


def _run_reconstruct(options: argparse.Namespace) -> int:
    from vaecomposer.files.midi_reading import read_midi
    from vaecomposer.files.midi_writing import write_midi
    from vaecomposer.vae.composer import open_composer
    from vaecomposer.vae.reconstruction import reconstruct

    piece = read_midi(options.file)
    result = reconstruct(open_composer(songbook_path(options.songbook)), piece)
    write_midi(result.piece, options.output)
    sys.stdout.write(f"{options.output}: the model's own words for {options.file.name}.\n")
    for part in result.agreement:
        sys.stdout.write(
            f"  {part.role.value}: {part.both} of {part.written} notes on the grid came back at their place "
            f"(F1 {part.f1:.3f})\n"
        )
    return 0


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


def _run_bench(options: argparse.Namespace) -> int:
    if options.runs is not None and options.runs < 1:
        raise ComposerError("At least one run is needed.")
    if options.what == "start":
        from vaecomposer.evaluation.bench_start import bench_start

        return bench_start(options.runs or 3, options.json)
    from vaecomposer.evaluation.bench_decode import bench_decode

    return bench_decode(songbook_path(), options.runs or 300, options.json)


def _run_evaluate(options: argparse.Namespace) -> int:
    from vaecomposer.evaluation.evaluate import evaluate

    return evaluate(
        songbook_path(options.model),
        options.data,
        json_path=options.json,
        split=options.split,
        full=options.full,
    )


def _open_sources(path: Path) -> Iterator[Callable[[], SourcePiece]]:
    """A file's pieces for a data set. Worker processes import this by its name."""
    from functools import partial

    from vaecomposer.files.music_files import open_music

    for piece in open_music(path):
        yield partial(_source_piece, path, piece)


def _source_piece(path: Path, piece: Callable[[], Piece]) -> SourcePiece:
    from vaecomposer.files.music_files import is_score
    from vaecomposer.training.dataset import SourcePiece

    return SourcePiece(piece(), is_score=is_score(path))


def _run_dataset(options: argparse.Namespace) -> int:
    from rich.console import Console
    from rich.progress import Progress

    from vaecomposer.files.music_files import MUSIC_SUFFIXES
    from vaecomposer.training.dataset import BuildOptions, build_dataset
    from vaecomposer.training.dataset.reporting import print_report, write_report
    from vaecomposer.training.dataset.writing import SourceCard

    name = options.source or options.folder.resolve().name
    card = SourceCard(name, options.licence, options.licence_class, options.style)
    how = BuildOptions(card, options.valid, options.test, options.seed, options.workers)
    with Progress(transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        report = build_dataset(
            options.folder,
            options.output,
            MUSIC_SUFFIXES,
            _open_sources,
            how,
            lambda done, files: bar.update(task, completed=done, total=files),
        )
    print_report(report, Console(highlight=False))
    if options.report is not None:
        write_report(report, options.report)
    if not report.songs:
        raise ComposerError("No song is left, so nothing was written.")
    sys.stdout.write(f"{options.output}: {len(report.songs)} songs.\n")
    return 0


def _run_train(options: argparse.Namespace) -> int:
    from vaecomposer.training.__main__ import main as train

    return train(options.rest)


def _run_test(options: argparse.Namespace) -> int:
    from vaecomposer.__main__ import ROOT

    if not (ROOT / "tests").is_dir():
        sys.stderr.write("The tests come with the source, not with the installed program.\n")
        return 2
    import pytest

    return int(
        pytest.main(
            [
                f"--rootdir={ROOT}",
                "-c",
                str(ROOT / "pyproject.toml"),
                *(options.rest or [str(ROOT / "tests")]),
            ]
        )
    )
