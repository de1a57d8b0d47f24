"""Programs that are measured from outside: each opens a window, prints one JSON object, and ends at once."""
