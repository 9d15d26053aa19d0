# The two commands of the README do all set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo demo-season test bench check format lint types architecture dependencies lock clean

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("mailer needs Python 3.11 or newer; say: make PYTHON=python3.12 ..." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: $(VENV)/installed
	$(BIN)/mailer demo --out demo-out

demo-season: $(VENV)/installed
	$(BIN)/mailer demo --season --out season-out

# What is compiled is kept, whatever the environment says: the tests start processes, and none needs to do it again.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/installed
	$(BIN)/python -m pytest -q -n 2 --dist worksteal

bench: $(VENV)/installed
	$(BIN)/python -m bench --write docs/performance.md

check: $(VENV)/installed format lint types architecture dependencies test

format: $(VENV)/installed
	$(BIN)/ruff format --check .

lint: $(VENV)/installed
	$(BIN)/ruff check .

types: $(VENV)/installed
	$(BIN)/mypy

architecture: $(VENV)/installed
	$(BIN)/lint-imports

dependencies: $(VENV)/installed
	$(BIN)/deptry .

lock:
	uv pip compile --universal --python-version 3.11 --extra demo --group dev --group build --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build dist demo-out season-out
