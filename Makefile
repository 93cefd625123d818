# The two commands of the README are `make reports` and `make test`. Both set up .venv first, on a machine that has
# only python3 (3.11 or newer), pip, make and git: no ensurepip needed, an externally managed Python left alone.

PYTHON ?= python3
VENV   ?= .venv
CORPUS ?= data/raw/belarus-2025
JOBS   ?= 2

BIN       := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# uv where it is at hand (seconds), pip everywhere else (a minute or two). Both refuse a package whose hash differs.
INSTALL   := $(if $(shell command -v uv 2>/dev/null),uv pip install --python $(BIN)/python,$(PYTHON) -m pip --python $(BIN)/python install --disable-pip-version-check)

.DEFAULT_GOAL := help
.PHONY: help setup reports tables lab test test-fast test-reports test-scale lint lock notebooks docs bench clean

help: ## show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

setup: $(INSTALLED) ## create .venv from the hashed lock

$(INSTALLED): requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear --without-pip $(VENV)
	$(INSTALL) --quiet --require-hashes -r requirements.lock
	$(INSTALL) --quiet --no-deps --no-build-isolation -e .
	touch $@

reports: setup ## run every notebook on CORPUS and write reports/<corpus>/index.html
	$(BIN)/media-analysis run $(CORPUS) --jobs $(JOBS)

tables: setup ## every table of CORPUS, no notebooks
	$(BIN)/media-analysis tables $(CORPUS) --jobs $(JOBS)

lab: setup ## open JupyterLab with the right kernel
	JUPYTER_PREFER_ENV_PATH=1 $(BIN)/jupyter lab --ServerApp.root_dir=$(CURDIR) --LabApp.default_url=/lab/tree/notebooks/01-ingest.ipynb

test: setup lint ## all tests: the fast ones first, then those with kernels, then the notebooks
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile -m "not kernel and not browser and not scale"
	$(BIN)/python -m pytest -q --doctest-modules src/analysis
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile -m kernel
	$(BIN)/python -m pytest -q --nbval notebooks -n $(JOBS) --dist loadscope

test-reports: setup ## reports in a real browser: needs Chromium and npm, says what it skips
	$(INSTALL) --quiet --require-hashes -r tests/reports/requirements.lock
	if command -v npm > /dev/null; then npm ci --silent --no-audit --no-fund --prefix tests/reports; fi
	$(BIN)/python -m pytest -q -rs -m browser tests/reports

test-scale: setup ## large inputs and full-size simulations
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile -m scale

test-fast: setup ## the tests that need no kernel
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile -m "not kernel and not browser and not scale"

lint: setup ## ruff on code and notebooks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

notebooks: setup ## refresh the outputs of the committed notebooks
	$(BIN)/media-analysis notebooks

docs: setup ## rewrite the data dictionary from the declared tables
	$(BIN)/python -m analysis.schema > docs/data-dictionary.md

bench: setup ## measure, as ratios against named peers
	for script in benchmarks/*.py; do $(BIN)/python $$script || exit 1; done

lock: ## maintainers: resolve pyproject.toml anew (needs uv)
	uv pip compile --universal --generate-hashes --python-version 3.11 --extra test --extra build --no-header --upgrade pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --upgrade --constraint requirements.lock tests/reports/requirements.in -o tests/reports/requirements.lock

clean: ## remove what can be made again
	rm -rf $(VENV) data/processed/* .pytest_cache .ruff_cache
