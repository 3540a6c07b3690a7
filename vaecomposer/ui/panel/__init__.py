"""The left column: composing, and the sliders."""
