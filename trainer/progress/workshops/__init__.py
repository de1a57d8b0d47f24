"""Workshops, a file each: everything that happened in them, stored before it is shown or acknowledged."""
