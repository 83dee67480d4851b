# Needs Python 3.11 or newer and make; everything else is installed into .venv from the lock files.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run setup test check faults bench pictures lock clean

run: setup
	@exec $(BIN)/python -m $$($(BIN)/python -m bot.settings)

setup: $(VENV)/.ready

test: $(VENV)/.ready-for-development
	$(BIN)/pytest --numprocesses auto --dist worksteal --cov --cov-report=term

check: $(VENV)/.ready-for-development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

DELIVERIES ?= 10000

faults: $(VENV)/.ready-for-development
	$(BIN)/python -m tests.faults --deliveries $(DELIVERIES)

bench: $(VENV)/.ready-for-development
	$(BIN)/python -m benchmarks

pictures: $(VENV)/.ready-for-development
	$(BIN)/python -m docs.pictures

lock: $(VENV)/.ready-for-development
	$(BIN)/uv pip compile pyproject.toml --all-extras --group build --universal --python-version 3.11 \
		--generate-hashes --no-header --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --all-extras --group build --group dev --universal --python-version 3.11 \
		--generate-hashes --no-header --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "csp-assistant needs Python 3.11 or newer.")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: $(BIN)/python requirements.lock pyproject.toml
	$(INSTALL) --require-hashes --requirement requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-for-development: $(VENV)/.ready requirements-dev.lock
	$(INSTALL) --require-hashes --requirement requirements-dev.lock
	@touch $@
