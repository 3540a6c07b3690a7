"""The piano roll: one widget, painted in layers."""
