# Everything people do with Cohort, one word each. `make help` lists it.
SHELL := /bin/sh
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin

# The first Python of 3.11 or newer that really starts (a version manager's idle shim does not).
find_python = for p in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14; do \
	if "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$$p"; exit 0; fi; done; \
	echo "Cohort needs Python 3.11 or newer. Install it, or say where it is: make PYTHON=/path/to/python3" >&2; exit 1

.PHONY: help install run test check fix packs migration snapshots bench calibration demo-check screenshots clean

help: ## list what can be done here
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | awk -F'\t' '{printf "make %-12s %s\n", $$1, $$2}'

$(BIN)/uv:
	@python=$$($(find_python)) || exit 1; \
	"$$python" -m venv --clear $(VENV) || { echo "Could not make $(VENV). On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.ready: $(BIN)/uv pyproject.toml
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --compile-bytecode --editable .
	@$(BIN)/python -m compileall -q adapters bot migrations
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --editable . --group dev
	@touch $@

install: $(VENV)/.ready ## prepare .venv with the cohort command
	@echo "Ready: $(BIN)/cohort --help"

run: $(VENV)/.ready ## open the web chat on SQLite, no tokens needed
	@$(BIN)/cohort

test: $(VENV)/.ready-dev ## run every test
	@$(BIN)/pytest

check: $(VENV)/.ready-dev ## format, lint, types, contracts, packs
	@$(BIN)/ruff format --check --quiet . || { echo "Run make fix to format these files." >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/cohort packs check

fix: $(VENV)/.ready-dev ## format and repair what can be repaired
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

packs: $(VENV)/.ready ## read and lint every pack in content/
	@$(BIN)/cohort packs check

migration: $(VENV)/.ready-dev ## write a new migration: make migration m="what changes"
	@test -n "$(m)" || { echo "Say what changes: make migration m=\"what changes\"" >&2; exit 1; }
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && export DATABASE_URL="sqlite:///$$scratch/cohort.db" && \
	$(BIN)/alembic --quiet upgrade head && $(BIN)/alembic revision --autogenerate -m "$(m)"

snapshots: $(VENV)/.ready-dev ## accept changed snapshots of cards after looking at them
	@$(BIN)/pytest -q --inline-snapshot=create,fix,trim tests/adapters/test_renderers.py >/dev/null || true
	@$(BIN)/pytest -q tests/adapters/test_renderers.py

bench: $(VENV)/.ready-dev ## measure: ratios against the bare libraries, starts, forms, pictures; parts="forms" for one alone
	@$(BIN)/python -m tests.benchmarks $(parts)

calibration: $(VENV)/.ready-dev ## is readiness honest? simulated groups on a fresh seed; options="--groups 20 --seed 1" for others
	@$(BIN)/python -m tests.calibration $(options)

demo-check: $(VENV)/.ready-dev ## replay six weeks of twenty groups on both databases and count every opinion anew
	@$(BIN)/python -m tests.demo_check $(options)

screenshots: $(VENV)/.ready-dev ## make the README's pictures of the page, light and dark
	@$(BIN)/python -m tests.screenshots

clean: ## remove .venv and caches
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
