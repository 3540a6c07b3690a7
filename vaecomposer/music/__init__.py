"""The musical domain: notes, keys, chords, time, pieces, and the model's grid. Pure values."""
