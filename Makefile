# The verbs of the house. Nothing here needs root or writes outside this folder and its cache.

PYTHON ?= python3
PORT ?= 8000
FEATURES ?= features
SOURCES ?=
PIP_CACHE_DIR ?= $(CURDIR)/.cache/pip
export PIP_CACHE_DIR
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Where pytest keeps the folders of its last runs.
export PYTEST_DEBUG_TEMPROOT = $(CURDIR)/.cache/tmp

BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --require-hashes --only-binary :all:
# An installation is known by its lock and its place: change either, and it is made anew.
key = $(shell { cat $(1); printf '%s' '$(CURDIR)'; } | cksum | tr ' ' '-')
RUN := .venv/run-$(call key,run.lock)
DEV := .venv/dev-$(call key,run.lock dev.lock)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test pictures features check fix bench docs sources db

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(RUN) db ## install, migrate, load the plans and the demo, serve on 127.0.0.1 (PORT=8000)
	@$(BIN)/vinhdanh demo load
	@DEMO=1 exec $(BIN)/vinhdanh serve --port $(PORT)

test: $(DEV) ## run every test, on SQLite and on PostgreSQL
	@mkdir -p '$(PYTEST_DEBUG_TEMPROOT)'
	@$(BIN)/python -m pytest -n auto --dist worksteal

pictures: $(DEV) ## take the README's pictures from the running service
	@KEEP_PICTURES=1 $(BIN)/python -m pytest -q tests/browser/test_pictures.py

features: $(DEV) ## run a folder of Vietnamese features on both engines (FEATURES=features)
	@$(BIN)/vinhdanh features run $(FEATURES)

check: $(DEV) ## format, lint, types, layers, budgets
	@mkdir -p '$(PYTEST_DEBUG_TEMPROOT)'
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --cache-dir .cache/import_linter
	@$(BIN)/python -m pytest -q tests/architecture

fix: $(DEV) ## format, and repair what the linter can repair
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(DEV) ## measure, and write docs/benchmarks.md
	@$(BIN)/python -m tests.bench

docs: $(RUN) ## write the generated pages of docs/ anew
	@$(BIN)/vinhdanh docs build

sources: $(RUN) ## compare the plans with their source texts (SOURCES=folder)
	@test -n '$(SOURCES)' || { echo 'make sources needs the folder of the source texts: make sources SOURCES=folder'; exit 2; }
	@$(BIN)/python -m workflows.plans.sources $(SOURCES)

db: $(RUN) ## create the database, or bring it to this version
	@$(BIN)/vinhdanh db upgrade

# ------------------------------------------------------------------------------------------------------- installation

# The development lock holds everything the running lock holds, in the same versions.
$(RUN):
	@if test -e $(DEV); then touch $@; else $(MAKE) --no-print-directory .venv/install LOCK=run.lock STAMP=$@; fi

$(DEV):
	@$(MAKE) --no-print-directory .venv/install LOCK=dev.lock STAMP=$@

.PHONY: .venv/install
.venv/install:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "$(PYTHON) is missing. Install Python 3.11 or newer, on Debian or Ubuntu: apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@mkdir -p .cache
	@grep -qsF '$(CURDIR)/.venv/bin/' $(BIN)/pip && $(BIN)/python -m pip --version >/dev/null 2>&1 || { \
	  echo "Making a virtual environment in .venv"; $(PYTHON) -m venv --clear .venv; }
	@echo "Installing the libraries of $(LOCK)"
	@$(INSTALL) -r $(LOCK) || { \
	  echo "The libraries of $(LOCK) could not be installed; the lines above say why (is the package index reachable?)."; exit 1; }
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@rm -f .venv/run-* $(if $(findstring dev,$(LOCK)),.venv/dev-*)
	@touch $(STAMP)
