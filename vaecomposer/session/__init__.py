"""What undo restores: the session's state, edits as functions, history, and the one mutable document."""
