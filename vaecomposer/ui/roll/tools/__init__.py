"""What a hand does in the roll, a file for each way: move, resize, draw, erase, select, velocity, drums."""
