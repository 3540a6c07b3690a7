"""Sessions on disk: one file each, and the copies that a crash cannot take."""
