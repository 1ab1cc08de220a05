# Everything a newcomer needs: `make run` shows the stream at work, `make test` proves it.
# Each target sets up what it needs by itself; `make help` lists them.

SHELL := bash
.DEFAULT_GOAL := help

VENV ?= .venv
# The first Python that Rasid supports, the user's own `python3` before others.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& { echo $$python; break; }; done)
BIN := $(VENV)/bin
# Arguments of `run`, `test` and `bench`, e.g. make test ARGS="tests/topics -k codec"
ARGS ?=

# What is installed is told by empty files named after the content they stand for, not by dates: a
# clone or a checkout gives every file a new date.
sum = $(shell cat $(1) | cksum | cut -d' ' -f1)
DEPENDENCIES := $(VENV)/.dependencies-$(call sum,requirements.lock)
LINTERS := $(VENV)/.linters-$(call sum,requirements.lock requirements-lint.lock)
NEURAL := $(VENV)/.neural-$(call sum,requirements.lock requirements-neural.lock)
PROJECT := $(VENV)/.project-$(shell (cat pyproject.toml; pwd) | cksum | cut -d' ' -f1)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
UV := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-annotate
# Parts of torch for compiling and for GPU linear algebra: 1.5 GB that recognising names does without.
UNUSED := triton cuda-bindings nvidia-cusolver nvidia-nvtx
LOCKED := install --require-hashes --no-deps --no-compile --use-pep517 -r

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

.PHONY: setup
setup: $(PROJECT) ## Make .venv from the lock (about a minute, 250 MB); the others call it themselves
	@:

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo 'Rasid needs Python 3.11, 3.12 or 3.13, and finds none: install one,' \
		'or name it: make setup PYTHON=/path/to/python3.12' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo 'Python cannot make virtual environments here:' \
		'apt-get install -y python3-venv' >&2; exit 1; }

$(DEPENDENCIES): | $(BIN)/python
	@echo 'Installing the pinned packages of requirements.lock into $(VENV)'
	@$(PIP) $(LOCKED) requirements.lock
	@rm -f $(VENV)/.dependencies-* $(VENV)/.linters-* && touch $@

$(PROJECT): $(DEPENDENCIES)
	@$(PIP) install --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/.project-* && touch $@
	@echo 'Ready. Next: make run, make test, or $(BIN)/rasid --help'

$(LINTERS): $(PROJECT)
	@$(PIP) $(LOCKED) requirements-lint.lock
	@rm -f $(VENV)/.linters-* && touch $@

.PHONY: run
run: setup ## Watch the sample feed become entities, events and alerts (ARGS=--once ends by itself)
	@$(BIN)/rasid dev $(ARGS)

.PHONY: services
services: ## Find or install what the tests' services need: Java 17 and Maven, Prometheus
	@bash deploy/services.sh

.PHONY: test
test: setup services ## Run every test, with real Kafka and Prometheus, and print the coverage
	@$(BIN)/python -m pytest --cov --cov-report=term $(ARGS)

.PHONY: lint
lint: $(LINTERS) ## Check style, types, layers and generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m topics.generate --check

.PHONY: format
format: $(LINTERS) ## Mend style, and write the generated files anew
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m topics.generate

.PHONY: bench
bench: setup services ## Measure articles/s, latency, CPU and memory, on real Kafka
	@$(BIN)/python -m tests.benchmarks.throughput $(ARGS)

$(NEURAL): $(PROJECT)
	@$(PIP) $(LOCKED) requirements-neural.lock
	@rm -f $(VENV)/.neural-* && touch $@

.PHONY: neural
neural: $(NEURAL) ## Add torch and transformers for camel-tools' neural NER (a minute, 4.4 GB)
	@echo 'Next: $(BIN)/rasid models install, then RASID_RECOGNISER=camel-bert'

.PHONY: lock
lock: ## Pin the newest allowed versions of every package (needs uv)
	$(UV) --upgrade pyproject.toml --group test -o requirements.lock
	$(UV) --upgrade --group lint -c requirements.lock -o requirements-lint.lock
	$(UV) pyproject.toml -c requirements.lock -o deploy/requirements.lock
	printf '%s\n' torch transformers | $(UV) --no-config --upgrade - -c requirements.lock \
		$(addprefix --no-emit-package ,$(UNUSED)) -o requirements-neural.lock

.PHONY: clean
clean: ## Remove what was made here, except the environment and the caches in your home folder
	rm -rf build dist htmlcov .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -rf .import_linter_cache .benchmarks .rasid *.egg-info
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
