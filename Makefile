# Every task of the project. Needs make and Python 3.10 or newer; everything else goes into .venv.
PYTHON ?= python3
PORT ?= 8000
PAGES ?= index_data/pages
INDEX ?= index_data

BIN := .venv/bin

.PHONY: demo test check format bench soak clean

demo: .venv/installed ## index PAGES and serve the site on PORT
	$(BIN)/python -m indexer build "$(PAGES)" --index "$(INDEX)" --rebuild
	$(BIN)/python -m search_app --index "$(INDEX)" --port $(PORT)

test: .venv/installed-test ## the whole test suite, on all cores
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

check: .venv/installed-dev ## lint, format and types; seconds, no tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/installed-dev ## rewrite the code in the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

BENCH ?= # options of tests/benchmarks/run.py, as in `make bench BENCH="--sizes 1000,10000 --peers-at 10000"`

bench: .venv/installed-bench ## everything that is measured, peers in the same run; writes docs/benchmarks.md
	$(BIN)/python tests/benchmarks/run.py $(BENCH)
	$(BIN)/python tests/benchmarks/reading.py
	$(BIN)/python tests/benchmarks/rebuild.py
	@if [ -n "$$BULLETIN_CORPORA" ]; then $(BIN)/python tests/benchmarks/guarantee.py --strings 2000; \
	else echo "BULLETIN_CORPORA is not set: relevance, laws and the guarantee on large texts are left out"; fi

soak: .venv/installed-test ## 20,000 damaged pages through the reader, 20,000 hostile queries through the site, within limits of time
	$(BIN)/python tests/soak/run.py
	$(BIN)/python tests/soak/queries.py

clean: ## remove .venv and every generation of the demo index
	rm -rf .venv $(INDEX)/generations $(INDEX)/CURRENT $(INDEX)/build.lock $(INDEX)/cache.sqlite*

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "Python 3.10 or newer is needed: make PYTHON=/path/to/python3")'
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/installed-test: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@ .venv/installed

.venv/installed-bench: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[test,fast,bench]'
	@touch $@ .venv/installed-test .venv/installed

.venv/installed-dev: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ .venv/installed-test .venv/installed
