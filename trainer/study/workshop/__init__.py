"""A workshop as plain values: what is planned, what happened so far, and the numbers in it. No network, no files."""
