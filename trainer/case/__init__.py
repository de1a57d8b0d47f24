"""What is taught: the model of a case, reading a pack, checking it. No Qt, no SQL."""
