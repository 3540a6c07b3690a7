"""What is kept and built: the strip of takes and the song lane under the roll."""
