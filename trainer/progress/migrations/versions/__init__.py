"""One module for each version of the progress file."""
