"""Figures of the running program: how soon, how evenly, for how long."""
