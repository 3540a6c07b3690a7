"""Writing MusicXML, plain (``.musicxml``) or packed (``.mxl``), through music21, which is imported late."""

from __future__ import annotations

import errno
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from vaecomposer.errors import ScoreFileError
from vaecomposer.files.score_drums import unpitch_drums
from vaecomposer.files.score_reading import drop_inversions
from vaecomposer.files.whole_files import WholeFiles
from vaecomposer.music.piece import Piece

if TYPE_CHECKING:
    from vaecomposer.files.score_building import Progress

WRITTEN_SUFFIXES = (".musicxml", ".mxl", ".xml")

_DOCTYPE = (
    '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" '
    '"http://www.musicxml.org/dtds/partwise.dtd">\n'
)
_INNER_NAME = "score.musicxml"
_CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container>
  <rootfiles>
    <rootfile full-path="{_INNER_NAME}" media-type="application/vnd.recordare.musicxml+xml"/>
  </rootfiles>
</container>
"""
_BUILDING = 0.7
"""Share of the time that building the score takes; the rest is writing it down."""


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """What became of the notes.

    Attributes:
        notes: how many were written.
        moved: how many of them lie off every note value and were drawn to the nearest.
    """

    notes: int
    moved: int

    @property
    def sentence(self) -> str:
        """What was moved, in a sentence; "" if nothing was."""
        if not self.moved:
            return ""
        was = "note was" if self.notes == 1 else "notes was" if self.moved == 1 else "notes were"
        return (
            f"{self.moved} of {self.notes} {was} drawn to the nearest 32nd or triplet "
            f"so that {'it' if self.moved == 1 else 'they'} can be written."
        )


def write_score(piece: Piece, path: Path, progress: Progress | None = None) -> ScoreReport:
    """Writes a piece as a score: packed if the name ends in .mxl. The file appears whole or not at all.

    Args:
        piece: the music; its bars, metres, keys, tempos and chord symbols are written as they are.
        path: where; the name ends in one of `WRITTEN_SUFFIXES`.
        progress: is told the share done, up to `_BUILDING`; if it raises, nothing is written.

    Raises:
        ScoreFileError: in a sentence, if it cannot be written.
    """
    if path.suffix.lower() not in WRITTEN_SUFFIXES:
        raise ScoreFileError(
            f"{path.name} was not written. Give it a name ending in .musicxml or .mxl."
        )
    if not any(track.notes for track in piece.tracks):
        raise ScoreFileError(f"{path.name} was not written: there are no notes to write yet.")
    text, moved = _score_text(piece, progress)
    data = _packed(text) if path.suffix.lower() == ".mxl" else text
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with WholeFiles() as files:
            files.draft(path).write_bytes(data)
    except (OSError, ValueError) as why:
        raise ScoreFileError(_refusal(path, why)) from why
    return ScoreReport(sum(len(track.notes) for track in piece.tracks), moved)


def _score_text(piece: Piece, progress: Progress | None) -> tuple[bytes, int]:
    """The score in MusicXML, and how many notes were moved."""
    from music21.musicxml.m21ToXml import ScoreExporter

    from vaecomposer.files.score_building import score_of

    built = None if progress is None else (lambda share: progress(_BUILDING * share))
    score, moved = score_of(piece, built)
    root = ScoreExporter(score, makeNotation=False).parse()
    _sign(root)
    _set_channels(root, piece)
    drop_inversions(root)
    unpitch_drums(root, [f"P{i + 1}" for i, t in enumerate(piece.tracks) if t.is_drums])
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + _DOCTYPE + body + "\n").encode(), moved


def _sign(root: ElementTree.Element) -> None:
    """Says which program wrote the file. music21 would name itself, as the composer too, and the day."""
    identification = root.find("identification")
    if identification is None:
        return
    for creator in identification.findall("creator"):
        identification.remove(creator)
    for encoding in identification.findall("encoding"):
        for made in (*encoding.findall("encoding-date"), *encoding.findall("software")):
            encoding.remove(made)
        software = ElementTree.Element("software")
        software.text = "VAE Composer"
        encoding.insert(0, software)


def _set_channels(root: ElementTree.Element, piece: Piece) -> None:
    """The tracks' own channels in place of those that keep music21's parts apart."""
    for part, track in zip(root.iterfind("part-list/score-part"), piece.tracks, strict=True):
        for channel in part.iterfind("midi-instrument/midi-channel"):
            channel.text = str(track.channel + 1)


def _packed(text: bytes) -> bytes:
    """A packed score: a container that names the one file in it. The same score gives the same bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("META-INF/container.xml", _CONTAINER.encode()), (_INNER_NAME, text)):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _refusal(path: Path, why: Exception) -> str:
    """What happened, what is safe, what to do."""
    code = why.errno if isinstance(why, OSError) else None
    if code in (errno.ENOSPC, errno.EDQUOT):
        reason = "The disk is full. Make room or choose another."
    elif code in (errno.EACCES, errno.EPERM, errno.EROFS):
        reason = "This folder may not be written to. Choose another one."
    else:
        reason = "This place did not take the file. Choose another one."
    return f"{path.name} was not written. {reason} Your music is safe here."
