"""How fast and how small the program is, each figure beside its floor. ``python -m tests.benchmarks`` prints them."""
