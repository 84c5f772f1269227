# Two commands matter: `make run` and `make test`. Everything else is a part of them.
PYTHON ?= python3
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --custom-compile-command "make lock" --extra build pyproject.toml
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run setup test lint types imports terms messages unit browser lock format bench counts clean

run: setup
	$(BIN)/hayami run

setup: .venv/runs

test: .venv/tests browser lint types imports terms unit

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "hayami needs Python 3.11 or newer: install it, or name it: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv || \
		{ echo "Debian and Ubuntu keep venv apart: sudo apt-get install python3-venv"; rm -rf .venv; exit 1; }

.venv/runs: requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps \
		--config-settings editable_mode=compat -e .
	@touch $@

.venv/tests: requirements-dev.txt .venv/runs
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

lint: .venv/tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/tests
	$(BIN)/mypy

imports: .venv/tests
	$(BIN)/lint-imports --no-logo

terms: .venv/runs
	$(BIN)/hayami terms check

unit: .venv/tests browser
	$(BIN)/pytest --cov --cov-report=term:skip-covered

browser:
	@tests/chromium.sh

# Bring new texts into the catalogues, where they wait for a translation.
messages: .venv/tests
	$(BIN)/pybabel -q extract --no-default-keywords -k N_ -k NP_:1c,2 -k say -k counted:1,2 \
		-F bot/locales/sources.cfg --no-location --sort-output --omit-header -o .venv/hayami.pot bot adapters
	$(BIN)/pybabel -q update --no-wrap --omit-header --no-fuzzy-matching --ignore-obsolete \
		-D hayami -d bot/locales -i .venv/hayami.pot

counts: .venv/runs
	$(BIN)/hayami terms counts --into docs/glossary.md

bench: .venv/tests
	$(BIN)/python benchmarks/loading.py
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/finding.py
	$(BIN)/python benchmarks/completion.py
	$(BIN)/python benchmarks/spotting.py
	$(BIN)/python benchmarks/command.py
	$(BIN)/python benchmarks/quality.py
	$(BIN)/python benchmarks/forged.py

lock: .venv/tests
	$(COMPILE) -o requirements.txt
	$(COMPILE) --extra dev --extra llm -o requirements-dev.txt

format: .venv/tests
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean:
	rm -rf .venv
