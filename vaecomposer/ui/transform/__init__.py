"""Doing something to music that is there: what can be done, and the card that asks how."""
