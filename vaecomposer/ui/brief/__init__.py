"""The heading of the roll: what a take must respect, and the tracks."""
