# The two commands of the README are `make book` and `make test`. Everything else is for people who change the project.
.DEFAULT_GOAL := help
.PHONY: help book test check pins checksums references twins citation release verify mutants audit crosscheck lint format lock \
        schemas benchmark lab serve clean microdata-check forget
SHELL := /bin/sh

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes \
       --only-binary :all: --no-binary connection-pool --no-build-isolation

# Settings of the user that would send packages elsewhere, or bring others in.
export PIP_USER := 0
export PIP_TARGET :=
export PIP_PREFIX :=
export PYTHONNOUSERSITE := 1

# Its cache is not in the home of the user, which may be closed or absent.
SNAKEMAKE := XDG_CACHE_HOME="$(CURDIR)/.snakemake/home" $(BIN)/snakemake

TOOLS := tests/browser/tools

help:  ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile

book: .venv/.book  ## Build the book from the raw figures; ends with its path
	@$(SNAKEMAKE)

test: .venv/.dev  ## Run the tests (about five minutes)
	@$(BIN)/python -m pytest

check: .venv/.dev  ## Run the long tests: a real browser, killed runs, identical bytes (a quarter of an hour)
	@$(BIN)/python -m pytest -m check

pins: .venv/.dev  ## Pin the published numbers anew, and note in CHANGELOG-numbers.csv which moved
	@$(BIN)/python -m tests.reference.pins

# RELEASE is the folder of a release, or its archive to read without a network.
export RELEASE TAG
TAG ?= v$(shell sed -n 's/^version: "\(.*\)"/\1/p' config/identity.yaml)

release: book  ## Make a release in results/release: the book to read offline, a PDF of each edition (Chromium), checksums
	@$(BIN)/python -m wijkteams.book.release "$$TAG" "results/release/$$TAG"

verify: book  ## Say, file by file, whether the book made here agrees with RELEASE, and by how much where not
	@test -n "$$RELEASE" || { echo 'Use: make verify RELEASE="..."' >&2; exit 2; }
	@$(BIN)/python -m wijkteams.book.verify "$$RELEASE"
checksums: .venv/.book  ## Renew data/raw/SHA256SUMS, after a change of a raw file that was meant
	@$(BIN)/python -m wijkteams.register.checksums

references: .venv/.book  ## Renew references.bib, after a change of data/raw/sources.csv
	@$(BIN)/python -m wijkteams.book.references

twins: .venv/.book  ## Keep nl/twins.csv, once both editions say the same
	@$(BIN)/python -m wijkteams.book.twins

citation: .venv/.book  ## Renew CITATION.cff and .zenodo.json, after a change of config/identity.yaml
	@$(BIN)/python -m wijkteams.numbers.identity

audit: .venv/.dev $(TOOLS)/node_modules  ## Attack what is released of respondent-level files; judge every page of the book in every setting (an hour)
	@$(BIN)/python -m pytest -m audit

mutants: .venv/.dev  ## Plant faults, one at a time, and say which test notices each (about twenty minutes)
	@$(BIN)/python -m tests.mutants.run

crosscheck: .venv/.dev  ## Print our statistics beside those of R, where R is present
	@$(BIN)/python tests/statistics/crosscheck.py

lint: .venv/.dev  ## Check style, types and the workflow
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .
	@$(BIN)/snakefmt --check workflow

format: .venv/.dev  ## Format the code
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format . && $(BIN)/snakefmt workflow

lock:  ## Renew the lock files (needs uv)
	@uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-emit-index-url --quiet -o requirements.lock
	@uv pip compile pyproject.toml --group dev -c requirements.lock --universal --generate-hashes --no-header \
	  --no-emit-index-url --quiet -o requirements-dev.lock
	@uv pip compile pyproject.toml --group lab -c requirements.lock --universal --generate-hashes --no-header \
	  --no-emit-index-url --quiet -o requirements-lab.lock
	@uv pip compile pyproject.toml --group slurm -c requirements.lock --universal --generate-hashes --no-header \
	  --no-emit-index-url --quiet -o requirements-slurm.lock

schemas: .venv/.book  ## Write the forms of the configuration to .schemas, for editors that mark an unknown key
	@$(BIN)/python -m wijkteams.workflow.settings

benchmark: .venv/.dev  ## Measure the speed as ratios, on a quiet machine (three quarters of an hour)
	@$(BIN)/python -m tests.benchmark.run

lab: .venv/.lab book  ## Open the chapters as notebooks in JupyterLab, on a page that says what to run
	@JUPYTER_CONFIG_PATH=workflow/lab $(BIN)/jupyter lab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/workflow/lab/start.md

serve: book  ## Serve the book on http://localhost:8000
	@$(BIN)/python workflow/serve.py results/book/html

clean:  ## Remove everything that was generated, but not the environment
	@rm -rf results _build .snakemake

# The shell reads these from its environment, so that names with spaces or quotes stay whole.
export FILE MAPPING
MERGERS ?= data/raw/municipal_mergers.csv

microdata-check: .venv/.book  ## Say what MAPPING makes of FILE, before anything is computed
	@test -n "$$FILE" && test -n "$$MAPPING" || { echo 'Use: make microdata-check FILE="..." MAPPING="..."' >&2; exit 2; }
	@PYTHONUTF8=1 $(BIN)/python workflow/scripts/check_microdata.py --file "$$FILE" --mapping "$$MAPPING" \
	  --mergers "$(MERGERS)" --municipalities data/raw/municipalities_2019.csv --members data/raw/g32_members.csv \
	  --waves data/raw/waves.csv \
	  --folder private/microdata --closed private

forget:  ## Remove the private folder, config/microdata.yaml and everything made from respondent-level files
	@python=$(BIN)/python; test -x $$python || python=$$(sh workflow/find_python.sh) && "$$python" workflow/forget.py

# The environment is made anew whenever the lock changes, and counts only when it is whole.
.venv/.book: requirements.lock
	@rm -rf .venv
	@python=$$(sh workflow/find_python.sh) && echo "Making .venv with $$("$$python" --version) (one to two minutes)" && "$$python" -m venv .venv
	@sed -n '/^setuptools==/,/[^\\]$$/p' requirements.lock > .venv/setuptools.lock
	@$(PIP) --no-deps -r .venv/setuptools.lock
	@$(PIP) -r requirements.lock
	@$(BIN)/python -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.book requirements-dev.lock
	@echo "Adding what the tests need"
	@$(PIP) -r requirements-dev.lock
	@touch $@

# Only the audit needs Node and Java.
$(TOOLS)/node_modules: $(TOOLS)/package-lock.json
	@npm ci --prefix $(TOOLS) --ignore-scripts --no-audit --no-fund --silent
	@touch $@

.venv/.lab: .venv/.book requirements-lab.lock
	@echo "Adding JupyterLab"
	@$(PIP) -r requirements-lab.lock
	@touch $@
