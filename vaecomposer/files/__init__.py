"""Reading and writing files: MIDI (the only mido), audio (the only soundfile)."""
