"""Small painted controls that every part of the window is made of."""
