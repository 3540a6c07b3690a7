"""Figures of a model and of the program: measured, then said."""
