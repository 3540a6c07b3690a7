"""Opening MusicXML (plain or packed) and ABC, which may hold many tunes, through music21.

music21 gets text and never a path: so it keeps no cache of pickled scores, reads none and asks no network. It
is imported only when the first score is read.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from vaecomposer.errors import ComposerError, MusicError, ScoreFileError
from vaecomposer.files.score_drums import pitch_drums
from vaecomposer.files.time_limit import TooLongError, within
from vaecomposer.music.piece import Piece

XML_SUFFIXES = (".musicxml", ".xml", ".mxl")
ABC_SUFFIXES = (".abc",)
SCORE_SUFFIXES = (*XML_SUFFIXES, *ABC_SUFFIXES)

LARGEST_SCORE = 24 * 2**20
"""Bytes beyond which a score is refused, unpacked: music21 needs some hundred times as much memory."""

SECONDS = 10.0
BYTES_A_SECOND = 50_000
"""What reading a score may take: a fifteenth of the speed of two slow cores, and some seconds besides."""

_Parsed = tuple[Any, list[Any]]
"""music21's score, and those of its parts that are drums."""

_TUNE = re.compile(r"^X:", re.MULTILINE)
_ANNOTATION = re.compile(r'"[\^_<>@][^"\n]*"')
"""Words above or below the notes; music21 would take a note with a ``">..."`` for none."""


def open_scores(path: Path) -> Iterator[Callable[[], Piece]]:
    """The pieces of a MusicXML file (one) or an ABC file (one for each ``X:``), each as a call that reads it.

    Ties are joined, repeats are played out, grace notes are left out, transposing instruments sound as they do,
    a pickup stands at the end of bar 0. Chord symbols become chord spans; a piece without any has none.

    Raises:
        ScoreFileError: in a sentence, on the way if the file, in a call if this piece cannot be read.
    """
    data = _bytes(path)
    if path.suffix.lower() in ABC_SUFFIXES:
        yield from _tunes(path, data)
    else:
        parse = partial(_parsed_xml, path.name, data)
        yield partial(_piece, path.name, path.stem, parse, len(data))


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise ScoreFileError(f"{path.name} was not found.")
        with path.open("rb") as file:
            data = file.read(LARGEST_SCORE + 1)
    except OSError as why:
        raise ScoreFileError(f"{path.name} could not be opened ({why.strerror or why}).") from why
    if not data:
        raise ScoreFileError(f"{path.name} is empty. Nothing was opened.")
    if data.startswith(b"PK\x03\x04"):
        data = _unpacked(path.name, data)
    if len(data) > LARGEST_SCORE:
        raise ScoreFileError(
            f"{path.name} is larger than {LARGEST_SCORE // 2**20} MB, too large for a score. "
            "Nothing was opened."
        )
    return data


def _unpacked(name: str, data: bytes) -> bytes:
    """The score in a packed MusicXML file: the one its container names, else the first that may be one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [n for n in archive.namelist() if n.lower().endswith((".xml", ".musicxml"))]
            scores = [n for n in names if not n.startswith(("META-INF/", "__MACOSX/"))]
            if "META-INF/container.xml" in names:
                with archive.open("META-INF/container.xml") as member:
                    root = ElementTree.fromstring(member.read(2**16))
                named = [e.get("full-path") for e in root.iter() if e.tag.endswith("rootfile")]
                scores = [n for n in named if n in scores] or scores
            if not scores:
                raise ScoreFileError(f"{name} holds no score. Nothing was opened.")
            with archive.open(scores[0]) as member:
                # Read no more than may be: a small archive can hold a huge file.
                return member.read(LARGEST_SCORE + 1)
    except (zipfile.BadZipFile, ElementTree.ParseError, OSError, ValueError, EOFError) as why:
        raise _damaged(name) from why
    except (RuntimeError, NotImplementedError) as why:  # a password, an unknown packing
        raise ScoreFileError(
            f"{name} is packed in a way I cannot read. Nothing was opened."
        ) from why


def _damaged(name: str) -> ScoreFileError:
    return ScoreFileError(
        f"{name} is not a whole score: it is damaged or cut short. Nothing was opened."
    )


def _parsed_xml(name: str, data: bytes) -> _Parsed:
    """music21's score of a MusicXML file, and which of its parts are drums."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as why:
        raise _damaged(name) from why
    if root.tag == "score-timewise":
        raise ScoreFileError(
            f"{name} is written measure by measure (score-timewise), which I cannot read. "
            "Save it again as score-partwise."
        )
    if root.tag != "score-partwise":
        raise ScoreFileError(f"{name} is not MusicXML. Nothing was opened.")
    from music21.musicxml.xmlToM21 import MusicXMLImporter

    drum_parts = pitch_drums(root)
    drop_inversions(root)
    importer = MusicXMLImporter()
    importer.xmlRootToScore(root, importer.stream)
    parts = importer.m21PartObjectsById  # parts on one staff, as drums are
    _give_programs(root, parts)
    return importer.stream, [parts[i] for i in drum_parts if i in parts]


def _give_programs(root: ElementTree.Element, parts: Mapping[str, Any]) -> None:
    """Gives the parts the programs that the score names; music21 trusts their names more."""
    for head in root.iterfind("part-list/score-part"):
        text = (head.findtext("midi-instrument/midi-program") or "").strip()
        part = parts.get(head.get("id", ""))
        player = part.getInstrument(returnDefault=False) if part is not None else None
        if player is not None and text.isdecimal() and 1 <= int(text) <= 128:
            player.midiProgram = int(text) - 1


def drop_inversions(root: ElementTree.Element) -> None:
    """Takes the number of the inversion from chord symbols that name their bass, and impossible ones, in place.

    music21 gives up a whole score where number and bass do not agree, which a bass outside the chord is
    enough for, and writes -1 where it does not know.
    """
    for symbol in root.iter("harmony"):
        for number in symbol.findall("inversion"):
            if symbol.find("bass") is not None or not (number.text or "").strip().isdecimal():
                symbol.remove(number)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin1")


def _tunes(path: Path, data: bytes) -> Iterator[Callable[[], Piece]]:
    """The tunes of an ABC file, each read by itself so that a broken one spoils no other."""
    text = _text(data).replace("\r\n", "\n").replace("\r", "\n")
    starts = [match.start() for match in _TUNE.finditer(text)]
    if not starts:
        raise ScoreFileError(
            f"{path.name} holds no tune (no line X: as ABC has). Nothing was opened."
        )
    head = "".join(
        line + "\n" for line in text[: starts[0]].splitlines() if line.startswith("%abc")
    )
    for number, (start, end) in enumerate(pairwise([*starts, len(text)]), 1):
        # A blank line ends a tune; what follows is talk.
        tune = text[start:end].partition("\n\n")[0]
        name = path.name if len(starts) == 1 else f"{path.name}, tune {number}"
        title = path.stem if len(starts) == 1 else f"{path.stem} {number}"
        yield partial(_piece, name, title, partial(_parsed_abc, head + tune), end - start)


def _parsed_abc(text: str) -> _Parsed:
    """music21's score of one tune, which has no drums."""
    from music21 import stream
    from music21.abcFormat import ABCFile, translate

    score = stream.Score()
    translate.abcToStreamScore(ABCFile().readstr(_ANNOTATION.sub("", text) + "\n"), score)
    return score, []


def _piece(name: str, title: str, parse: Callable[[], _Parsed], size: int) -> Piece:
    """Parses and converts one score of so many bytes.

    music21 raises whatever its parts raise on a damaged score (attributes of None, keys, fractions), so here,
    at the border to it, every error of its own becomes one sentence. A key of a billion sharps or a metre of
    as many beats keeps it busy for ever, so it has a time limit, wide enough for any score that is one.
    """
    from vaecomposer.files.score_conversion import piece_of

    def read() -> Piece:
        score, drum_parts = parse()
        return piece_of(score, name, title, drum_parts)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it warns of is notation: beams, clefs, slurs
            return within(SECONDS + size / BYTES_A_SECOND, read)
    except TooLongError as why:
        raise ScoreFileError(
            f"{name} takes longer to read than any score should; it is probably damaged. Nothing was opened."
        ) from why
    except MusicError as why:
        raise ScoreFileError(f"{name} was not opened. {why}") from why
    except (ComposerError, MemoryError):
        raise
    except Exception as why:
        raise ScoreFileError(
            f"{name} could not be read as a score ({_reason(why)}). Nothing was opened."
        ) from why


def _reason(why: Exception) -> str:
    """An error of music21 in a few words."""
    words = " ".join(str(why).split())[:100].rstrip(".")
    return words or type(why).__name__
