"""VAE Composer: an instrument for composing with a hierarchical conditional VAE.

From Python: `open_music`, `open_songbook` and what they give, see `vaecomposer.api`. They are looked up when first
used, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vaecomposer.api import Composer, Song, open_music, open_songbook
    from vaecomposer.errors import ComposerError

__version__ = "0.1.0"
__all__ = ["Composer", "ComposerError", "Song", "open_music", "open_songbook"]


def __getattr__(name: str) -> Any:
    """A name of `vaecomposer.api`, or the error that all share."""
    if name == "ComposerError":
        from vaecomposer.errors import ComposerError

        return ComposerError
    if name in __all__:
        from vaecomposer import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
