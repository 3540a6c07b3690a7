"""Songbooks in the window: which there are and which is open, and what stands where there is none."""
