# Two commands do everything: `make site` and `make test`. `make help` lists the rest.
# DATA= chooses the library, SITE= the folder of the site, ADDRESS= where it will be on the web. Names may hold spaces.
# Where this folder can only be read: VENV= is where Python's environment goes, STORE= what builds keep, SITE= the site.

SHELL := /bin/bash
export DATA ?= data
export SITE ?= site
export ADDRESS ?=
export HANDOUTS ?= yes
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
HANDBOOK = PYTHONPATH=hooks $(BIN)/python -m exercise_handbook.cli
CHROMIUM ?= $(firstword $(shell command -v chromium-headless-shell chromium chromium-browser 2>/dev/null))
ENGINES := firefox-esr webkit2gtk-driver xvfb
SERVERS := nginx-light libnginx-mod-http-brotli-static caddy
BROTLI := /usr/lib/nginx/modules/ngx_http_brotli_static_module.so
export NO_MKDOCS_2_WARNING = 1

export NAME ?=

.PHONY: library site serve test test-fast promises check reading addresses bench bench-handouts bench-lists bench-plans lock fields languages translate figures help \
  audit lighthouse hosting zip wheel licences sbom vulnerabilities release

site: $(VENV)/for-site  ## build the site, whole or not at all
	@$(BIN)/python hooks/build.py

serve: PORT := $(or $(PORT),8000)
serve: $(VENV)/for-site  ## show the site at http://127.0.0.1:8000/ and every change as it is saved (PORT=8001)
	@PYTHONPATH=hooks $(BIN)/python -m exercise_handbook.engine serve --strict --dev-addr "127.0.0.1:$(PORT)"

test: $(VENV)/for-tests $(VENV)/for-release chromium engines servers java tools/audit/node_modules  ## run every test, the browser's included
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(TESTS)
WORKERS ?= $(shell echo $$((2 * $$(getconf _NPROCESSORS_ONLN))))  # two a core: tests wait for browsers half of their time

test-fast: $(VENV)/for-tests  ## the tests that need no browser, no server, no Java and no drawing: within a minute
	@$(BIN)/python -m pytest -n auto --dist loadgroup -m "not slow" tests/handbook tests/data $(TESTS)

promises: $(VENV)/for-tests  ## ask a library what every library promises: short steps, plain words, sources, addresses
	@$(BIN)/python -m pytest -q tests/data/test_promises.py

check: $(VENV)/for-tests $(VENV)/for-release tools/audit/node_modules  ## formatting, lint, types, what older browsers lack
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy
	@cd tools/audit && npm run --silent lint

reading: $(VENV)/for-tests  ## how hard each page and sheet is to read
	@$(HANDBOOK) reading "$$DATA"

audit: site $(VENV)/for-tests chromium java tools/audit/node_modules  ## judge the built site: access, privacy, weight, headers, links (WIDE=--all: each page in full)
	@PYTHONPATH=tools $(BIN)/python -m audit "$$SITE" $(WIDE); judged=$$?; \
	$(MAKE) --no-print-directory reading lighthouse && exit $$judged

lighthouse: $(VENV)/for-tests chromium tools/audit/node_modules  ## Lighthouse on a phone, one page of each kind (RUNS=5 for a median)
	@PYTHONPATH=tools $(BIN)/python -m audit.lighthouse "$$SITE" --runs $(or $(RUNS),1)

bench-lists: $(VENV)/for-tests chromium  ## what the lists cost a phone: first paint, filter, search; SIZES="7 1000", FOREIGN=file.json
	@PYTHONPATH=hooks:tools $(BIN)/python tools/benchmarks/lists.py $(or $(SIZES),30 100 1000 10000) $(if $(FOREIGN),--foreign "$(FOREIGN)")

bench-plans: $(VENV)/for-tests chromium  ## how fast plans are made on a phone, and what the data weigh; SIZES="24 1000"
	@PYTHONPATH=hooks:tools $(BIN)/python tools/benchmarks/plans.py $(or $(SIZES),24 1000)

library: $(VENV)/for-site  ## begin a library of your own: make library NAME=../clinic
	@test -n "$(NAME)" || { echo 'write where it goes: make library NAME=../clinic'; exit 1; }
	@$(HANDBOOK) new "$$NAME"

addresses: $(VENV)/for-site  ## write new addresses into the ledger, as promised for good
	@$(HANDBOOK) addresses "$$DATA"

bench: $(VENV)/for-tests  ## time and memory for 10, 100 and 1,000 exercises
	@PYTHONPATH=hooks:tools $(BIN)/python tools/benchmarks/builds.py $(SIZES)

bench-handouts: $(VENV)/for-tests  ## time and memory to make the PDFs of 100 exercises (SIZES=868), and to find them again
	@PYTHONPATH=hooks $(BIN)/python tools/benchmarks/handouts.py $(SIZES)

lock: $(VENV)/for-site  ## pin and hash the dependencies named in pyproject.toml
	@$(BIN)/python -m pip install --quiet pip-tools
	@$(BIN)/pip-compile --quiet --upgrade $(LOCK) -o requirements/site.txt pyproject.toml
	@$(BIN)/pip-compile --quiet --upgrade $(LOCK) --extra figures -c requirements/site.txt -o requirements/figures.txt pyproject.toml
	@$(BIN)/pip-compile --quiet --upgrade $(LOCK) --extra dev --extra figures -c requirements/site.txt -o requirements/dev.txt pyproject.toml
	@$(BIN)/pip-compile --quiet --upgrade $(LOCK) --extra release -c requirements/dev.txt -o requirements/release.txt pyproject.toml
LOCK := --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

fields: $(VENV)/for-site  ## write docs/fields.md and the heads of the data anew, from the types
	@PYTHONPATH=hooks $(BIN)/python -m exercise_handbook.commands.describing data docs

languages: $(VENV)/for-site  ## bring the files of all languages up to date with the English labels; TAG=fr begins one
	@$(HANDBOOK) languages --update $(or $(TAG),all)

translate: $(VENV)/for-site  ## begin the library in a language, or bring its words up to date: make translate TAG=es
	@test -n "$(TAG)" || { echo 'write the language: make translate TAG=es'; exit 1; }
	@$(HANDBOOK) translate "$(TAG)" "$$DATA"

figures: $(VENV)/for-figures  ## draw the pictures whose poses changed
	@$(HANDBOOK) draw $(SLUGS) "$$DATA"

hosting: site  ## settings for nginx, Caddy and CloudFront, and the site with compressed copies, into out/hosting/
	@$(HANDBOOK) hosting "$$DATA" --address "$$ADDRESS" --site "$$SITE" --root "$$FOLDER" --port "$(PORT)"
export FOLDER ?= /srv/handbook/current
PORT ?= 8080

zip: site  ## the site as a zip for a USB stick, to be opened without a server, into out/
	@$(HANDBOOK) zip --site "$$SITE"

wheel: $(VENV)/for-tests  ## the installable package, into dist/
	@$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

licences: $(VENV)/for-tests $(VENV)/for-figures $(VENV)/for-release  ## whose work is used here, and under which licence
	@PYTHONPATH=tools $(BIN)/python -m release.licences

sbom: $(VENV)/for-release  ## the bill of materials of the site, into dist/
	@PYTHONPATH=tools $(BIN)/python -m release.sbom dist/bill-of-materials.cdx.json

vulnerabilities: $(VENV)/for-release  ## ask whether a pinned package has a known weakness; needs a network
	@PYTHONPATH=tools $(BIN)/python -m release.vulnerabilities $(DATABASE)

release: $(VENV)/for-release  ## check, build, pack and tag a release: make release VERSION=1.2.3
	@PYTHONPATH=tools $(BIN)/python -m release "$(VERSION)" --checks "$(CHECKS)"
CHECKS ?= check test audit licences vulnerabilities

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 22

# Install what a lock names, and note that it is there
define install
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
endef

$(VENV)/for-site: requirements/site.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed: apt-get install python3'; exit 1; }
	@mkdir -p "$(VENV)" 2>/dev/null && test -w "$(VENV)" || { echo '$(VENV): this folder can only be read; name others: make site VENV=/tmp/handbook/venv STORE=/tmp/handbook/store SITE=/tmp/handbook/site'; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf "$(VENV)"; echo 'Python cannot make its own environment: apt-get install python3-venv'; exit 1; }
	$(install)

$(VENV)/for-tests: requirements/dev.txt $(VENV)/for-site
	$(install)

$(VENV)/for-figures $(VENV)/for-release: $(VENV)/for-%: requirements/%.txt $(VENV)/for-site
	$(install)

# Install Debian packages where that is allowed, else say the line that does: $(call needed,what for,packages)
define needed
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(2) >/dev/null; \
	else echo '$(1): sudo apt-get install $(2)'; exit 1; fi
endef

.PHONY: chromium engines servers java npm
chromium:
ifeq ($(CHROMIUM),)
	$(call needed,The tests need a browser,chromium-headless-shell fonts-liberation)
endif

engines:
ifeq ($(and $(shell command -v firefox-esr),$(shell command -v WebKitWebDriver),$(shell command -v Xvfb)),)
	$(call needed,The tests need Firefox and WebKit,$(ENGINES))
endif

servers:
ifeq ($(and $(shell PATH="$$PATH:/usr/sbin" command -v nginx),$(wildcard $(BROTLI)),$(shell command -v caddy)),)
	$(call needed,The tests need web servers,$(SERVERS))
endif

java:
ifeq ($(shell command -v java 2>/dev/null),)
	$(call needed,The HTML checker needs Java,default-jre-headless)
endif

npm:
ifeq ($(shell command -v npm 2>/dev/null),)
	$(call needed,Lighthouse and the HTML checker come by npm,nodejs npm)
endif

tools/audit/node_modules: tools/audit/package-lock.json | npm
	@cd tools/audit && npm ci --silent
	@touch $@
