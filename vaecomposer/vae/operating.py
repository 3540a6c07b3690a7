"""Operations: one thing done to the musician's own music, phrase by phrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from vaecomposer.errors import ComposerError
from vaecomposer.generation.api import Operation, OperationRequest, SteerRequest
from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.music.chord import Chord
from vaecomposer.music.groove import in_the_groove
from vaecomposer.music.lengths import has_pickup
from vaecomposer.music.phrases import phrases
from vaecomposer.music.piece import Bar, Piece, Role
from vaecomposer.music.touch import Held
from vaecomposer.session.locks import apply_locks
from vaecomposer.vae.accompaniment import VERSIONS, Wish, between_figures, fill, frame_of
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.blending import Blender
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.continuation import continued
from vaecomposer.vae.harmonising import harmonised
from vaecomposer.vae.holding import giving_way, held_notes
from vaecomposer.vae.humanising import humanised
from vaecomposer.vae.interpolation import in_a_row, steps_between
from vaecomposer.vae.reading import encode_phrase
from vaecomposer.vae.reharmonising import reharmonised
from vaecomposer.vae.rewriting import rewritten, written
from vaecomposer.vae.shaping import Shaper
from vaecomposer.vae.steering import Steerer
from vaecomposer.vae.thinning import thinned
from vaecomposer.vae.tokens import decode_bars
from vaecomposer.vae.transferring import transferred, with_instruments
from vaecomposer.vae.variation import share_of_way

_Deed = Callable[[OperationRequest, tuple[Bar, ...], frozenset[int]], Piece]
"""Takes a request, a phrase of its piece, and the numbers of the bars in it that stay."""


class Operator:
    """Answers operations with a songbook.

    Args:
        book: the songbook. coder: decodes bars. shaper: builds sliders' ladders. blender: blends pieces.
    """

    def __init__(self, book: Songbook, coder: BarCoder, shaper: Shaper, blender: Blender) -> None:
        self._book, self._coder, self._blender = book, coder, blender
        # Of its own, so that the phrase that the sliders hold is not forgotten.
        self._steerer = Steerer(book, coder, shaper)
        self._deeds: dict[Operation, _Deed] = {
            Operation.VARY: self._vary,
            Operation.SIMPLIFY: lambda r, b, k: thinned(r, b, k, coder, self._steerer),
            Operation.BUSIER: lambda r, b, k: thinned(r, b, k, coder, self._steerer),
            Operation.FILL: self._write,
            Operation.ACCOMPANY: self._write,
            Operation.HARMONISE: lambda r, b, k: harmonised(r, b, k, book, coder),
            Operation.TRANSFER: lambda r, b, k: transferred(r, b, k, book, coder, self._steerer),
        }

    def answer(self, request: OperationRequest) -> Piece:
        """The piece with the operation done to it; the very piece where nothing changes.

        Raises:
            ComposerError: with a sentence for the musician.
        """
        if request.operation is Operation.CONTINUE:
            return continued(request, self._book, self._coder)
        if request.amount <= 0:
            return request.source
        if request.operation is Operation.INTERPOLATE:
            return in_a_row(request, steps_between(request, self._blender))
        made = self._made(request)
        made = giving_way(request.source, made, request.locks)
        return apply_locks(request.source, made, request.locks)

    def _made(self, request: OperationRequest) -> Piece:
        """The piece with the operation done to it, locked notes not yet put back."""
        source = request.source
        bars = source.bars()
        stays = frozenset(
            bar.index
            for bar in bars
            if bar.index in request.locks.bars or (request.only and bar.index not in request.only)
        )
        if request.operation is Operation.GROOVE:
            assert request.other is not None
            open_bars = [bar for bar in bars if bar.index not in stays]
            return in_the_groove(
                source, request.other, open_bars, request.parts, request.amount, _held(request)
            )
        if request.operation is Operation.HUMANISE:
            return humanised(request, stays, _held(request), self._book, self._coder)
        runs = phrases(bars)
        if not runs:
            raise ComposerError(
                f"{source.title} is in {source.metre}; the model knows 4/4, 3/4, 6/8 and 2/4."
            )
        worked = {bar.index for run in runs for bar in run}
        asked = [bar for bar in bars if not request.only or bar.index in request.only]
        if not any(bar.index in worked for bar in asked):
            raise ComposerError(
                f"Bars in {asked[0].metre} are shown, played and exported as they are; composing needs 4/4, 3/4, "
                "6/8 or 2/4."
            )
        if request.operation is Operation.HARMONISE and not _has_melody(source, runs, stays):
            raise ComposerError(
                "There is no melody to find chords for; give one of the tracks that role."
            )
        piece = source
        typed = _typed(request, bars, stays) if request.operation is Operation.REHARMONISE else {}
        for run in runs:
            if all(bar.index in stays for bar in run):
                continue
            here = replace(request, source=piece)
            if request.operation is Operation.REHARMONISE:
                piece = reharmonised(here, run, typed, self._book, self._coder)
            else:
                piece = self._deeds[request.operation](here, run, stays)
        if request.operation is Operation.TRANSFER:
            piece = with_instruments(source, piece, request)
        return piece

    def _vary(
        self, request: OperationRequest, run: tuple[Bar, ...], stays: frozenset[int]
    ) -> Piece:
        """Varied."""
        return self._steerer.steer(
            SteerRequest(
                request.source, run[0].index, len(run), (0.0,) * DIRECTIONS, request.settled, request.settled,
                request.seed, (), request.amount, only=_open(run, stays),
            )
        )  # fmt: skip

    def _write(
        self, request: OperationRequest, run: tuple[Bar, ...], stays: frozenset[int]
    ) -> Piece:
        """Parts written for the others, or bars between the others."""
        book, coder, wanted = self._book, self._coder, request.conditions
        roles = request.parts or _there(request.source)
        roles -= _locked(request)
        if not roles:
            return request.source
        phrase = encode_phrase(request.source, run[0].index, len(run), wanted, book, coder)
        frame = frame_of(phrase, roles, stays)
        if request.operation is Operation.FILL:
            frame = between_figures(frame)
        held = held_notes(request.source, request.locks, phrase, frame.written)
        share = share_of_way(request.amount)
        together = request.operation is Operation.ACCOMPANY
        wish = Wish(wanted, request.seed, share, VERSIONS, together=together)
        notes = fill(replace(frame, held=held), wish, book, coder).notes
        assert frame.own is not None
        if share < 1 and bool(frame.own.any()):
            return rewritten(request.source, phrase, notes, roles, stays, wanted.style, coder)
        return written(request.source, phrase, decode_bars(notes), roles, stays, wanted.style)


def _open(run: Sequence[Bar], stays: frozenset[int]) -> frozenset[int]:
    """Numbers of the bars that may change, as `SteerRequest` wants them: none if all may."""
    found = frozenset(bar.index for bar in run if bar.index not in stays)
    return frozenset() if len(found) == len(run) else found


def _held(request: OperationRequest) -> Held:
    """Onset and pitch of the notes that stay, by track."""
    locks = request.locks
    return {
        index: frozenset(
            (n.onset, n.pitch)
            for n in track.notes
            if index in locks.tracks or (index, n.onset, n.pitch) in locks.notes
        )
        for index, track in enumerate(request.source.tracks)
    }


def _has_melody(piece: Piece, runs: Sequence[tuple[Bar, ...]], stays: frozenset[int]) -> bool:
    """Whether a tune sounds in any phrase with bars that may change."""
    lead = piece.lead(Role.MELODY)
    spans = [(r[0].start, r[-1].end) for r in runs if any(b.index not in stays for b in r)]
    return lead is not None and any(
        start <= note.onset < end for note in lead.notes for start, end in spans
    )


def _there(piece: Piece) -> frozenset[Role]:
    """The roles whose lead tracks play."""
    return frozenset(track.role for track in piece.tracks if track.is_lead and track.notes)


def _locked(request: OperationRequest) -> frozenset[Role]:
    """The roles whose lead tracks are locked."""
    tracks = enumerate(request.source.tracks)
    return frozenset(t.role for i, t in tracks if t.is_lead and i in request.locks.tracks)


def _typed(
    request: OperationRequest, bars: Sequence[Bar], stays: frozenset[int]
) -> dict[int, tuple[Chord, ...]]:
    """The typed chords of every bar that may change, in turn and begun anew when used up; a pickup has none."""
    progression = request.conditions.progression
    assert progression
    counted = bars[1:] if has_pickup(bars) else bars
    open_bars = [bar for bar in counted if bar.index not in stays]
    return {bar.index: progression[place % len(progression)] for place, bar in enumerate(open_bars)}
