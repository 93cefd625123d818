# The two commands of the README are `make reports` and `make test`. Both set up .venv first, on a machine that has
# only python3 (3.11 or newer), pip, make and git: no ensurepip needed, an externally managed Python left alone.

PYTHON ?= python3
VENV   ?= .venv
SITE   ?= .venv-site
CORPUS ?= data/raw/belarus-2025
JOBS   ?= 2

BIN       := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# uv where it is at hand (seconds), pip everywhere else (a minute or two). Both refuse a package whose hash differs.
INSTALL_IN = $(if $(shell command -v uv 2>/dev/null),uv pip install --python $(1)/bin/python,$(PYTHON) -m pip --python $(1)/bin/python install --disable-pip-version-check)
INSTALL   := $(call INSTALL_IN,$(VENV))

.DEFAULT_GOAL := help
.PHONY: help setup reports tables lab test test-fast test-reports test-scale test-shadow lint lock notebooks docs site dist bench clean

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

test-shadow: setup ## the notebooks compared by pytest-notebook, which could follow nbval
	$(INSTALL) --quiet --require-hashes -r tests/notebooks/requirements.lock
	$(BIN)/python -m pytest -q -c tests/notebooks/shadow.ini --rootdir . --confcutdir . -n $(JOBS) notebooks

test-fast: setup ## the tests that need no kernel
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile -m "not kernel and not browser and not scale"

lint: setup ## ruff on code and notebooks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

notebooks: setup ## refresh the outputs of the committed notebooks
	$(BIN)/media-analysis notebooks

docs: setup ## rewrite the data dictionary from the declared tables
	$(BIN)/python -m analysis.schema > docs/data-dictionary.md

site: $(SITE)/.installed ## build docs/_site, the documentation as a site, offline
	$(SITE)/bin/python docs/build_site.py docs/_site

$(SITE)/.installed: requirements.lock docs/requirements.lock
	$(PYTHON) -m venv --clear --without-pip $(SITE)
	$(call INSTALL_IN,$(SITE)) --quiet --require-hashes -r requirements.lock -r docs/requirements.lock
	touch $@

dist: setup ## the wheel and the source distribution, in dist/
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -c "from hatchling import build; print(build.build_sdist('dist'), build.build_wheel('dist'))"

bench: setup ## measure, as ratios against named peers
	for script in benchmarks/*.py; do $(BIN)/python $$script || exit 1; done

lock: ## maintainers: resolve pyproject.toml anew (needs uv)
	uv pip compile --universal --generate-hashes --python-version 3.11 --extra test --extra build --no-header --upgrade pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --upgrade --constraint requirements.lock tests/reports/requirements.in -o tests/reports/requirements.lock
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --upgrade --constraint requirements.lock tests/notebooks/requirements.in -o tests/notebooks/requirements.lock
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --upgrade --constraint requirements.lock docs/requirements.in -o docs/requirements.lock

clean: ## remove what can be made again
	rm -rf $(VENV) $(SITE) docs/_site dist data/processed/* .pytest_cache .ruff_cache
