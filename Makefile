# What a newcomer and CI run. `make demo` sets up everything that it needs; a second run takes seconds.
PYTHON ?= python3
BIN := .venv/bin
PYTEST_ARGS ?= -n auto --dist worksteal

.PHONY: help setup demo test check engines scorecard bench clean

help:
	@echo "make demo       walk a shop on this machine and show the report"
	@echo "make test       all tests but those of the real shop engines"
	@echo "make check      style, types, import contracts"
	@echo "make engines    walk real shop engines, installed from the package registry"
	@echo "make scorecard  how far walks come, and what they read right"
	@echo "make bench      the budgets, measured"
	@echo "make clean      remove what was made"

.venv/.packages: pyproject.toml
	@echo "Setting up .venv with feelint and its tools"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

.venv/.browser: .venv/.packages
	@echo "Looking for a browser; if there is none, one is installed"
	@$(BIN)/feelint doctor --fix
	@touch $@

setup: .venv/.packages .venv/.browser

demo: setup
	@$(BIN)/feelint demo

test: setup
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

check: .venv/.packages
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

engines: setup
	@$(BIN)/python -m pytest -m engines

scorecard: setup
	@$(BIN)/python -m tests.walks.scorecard --shops --enforcement --engines --attacks --out SCORECARD.md

bench: setup
	@$(BIN)/python -m benchmarks.all

clean:
	rm -rf .venv build dist feelint-out .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -rf fixtures/engines/*/venv fixtures/engines/*/run
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
