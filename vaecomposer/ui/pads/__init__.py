"""The right column: planes on which a dot is moved."""
