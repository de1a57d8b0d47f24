"""Migrations of the progress file, run by :mod:`trainer.progress.schema`."""
