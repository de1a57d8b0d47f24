"""From each version of a workshop's file to the next."""
