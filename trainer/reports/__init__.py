"""What leaves the program as files. No Qt, no SQL."""
