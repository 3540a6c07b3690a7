"""The sound engine: player, devices and live MIDI together, in a process of their own."""
