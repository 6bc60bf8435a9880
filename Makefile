# The one way in: `make help` lists what there is. Every target does the set-up that it needs, once.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory
unexport PYTHONPATH

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
READY := $(VENV)/.ready
PEERS := $(VENV)/.peers
TRAINING := $(VENV)/.training
KERNELS := $(VENV)/.kernels
COMPILED := src/normalize/data
CORE := $(COMPILED)/core/manifest.json
CODE := $(VENV)/.code

# A lexicon appears whole or not at all: one whose remaking was interrupted must not lose its manifest to make.
.PRECIOUS: $(CORE)

# what a compiled lexicon depends on: the tables, and the code that stands below `shipped`
TABLES := $(wildcard lexicons/*.tsv src/normalize/*.tsv src/normalize/romanise/rules/*.tsv)
COMPILER := $(wildcard $(addprefix src/normalize/, \
	shipped.py compile.py known_words.py match/trees.* match/tokens.py match/evidence.py index/*.py lexicon/*.py encoder.py weights/*.npy form.py loose.py romanise/*.py text.py tsv.py))

.PHONY: help setup demo test check lint types contract fix bench bench-peers bench-spark accuracy aliases train ablation \
	lexicons lexicons-check lock wheel clean distclean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) $(CODE) $(KERNELS) $(CORE) ## system packages where missing, .venv, the locked packages, the embedded lexicon

demo: $(READY) $(CODE) $(CORE) ## the misspelt names that started the project, then a real table through the CSV command
	@$(PY) seeds/demo.py

test: $(READY) $(KERNELS) $(CORE) ## the tests; ARGS="-k homoglyph" passes on to pytest
	@$(PY) -m pytest -q -n auto --maxprocesses 4 --dist worksteal $(ARGS)

check: lint types contract ## ruff, mypy, the import contract: the three below

lint: $(READY) ## ruff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY) ## mypy --strict
	@$(BIN)/mypy

contract: $(READY) ## imports point one way
	@$(BIN)/lint-imports

fix: $(READY) ## what ruff can mend by itself
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(PEERS) $(CODE) $(KERNELS) $(CORE) ## speed and memory; the vector index beside others
	@$(PY) benchmarks/speed.py
	@$(PY) benchmarks/reading.py
	@$(PY) benchmarks/vectors.py

bench-peers: $(PEERS) $(KERNELS) $(CORE) ## the same misspelt names asked of other tools, and growth to ten million names if memory allows; 50 minutes
	@$(PY) benchmarks/bench_peers.py $(ARGS)

bench-spark: $(READY) $(CORE) ## Spark on two executors of this machine, beside one process; needs Java 17
	@$(PY) tools/environment.py $(VENV)/spark spark
	@$(VENV)/spark/bin/python benchmarks/spark.py $(ARGS)

ablation: $(TRAINING) $(CORE) ## what each part of encoder and evidence is worth; DATA=folder of the development data
	@$(PY) benchmarks/ablation.py $(DATA) $(ARGS)

accuracy: $(PEERS) $(KERNELS) $(CORE) ## how often the answer is right, beside the usual tools; DATA=folder of the development data
	@$(PY) benchmarks/accuracy $(DATA) $(ARGS)

aliases: $(READY) $(CORE) ## every alias of the core lexicon back through the resolver
	@$(PY) benchmarks/whole_lexicon.py

train: $(TRAINING) $(CORE) ## fit the encoder and the scorer anew; DATA=folder of the development data; half an hour
	@$(PY) -m normalize.training $(DATA) $(ARGS)

lexicons: $(READY) ## write the tables in lexicons/ anew from their pinned sources
	@$(PY) -m normalize.lexicon.sources

lexicons-check: $(READY) ## whether lexicons/ is, byte for byte, what the sources give
	@$(PY) -m normalize.lexicon.sources --check

lock: ## pin the dependencies that pyproject.toml names, with hashes
	@python3 tools/lock.py

wheel: $(READY) ## dist/*.whl, with the core lexicon compiled into it
	@$(PY) -m pip --disable-pip-version-check wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls -l dist

clean: ## what was built and cached, but not .venv
	rm -rf build dist $(COMPILED) $(CODE) .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests tools benchmarks seeds -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

distclean: clean ## .venv too
	rm -rf $(VENV)

$(READY): pyproject.toml requirements.lock tools/setup.sh
	@tools/setup.sh $(VENV)
	@touch $@

# Where Python may not write what it compiles, every start would compile the modules anew: a tenth of a second.
$(CODE): $(shell find src -name '*.py') | $(READY)
	@$(PY) -m compileall -q src/normalize
	@touch $@

$(KERNELS): $(wildcard src/normalize/native/*) | $(READY)
	@$(PY) src/normalize/native/build.py >/dev/null || echo 'set-up: no compiler, so no native kernels: the same, slower' >&2
	@touch $@

$(PEERS): benchmarks/requirements.txt | $(READY)
	@$(PY) -m pip --disable-pip-version-check install --quiet --requirement $<
	@touch $@

$(TRAINING): pyproject.toml | $(READY)
	@$(PY) -m pip --disable-pip-version-check install --quiet --no-build-isolation --editable '.[train]'
	@touch $@

$(CORE): requirements.lock $(TABLES) $(COMPILER) | $(READY)
	@echo 'set-up: compiling the embedded lexicon (one to two minutes)' >&2
	@$(PY) -m normalize.shipped $(COMPILED)
	@touch $@
