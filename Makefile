# Everything starts here. `make run` and `make test` do all the set-up on their own, once.

VENV := .venv
PYTHON := $(VENV)/bin/python
SETUP := scripts/setup pyproject.toml

# Compiled modules are kept, whatever the shell says: without them each start takes several times as long.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test check format bench tour clean
.DEFAULT_GOAL := help

help:
	@echo "make run     start Case Trainer (ARGS=... are handed on)"
	@echo "make test    all checks and tests"
	@echo "make check   style, types and layers only"
	@echo "make format  put the code into shape"
	@echo "make bench   measure start, memory, commit and reading, as a table"
	@echo "make tour    save a picture of every page under tour/"
	@echo "make clean   remove what the other commands made, except $(VENV)"

run: $(VENV)/.ready-run
	@$(VENV)/bin/trainer $(ARGS)

# A plain `pytest` runs the same tests one after the other. The tests of a file stay together: some share what takes long.
test: check
	@$(PYTHON) -m pytest --quiet -n auto --dist loadfile $(ARGS)

check: $(VENV)/.ready-dev
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-logo

format: $(VENV)/.ready-dev
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

bench: $(VENV)/.ready-dev
	@$(PYTHON) -m tests.benchmarks $(ARGS)

tour: $(VENV)/.ready-run
	@$(VENV)/bin/trainer tour --out tour

clean:
	rm -rf build dist tour .cache .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find trainer tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.ready-%: $(SETUP)
	@scripts/setup $*
