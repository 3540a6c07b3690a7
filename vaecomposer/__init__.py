"""VAE Composer: an instrument for composing with a hierarchical conditional VAE."""

__version__ = "0.1.0"
