"""Case Trainer: decide in real cases, then see what was done and what came of it."""

__version__ = "0.1.0"
