"""The window: everything that is seen and touched. Told the state, it answers with intents."""
