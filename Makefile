# The commands of README.md. Everything is installed below .venv/, data is kept below data/.

HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
CODE := polls workshop tests bench manage.py
export HOST PORT

.PHONY: run test lint types unit bench requirements clean

run: $(VENV)/.run
	@exec $(PY) manage.py serve --welcome

test: lint types unit

lint: $(VENV)/.test
	$(PY) -m ruff check $(CODE)
	$(PY) -m ruff format --check $(CODE)

types: $(VENV)/.test
	$(PY) -m mypy polls workshop manage.py

unit: $(VENV)/.test
	@sh tests/system-packages.sh
	$(PY) -m pytest -n 2 $(ARGS)

bench: $(VENV)/.test
	$(PY) -m bench $(ARGS)

# Compile the requirements again after a change in a .in file.
requirements: $(VENV)/.test
	$(PY) -m uv pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header requirements.in -o requirements.txt
	$(PY) -m uv pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header requirements-dev.in -o requirements-dev.txt

$(PY):
	@sh deploy/make-venv.sh $(PYTHON) $(VENV)

$(VENV)/.run: requirements.txt $(PY)
	@echo "Installing what Polshoogte needs (about a minute, once) ..."
	@$(PY) -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.test: requirements.txt requirements-dev.txt $(PY)
	@echo "Installing what the tests need (about a minute, once) ..."
	@$(PY) -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) .test-data .pytest_cache .mypy_cache .ruff_cache .hypothesis
