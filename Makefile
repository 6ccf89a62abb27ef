# Two commands do everything: `make site` and `make test`. `make help` lists the rest.
# DATA= chooses the library, SITE= the folder of the site, ADDRESS= where it will be on the web.

SHELL := /bin/bash
export DATA ?= data
export SITE ?= site
export ADDRESS ?=
export HANDOUTS ?= yes
PYTHON ?= python3
BIN := .venv/bin
CHROMIUM ?= $(firstword $(shell command -v chromium chromium-browser 2>/dev/null))
export PYTHONDONTWRITEBYTECODE = 1
export NO_MKDOCS_2_WARNING = 1

.PHONY: site serve test check reading addresses bench bench-handouts lock figures help

site: .venv/for-site  ## build the site, whole or not at all
	@$(BIN)/python hooks/build.py

serve: .venv/for-site  ## show the site at http://127.0.0.1:8000/ and every change as it is saved
	@$(BIN)/python -m mkdocs serve --strict

test: .venv/for-tests chromium  ## run every test, the browser's included
	@$(BIN)/python -m pytest -n auto $(TESTS)

check: .venv/for-tests  ## formatting, lint, types
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy

reading: .venv/for-tests  ## how hard each exercise is to read
	@PYTHONPATH=hooks $(BIN)/python -m handbook.reading $(DATA) docs

addresses: .venv/for-site  ## write new addresses into the ledger, as promised for good
	@PYTHONPATH=hooks $(BIN)/python -m handbook.ledger $(DATA) docs

bench: .venv/for-tests  ## time and memory for 10, 100 and 1,000 exercises
	@PYTHONPATH=hooks $(BIN)/python benchmarks/builds.py $(SIZES)

bench-handouts: .venv/for-tests  ## time to make 300 PDFs, and to find that nothing changed
	@PYTHONPATH=hooks $(BIN)/python benchmarks/handouts.py

lock: .venv/for-site  ## pin and hash the dependencies named in pyproject.toml
	@$(BIN)/python -m pip install --quiet pip-tools
	@$(BIN)/pip-compile --quiet --upgrade $(LOCK) -o requirements.txt pyproject.toml
	@$(BIN)/pip-compile --quiet --upgrade $(LOCK) --extra figures -c requirements.txt -o requirements-figures.txt pyproject.toml
	@$(BIN)/pip-compile --quiet --upgrade $(LOCK) --extra dev --extra figures -c requirements.txt -o requirements-dev.txt pyproject.toml
LOCK := --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

figures: .venv/for-figures  ## draw the pictures whose poses changed
	@PYTHONPATH=hooks:. $(BIN)/python -m figures $(SLUGS)

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 22

.venv/for-site: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed: apt-get install python3'; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { rm -rf .venv; echo 'Python cannot make its own environment: apt-get install python3-venv'; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/for-tests: requirements-dev.txt .venv/for-site
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.venv/for-figures: requirements-figures.txt .venv/for-site
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-figures.txt
	@touch $@

.PHONY: chromium
chromium:
ifeq ($(CHROMIUM),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; \
	else echo 'The tests need a browser: sudo apt-get install chromium fonts-liberation'; exit 1; fi
endif
