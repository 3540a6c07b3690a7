"""Sound: the synth, the sequencer, the player, the device and rendering to a file."""
