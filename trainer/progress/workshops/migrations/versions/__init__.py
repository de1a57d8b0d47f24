"""One module for each version of a workshop's file."""
