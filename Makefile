# Everything runs in a virtual environment in .venv, made on first use from pyproject.toml.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DATA   := .data
CASE   ?= index/sample/cases/sarvady-veldania.txt
OUT    ?= out/draft.docx
WGAD   := $(BIN)/wgad
export WGAD_DB ?= $(DATA)/index

.DEFAULT_GOAL := help
.PHONY: help install dev demo app test test-slow lint fix bench bench-indexing bench-scale bench-drafting eval eval-small clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

# torch first and pinned, so that nothing replaces it by a CUDA build of several GB
$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 …"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet torch==2.13.0
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/pip install --quiet --editable '.[dev,bench]'
	@touch $@

install: $(VENV)/installed ## Make the environment in .venv, nothing else
dev: $(VENV)/installed-dev ## The same with the tools of the tests

demo: $(VENV)/installed ## Index the sample world and draft a case; CASE=path drafts another
	@$(WGAD) index add index/sample/txt
	@$(WGAD) draft "$(CASE)" --out "$(OUT)"
	@echo
	@echo "Word file: $(OUT)"
	@echo "Open the page with: make app"

app: $(VENV)/installed ## Open the page on http://127.0.0.1:7860
	@$(WGAD) index add index/sample/txt
	@$(WGAD) app

test: $(VENV)/installed-dev ## Run the whole suite
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile

test-slow: $(VENV)/installed-dev ## Run the tests that take minutes
	$(BIN)/pytest -m slow

lint: $(VENV)/installed-dev ## Look for faults: ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: $(VENV)/installed-dev ## Mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/installed-dev ## Measure retrieval side by side with simpler ways
	$(BIN)/python -m benchmarks.retrieval

bench-indexing: $(VENV)/installed-dev ## Measure how fast an index is made, beside a tutorial's chain
	$(BIN)/python -m benchmarks.indexing

bench-scale: $(VENV)/installed-dev ## Measure search over 200,000 made paragraphs (1.5 GB in .data/made)
	$(BIN)/python -m benchmarks.scale

bench-drafting: $(VENV)/installed-dev ## Measure how long a draft takes
	@$(WGAD) index add --db $(DATA)/eval index/sample/txt
	$(BIN)/python -m benchmarks.drafting $(DATA)/eval

# An index of its own, so that what else you have added changes no figure.
eval: $(VENV)/installed ## Draft the sample world again; fail where it got worse than the stored baseline
	@$(WGAD) index add --db $(DATA)/eval index/sample/txt
	@$(WGAD) eval gate --db $(DATA)/eval --out out/eval $(if $(UPDATE),--update)

# The oldest third of the sample world, and three opinions of it: for CI.
eval-small: $(VENV)/installed ## The same on a small set, in under a minute and a half
	@$(WGAD) index add --db $(DATA)/eval-small $(wildcard index/sample/txt/deliberation-*.txt) $(wildcard index/sample/txt/*-201[456].txt)
	@$(WGAD) eval gate --db $(DATA)/eval-small --out out/eval-small --baseline eval/baseline-small.json \
	  --only 303/2016 --only 309/2015 --only 311/2016 $(if $(UPDATE),--update)

clean: ## Remove the environment, the index and what was drafted
	rm -rf $(VENV) $(DATA) out *.egg-info
