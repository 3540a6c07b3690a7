"""Learning a songbook from the musician's own music: from the files to the songbook, in a process of its own."""
