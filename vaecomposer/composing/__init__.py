"""Composing in a process of its own: torch never shares Python's lock with the window."""
