"""The top row: what plays, where, how fast, and on which device."""
