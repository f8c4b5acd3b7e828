# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint quality lock clean

$(READY): requirements.lock pyproject.toml scripts/setup
	PYTHON=$(PYTHON) scripts/setup $(VENV)
	touch $@

demo: $(READY)  ## read the bundled examples and show the brief
	$(BIN)/python examples/demo.py

test: $(READY) lint  ## lint, type-check and run every test
	$(BIN)/python -m pytest -n 2

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy

quality: $(READY)  ## measure against the quality baseline (needs ../shared)
	$(BIN)/python -m benchmarks.quality

lock:  ## write requirements.lock anew: versions and hashes, no download address
	$(BIN)/python scripts/lock.py

clean:
	rm -rf $(VENV) build dist demo
