"""Learning a songbook: data sets, losses, and the trainer. Never imported when the window starts."""
