"""The sheet that hands the music over to another program."""
