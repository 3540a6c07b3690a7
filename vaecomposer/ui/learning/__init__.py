"""MIDI learn on the screen: what can be learnt, what waits for a knob, and what moves what."""
