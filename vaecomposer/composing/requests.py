"""Requests on their way to the composing process: music that has travelled before is not sent again."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from vaecomposer.composing.values import CODEC
from vaecomposer.generation.api import ComposeRequest
from vaecomposer.music.piece import Piece
from vaecomposer.processes.values import PieceMemory, TrackMemory

_SOURCE = "source"


class RequestCodec:
    """Encodes requests at one end of the pipe, or decodes them at the other, all in their order.

    The piece that sliders steer changes track by track and goes as what has changed of it. Other pieces
    (corners of a blend, neighbours of a transition) go whole the first time, and as a number afterwards.
    """

    def __init__(self) -> None:
        self._tracks, self._pieces = TrackMemory(), PieceMemory()

    def encode(self, request: ComposeRequest) -> dict[str, Any]:
        """A request as JSON knows it."""
        music: dict[str, Any] = {}
        for field in fields(request):
            value = getattr(request, field.name)
            if field.name == _SOURCE:
                music[_SOURCE] = CODEC.encode_piece(value, self._tracks)
            elif isinstance(value, Piece):
                music[field.name] = self._pieces.encode(value, CODEC)
            elif isinstance(value, tuple) and value and isinstance(value[0], Piece):
                music[field.name] = [self._pieces.encode(piece, CODEC) for piece in value]
        plain = CODEC.encode_fields(request, **dict.fromkeys(music))
        return {"plain": {k: v for k, v in plain.items() if k not in music}, "music": music}

    def decode(self, found: dict[str, Any]) -> ComposeRequest:
        """The request again, with the very pieces of earlier ones where they are the same.

        Raises:
            KeyError, ValueError, TypeError: not a message of ours.
        """
        music: dict[str, Any] = {}
        for name, value in found["music"].items():
            if name == _SOURCE:
                music[name] = CODEC.decode_piece(value, self._tracks)
            elif isinstance(value, list):
                music[name] = tuple(self._pieces.decode(piece, CODEC) for piece in value)
            else:
                music[name] = self._pieces.decode(value, CODEC)
        kind = CODEC.classes[found["plain"]["$"]]
        plain = {k: CODEC.decode(v) for k, v in found["plain"].items() if k != "$"}
        request: ComposeRequest = kind(**plain, **music)
        return request
