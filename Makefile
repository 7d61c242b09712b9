# Each target is one command. scripts/setup.sh, before it, does nothing once .venv is ready.

# Variables count only when typed after make: the environment may have a NAME, the name of the computer, or a
# PRACTICE that somebody forgot. One that is not known here is refused before anything is done.
VARIABLES := PRACTICE ARTICLE NAME BRAND KIND FROM SECONDS PYTHON KILLS SEED
TYPED := $(foreach variable,$(.VARIABLES),$(if $(filter command,$(origin $(variable))),$(variable)))
quoted = '$(subst ','\'',$(1))'
UNKNOWN := $(filter-out $(VARIABLES) SHELL MAKEFLAGS,$(TYPED))
ifneq ($(UNKNOWN),)
$(error $(shell sh scripts/variables.sh '$(VARIABLES)' $(call quoted,$(UNKNOWN))))
endif
unexport $(filter-out $(TYPED),$(VARIABLES))

# What the user typed reaches the command as it is: make does not expand it, and the shell does not read it.
typed = $(if $(filter $(1),$(TYPED)),$(value $(1)),$(2))
override PRACTICE := $(call typed,PRACTICE,riverside)
override ARTICLE := $(call typed,ARTICLE,restless-legs)
override SECONDS := $(call typed,SECONDS,60)
override NAME := $(call typed,NAME)
override BRAND := $(call typed,BRAND)
override KIND := $(call typed,KIND)
override FROM := $(call typed,FROM)
export PRACTICE ARTICLE NAME BRAND KIND FROM SECONDS

READY := @sh scripts/setup.sh requirements.lock &&
READY_TO_PRESS := @sh scripts/setup.sh requirements.lock requirements-press.lock &&
READY_TO_AUDIT := @sh scripts/setup.sh requirements.lock requirements-audit.lock &&
READY_TO_BENCH := @sh scripts/setup.sh requirements.lock requirements-bench.lock &&
TEST_LOCKS := requirements-press.lock requirements-test.lock requirements-audit.lock
READY_TO_TEST := @sh scripts/setup.sh requirements.lock $(TEST_LOCKS) &&
# A process that may not keep its compiled modules makes them again, and the tests start a hundred.
PYTEST := PYTHONDONTWRITEBYTECODE= .venv/bin/pytest --numprocesses logical --dist worksteal
REPRESENTATIVE := -m "not matrix"
PACK := build --practice="$$PRACTICE" --article="$$ARTICLE"

TARGETS := leaflet handout card press watch leaflets test-page check practice article schema test test-matrix test-fast \
	fuzz fault-injection bench bench-quick lint types conformance audit sbom docs screenshots lock clean help
MEANT := $(firstword $(filter-out $(TARGETS),$(MAKECMDGOALS)))
# Before anything is made: `make leaflet northgate` would print another practice's leaflet, and then complain.
ifneq ($(MEANT),)
ifneq ($(wildcard content/practices/$(MEANT)/practice.yaml),)
$(error write PRACTICE=$(MEANT), such as make leaflet PRACTICE=$(MEANT))
endif
$(error $(shell sh scripts/variables.sh '$(TARGETS)' $(call quoted,$(MEANT)) target))
endif

.DEFAULT_GOAL := help
.PHONY: $(TARGETS)

## To print

leaflet: ## the whole pack of one article: PRACTICE=riverside ARTICLE=restless-legs
	$(READY) .venv/bin/foldwell $(PACK)

handout: ## the Word handout only
	$(READY) .venv/bin/foldwell $(PACK) --only handout

card: ## the card only
	$(READY) .venv/bin/foldwell $(PACK) --only card

press: ## the leaflet for a print shop, with bleed and marks, and a job ticket (fetches a colour profile, once)
	$(READY_TO_PRESS) .venv/bin/foldwell $(PACK) --only press --only press-ticket

watch: ## the pack being worked on, again at each save, until Ctrl-C
	$(READY) .venv/bin/foldwell watch --practice="$$PRACTICE" --article="$$ARTICLE"

leaflets: ## every article for every practice that it is for
	$(READY) .venv/bin/foldwell build --all

test-page: ## a page that shows how your printer turns and scales paper, and what stays white: PRACTICE=riverside
	$(READY) .venv/bin/foldwell test-page --practice="$$PRACTICE"

check: ## the quality report of one pack, and report.html to look at; no document is changed
	$(READY) .venv/bin/foldwell check --practice="$$PRACTICE" --article="$$ARTICLE"

## To begin something new

practice: ## a new practice, ready to edit: NAME=oakwood, BRAND=path/to/_brand.yml to take over a brand
	$(READY) .venv/bin/foldwell new practice $${BRAND:+--brand="$$BRAND"} -- "$$NAME"

article: ## a new article, ready to edit: NAME=asthma, KIND=plan for another than a condition, FROM=old.docx or a folder
	@if [ -n "$$FROM" ] && [ -n "$$KIND" ]; then echo "write KIND= or FROM=, not both: an old leaflet says itself" \
		"what it is" >&2; exit 2; fi
	$(READY) if [ -d "$$FROM" ]; then .venv/bin/foldwell import --report=import-report.csv -- "$$FROM"; \
		elif [ -n "$$FROM" ]; then .venv/bin/foldwell import --as="$$NAME" -- "$$FROM"; \
		else .venv/bin/foldwell new article $${KIND:+--kind="$$KIND"} -- "$$NAME"; fi

## To develop foldwell

schema: ## the JSON Schemas in content/schemas/, which help editors check what you write
	$(READY) .venv/bin/foldwell schema

test: ## every test, each claim for one combination of document, fold, paper, practice and font, or for a few
	$(READY_TO_TEST) $(PYTEST) $(REPRESENTATIVE) --every-problem

test-matrix: ## the same tests for all other combinations, which make test leaves out
	$(READY_TO_TEST) $(PYTEST) -m matrix

test-fast: ## the tests of single modules and of the command line, for while you work
	$(READY_TO_TEST) $(PYTEST) $(REPRESENTATIVE) tests/unit tests/cli

fuzz: ## what nobody would type, for a while, to find what breaks: SECONDS=60
	$(READY_TO_TEST) PYTHONPATH=scripts:tests .venv/bin/python -m support.fuzz "$$SECONDS"

lint: ## the style of the code
	$(READY_TO_TEST) .venv/bin/ruff check && .venv/bin/ruff format --check && .venv/bin/lint-imports --no-cache

types: ## the types of the code
	$(READY_TO_TEST) .venv/bin/mypy

conformance: ## what is for everyone, checked by veraPDF, the Open XML SDK, axe-core, poppler and LibreOffice
	$(READY) sh scripts/conformance/setup.sh && PYTHONPATH=scripts .venv/bin/python -m conformance

audit: ## whether a package that is locked is known to be weak (asks a service on the network)
	$(READY_TO_AUDIT) .venv/bin/python scripts/audit.py

sbom: ## the bill of materials, build/sbom.json (CycloneDX): every package, its licence and hashes
	$(READY_TO_AUDIT) .venv/bin/python scripts/sbom.py

fault-injection: ## break builds in every way a machine can: KILLS=200
	$(READY) PYTHONPATH=scripts .venv/bin/python -m fault_injection

bench: ## how fast it is, beside its peers, as ratios (a quarter of an hour)
	$(READY_TO_BENCH) PYTHONPATH=scripts .venv/bin/python -m bench full

bench-quick: ## the same figures in three minutes, to see what a change costs
	$(READY_TO_BENCH) PYTHONPATH=scripts .venv/bin/python -m bench quick

docs: ## the tables in README and docs/ anew, after a change of the code
	$(READY) PYTHONPATH=scripts .venv/bin/python -m docs

screenshots: ## the pictures in README and docs/ anew (needs LibreOffice)
	$(READY) .venv/bin/python scripts/screenshots.py

lock: ## the lock files anew, after a change of pyproject.toml (needs uv)
	$(READY) sh scripts/lock.sh

## Housekeeping

clean: ## empty build/
	@find build -mindepth 1 -maxdepth 1 ! -name .gitignore -exec rm -rf {} +

help: ## this list
	@awk -F ':.*## ' '/^## / { printf "%s%s\n", (shown++ ? "\n" : ""), substr($$0, 4) } \
		/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile
