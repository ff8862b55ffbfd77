# Two commands matter: `make demo` and `make test`. Both install what is missing first, and only then.
# Works with GNU make 3.81 (macOS) and later.

SHELL := /bin/bash
PINS := pyproject.toml scripts/constraints.txt
JUDGES := tests/judges/anki.txt tests/judges/weblate.txt tests/judges/package.json
BIN := .venv/bin

.PHONY: help demo test check bench fmt clean clean-all

help:
	@echo 'make demo       check translations/, export TBX and PO to build/, look three words up'
	@echo 'make test       ruff, mypy, pytest'
	@echo 'make check      ruff and mypy only'
	@echo 'make bench      measure look-up, check, identify and, with TREEBANKS=…, recognition (fetches Debian packages)'
	@echo 'make fmt        format the code and the concept files'
	@echo 'make clean      remove what was built'
	@echo 'make clean-all  ... and .venv too'
	@echo 'demo and test install what is missing: system packages, then .venv from scripts/constraints.txt'

demo: .venv/ready-to-run
	@scripts/demo

test: check
	$(BIN)/pytest -n auto --dist loadfile

check: .venv/ready-to-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: .venv/ready-to-test
	$(BIN)/python scripts/bench.py $(TREEBANKS)

fmt: .venv/ready-to-test
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format
	$(BIN)/termbase fmt

# The stamps: newer than the pins means nothing is to be installed, and neither pip nor a package manager is asked.
.venv/ready-to-run: $(PINS)
	@scripts/create-venv run
	@touch $@

.venv/ready-to-test: $(PINS) $(JUDGES) .venv/ready-to-run
	@scripts/create-venv test
	@touch $@

clean:
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name .venv -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf

clean-all: clean
	rm -rf .venv
