# Everything a newcomer needs: `make run` shows the stream at work, `make test` proves it.
# Each target sets up what it needs by itself; `make help` lists them.

SHELL := bash
.DEFAULT_GOAL := help

VENV ?= .venv
# The first Python that Rasid supports, the user's own `python3` before others. On 3.13 one package
# (editdistance, for camel-tools) has no wheel: there only with a compiler.
PYTHON ?= $(shell for python in python3 python3.12 python3.11 python3.13; do \
	$$python -c 'import shutil, sys; v = sys.version_info[:2]; \
		sys.exit(not (v in ((3, 11), (3, 12)) or v == (3, 13) and shutil.which("c++")))' 2>/dev/null \
	&& { echo $$python; break; }; done)
BIN := $(VENV)/bin
# Arguments of `run`, `test` and `bench`, e.g. make test ARGS="tests/topics -k codec"
ARGS ?=

# What is installed is told by empty files named after the content they stand for, not by dates: a
# clone or a checkout gives every file a new date.
sum = $(shell cat $(1) | cksum | cut -d' ' -f1)
DEPENDENCIES := $(VENV)/.dependencies-$(call sum,requirements.lock)
LINTERS := $(VENV)/.linters-$(call sum,requirements.lock requirements-lint.lock)
PROJECT := $(VENV)/.project-$(shell (cat pyproject.toml; pwd) | cksum | cut -d' ' -f1)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
LOCKED := install --require-hashes --no-deps --no-compile -r

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

.PHONY: setup
setup: $(PROJECT) ## Make .venv from the lock (about a minute, 250 MB); the others call it themselves
	@:

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo 'Rasid needs Python 3.11 or 3.12, or 3.13 with a C++ compiler, and finds' \
		'none: install one, or name it: make setup PYTHON=/path/to/python3.12' >&2; exit 1; }
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

.PHONY: neural
neural: setup ## Add torch and transformers for camel-tools' neural NER (gigabytes)
	@sed -e '/--hash=/d' -e 's/ \\$$//' requirements.lock > $(VENV)/constraints.txt
	$(PIP) install -c $(VENV)/constraints.txt 'torch>=2' torchsummary 'transformers>=4.40,<5' pandas scipy scikit-learn
	@echo 'Next: $(BIN)/rasid models install ner-arabert'

.PHONY: lock
lock: ## Pin the newest allowed versions of every package (needs uv)
	uv pip compile --universal --python-version 3.11 --upgrade pyproject.toml --group test --generate-hashes \
		--no-header --no-emit-index-url --no-annotate -o requirements.lock
	uv pip compile --universal --python-version 3.11 --upgrade --group lint --generate-hashes \
		--no-header --no-emit-index-url --no-annotate -c requirements.lock -o requirements-lint.lock

.PHONY: clean
clean: ## Remove what was made here, except the environment and the caches in your home folder
	rm -rf build dist htmlcov .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -rf .import_linter_cache .benchmarks .rasid *.egg-info
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
