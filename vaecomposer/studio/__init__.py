"""The studio at work: document, worker, engine and window wired together."""
