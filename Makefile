# Two commands: `make serve` shows the hub, `make test` checks it. Both create .venv first.
PYTHON ?= python3
BIN := .venv/bin

# Programs start in half the time once they are compiled; containers often forbid that.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: serve test build docs pictures clean

serve: .venv/.ready
	$(BIN)/hub serve $(if $(AUDIENCE),--audience $(AUDIENCE))

test: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --dist worksteal

build: .venv/.ready
	$(BIN)/hub build

# Writes anew what the pages in content/reference/commands show of each command's output.
docs: .venv/.ready
	$(BIN)/python -m tests.documentation

# Takes the README's pictures anew, of the sample hub that `hub demo` makes.
pictures: .venv/.ready
	$(BIN)/python -m tests.documentation.pictures

clean:
	rm -rf .venv site

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q -j 0 .venv/lib hub plugins
	touch $@
