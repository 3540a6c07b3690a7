"""Asking for music: requests and results, the newest-wins worker, the controller. No Qt, no torch."""
