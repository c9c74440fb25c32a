# What a person or CI runs. Each target creates .venv when it is missing or older than the lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: install run test check bench lock

install: $(STAMP)

$(STAMP): requirements-dev.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(STAMP)

run: install
	@$(BIN)/minga run

test: install
	$(BIN)/pytest -n 2 -m "not slow and not conversation"
	$(BIN)/pytest -n 2 -m "conversation and not slow"
	$(BIN)/pytest -n 2 -m slow

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

bench: install
	$(BIN)/python -m benchmarks

# Versions and hashes only: no lock may name a host (docs/running.md).
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-header --no-annotate --upgrade
lock:
	$(COMPILE) --extra postgres -o requirements.lock
	$(COMPILE) --extra postgres --extra dev -c requirements.lock -o requirements-dev.lock
