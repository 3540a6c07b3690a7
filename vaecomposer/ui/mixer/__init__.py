"""The mixer: how loud, where, on which instrument and port each track is heard."""
