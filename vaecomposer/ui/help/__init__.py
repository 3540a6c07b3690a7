"""Help within the program: the table of shortcuts, every command by name, and the way around."""
