"""The shell commands, one module a family: options and work. Each brings in what it needs when it runs."""
