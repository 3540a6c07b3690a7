"""The styles a songbook may know, in the order of the network's style condition."""

STYLES = (
    "pop", "rock", "game", "folk", "jazz", "art song", "hymn", "baroque", "funk", "latin", "hip-hop",
)  # fmt: skip
