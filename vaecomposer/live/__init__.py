"""Live MIDI: ports, the clocks they run by, what a keyboard plays and what a controller moves."""
