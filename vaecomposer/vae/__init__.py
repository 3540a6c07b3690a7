"""The network: bars as arrays, part bar VAEs, the conductor, checkpoints, and the composer. Owns torch."""
