# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint quality model lock clean

$(READY): requirements.lock pyproject.toml scripts/setup
	PYTHON=$(PYTHON) scripts/setup $(VENV)
	touch $@

demo: $(READY)  ## read the bundled examples, link them, and show the brief, the stories and a person
	rm -rf demo && mkdir demo
	$(BIN)/dragoman --record demo/record.db add examples/pages
	$(BIN)/dragoman --record demo/record.db add --collected 2026-03-29 examples/aggregator
	$(BIN)/dragoman --record demo/record.db brief --as-of 2026-05-09 --format html --out demo/brief.html
	$(BIN)/dragoman --record demo/record.db brief --as-of 2026-05-09
	@echo
	$(BIN)/dragoman --record demo/record.db stories
	@echo
	$(BIN)/dragoman --record demo/record.db entity "Dewi Santosa"
	@echo
	@echo "The same as a page: demo/brief.html. The record: $(BIN)/dragoman --record demo/record.db events"

test: $(READY) lint  ## lint, type-check and run every test
	$(BIN)/python -m pytest -n 2

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy

quality: $(READY)  ## measure against the quality baseline (needs ../shared)
	$(BIN)/python -m benchmarks.quality

model:  ## train the shipped model anew (about two hours; needs ../shared)
	PYTHON=$(PYTHON) scripts/model ../shared

lock:  ## write requirements.lock anew: versions and hashes, no download address
	$(BIN)/python scripts/lock.py

clean:
	rm -rf $(VENV) build dist demo
