# The commands of README.md. Everything is installed below .venv/, data is kept below data/.

HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
CODE := polls workshop tests bench manage.py
export HOST PORT

.PHONY: run test lint scripts types unit bench bench-exports bench-joins bench-hub bench-cores bench-sockets bench-line bench-counting bench-reconnecting bench-desk bench-own-pace bench-people bench-deleting bench-editing bench-reveal bench-projector bench-importing imports newcomer screenshots handbook engines lighthouse accessibility words protocol kinds requirements observatory fuzz faults editing-kills abuse image next rolling tls-room mutants office recount licences audit sbom wheel clean bench-peers

run: $(VENV)/.run
	@exec $(PY) manage.py serve --welcome

test: lint types unit

lint: $(VENV)/.test scripts
	$(PY) -m ruff check $(CODE)
	$(PY) -m ruff format --check $(CODE)

# Scripts and styles: eslint, types, unit tests and stylelint, with tools from npm.
scripts:
	@sh tests/static/scripts.sh

types: $(VENV)/.test
	$(PY) -m mypy polls workshop manage.py

unit: $(VENV)/.test
	@sh tests/system-packages.sh
	$(PY) -m pytest -n 2 --dist worksteal --durations=10 -rfER \
	  --rerun-show-tracebacks $(ARGS)

bench: $(VENV)/.test
	$(PY) -m bench $(ARGS)
	$(if $(ARGS),,$(PY) -m bench.exporting)

# What exports of 1,000 people cost, and what those who vote meanwhile notice: the end of bench.
bench-exports: $(VENV)/.test
	$(PY) -m bench.exporting

# What a join costs the server, part by part, in bare GETs of the same run.
bench-joins: $(VENV)/.test
	$(PY) -m bench.joins $(ARGS)

# What a tick costs the server when 100,000 people answered, by kind of question.
bench-counting: $(VENV)/.test
	$(PY) -m bench.counting $(ARGS)

# How soon 8,000 phones are back after a kill of the server, and what votes wait meanwhile.
bench-reconnecting: $(VENV)/.test
	$(PY) -m bench.reconnecting $(ARGS)

# What a hundred thousand phones ask of the hub, without a network.
bench-hub: $(VENV)/.test
	$(PY) -m bench.hub $(ARGS)

# What a second core and a second machine bring: votes, slides and joins, with the CPU of each part.
bench-cores: $(VENV)/.test
	$(PY) -m bench.cores $(ARGS)

# As many phones on one process as this machine has files for: joins, idle, slides, votes.
bench-sockets: $(VENV)/.test
	$(PY) -m bench.sockets $(ARGS)

# When a new slide is on 10,000 phones behind one line of 100 Mbit/s; takes root.
bench-line: $(VENV)/.test
	$(PY) -m bench.line $(ARGS)

# What a facilitator waits for while 300 texts a second come in.
bench-desk: $(VENV)/.test
	$(PY) -m bench.moderating $(ARGS)

# What 1,000 people wait for who fill in a questionnaire at once.
bench-own-pace: $(VENV)/.test
	$(PY) -m bench.own_pace $(ARGS)

# How long every page of trainers and an administrator takes: 60 trainers, 3,000 sessions.
bench-people: $(VENV)/.test
	$(PY) -m bench.people $(ARGS)

# What voters notice while a session is deleted among 750,000 answers on PostgreSQL.
bench-deleting: $(VENV)/.test
	$(PY) -m bench.deleting $(ARGS)

# What an author waits for with a workshop of 300 slides among 300 workshops.
bench-editing: $(VENV)/.test
	$(PY) -m bench.editing $(ARGS)

# How soon a result comes up on a projector, and how smoothly its bars grow.
bench-reveal: $(VENV)/.test
	@sh tests/system-packages.sh
	$(PY) -m tests.reveal

# Join, vote and change of question beside a peer: ARGS="--razzia FOLDER", a checkout that was
# built; nothing is fetched.
bench-peers: $(VENV)/.test
	$(PY) -m bench.peers $(ARGS)

# What following five changes a second costs a projector and the server, and the bytes of a frame.
bench-projector: $(VENV)/.test
	@sh tests/system-packages.sh
	$(PY) -m tests.reveal.following

# Somebody new in the editor, typing at 200 ms a key; how soon stage and phone follow a key.
newcomer: $(VENV)/.test
	@sh tests/system-packages.sh
	NEWCOMER_PACE=200 $(PY) -m pytest -s -m browser tests/e2e/test_newcomer.py $(ARGS)

# Every slide and state as a picture, in screenshots/index.html.
screenshots: $(VENV)/.test
	@sh tests/system-packages.sh
	$(PY) -m tests.gallery $(ARGS)

# The pictures of the handbook, in static/handbook/, made anew after a change that shows in them.
handbook: $(VENV)/.test
	@sh tests/system-packages.sh
	$(PY) -m tests.handbook

# A phone and a projector in Firefox and WebKit.
engines: $(VENV)/.test
	@sh tests/system-packages.sh engines
	$(PY) -m pytest -m engines tests/engines $(ARGS)

# How fast a phone and the projector are ready, and Lighthouse (from npm) on the phone's pages.
lighthouse: $(VENV)/.test
	@sh tests/system-packages.sh
	$(PY) -m tests.lighthouse "npx --yes lighthouse@12.8.2" $(ARGS)

# axe-core on every slide as well, where `make test` looks at every kind of page and state; and
# charts of rooms of every size on screens of every form.
accessibility: $(VENV)/.test
	@sh tests/system-packages.sh
	$(PY) -m pytest -m browser tests/e2e/test_accessibility.py tests/e2e/test_charts.py $(ARGS)

# Bring the English catalogue up to date with the code; prints what is left to translate.
words: $(VENV)/.test
	$(PY) -m tests.words

# The table of actions in docs/protocol.md, out of the actions themselves.
protocol: $(VENV)/.test
	$(PY) -m tests.actions_table

# Slides drawn by LibreOffice in a room of its own; and what programs of others say of our files:
# LibreOffice of Excel and PowerPoint, three checkers of
# PDF/UA (from PyPI) of the PDFs, the Nu Html Checker (from npm) of saved pages.
office: $(VENV)/.test $(VENV)/.checkers
	@sh tests/system-packages.sh office
	$(PY) -m pytest -m office tests/workshop tests/fuzz $(ARGS)

# Presentations of others: what is in them and what comes over, ARGS=folder; LibreOffice reads them
# too. And how long 60 slides with 30 photographs take.
imports: $(VENV)/.test
	@sh tests/system-packages.sh office
	$(PY) -m tests.imports $(ARGS)

bench-importing: $(VENV)/.test
	$(PY) -m bench.importing

# Every sentence and number of every format, counted again for 2,000 sessions; make test takes 30.
recount: $(VENV)/.test
	@sh tests/system-packages.sh
	RECOUNT=2000 $(PY) -m pytest tests/workshop/exports/test_recount.py $(ARGS)

# A million hostile frames over real sockets, make test sends fifty thousand; 2,000 damaged files;
# and two hundred hostile texts in every field, make test takes one of each shape.
fuzz: $(VENV)/.test
	@sh tests/system-packages.sh
	FUZZ_FRAMES=1000000 FUZZ_FILES=2000 HOSTILE=all $(PY) -m pytest tests/fuzz \
	  tests/e2e/test_hostile_fields.py $(ARGS)

# Two hundred kills on each database, every named point of a crash twenty times, a disk that is
# really full (takes root), two servers behind nginx; and a crowd of a hundred thousand messages.
faults: $(VENV)/.test
	@sh tests/system-packages.sh
	KILLS=200 CRASHES=20 BACKUPS=20 EDITING_KILLS=50 DATABASE_KILLS=20 SYNCS=10000 CROWD=100000 $(PY) -m pytest -m "not engines" -s tests/faults \
	  tests/polls/realtime/test_crowd.py $(ARGS)

# Kill the server at fifty random moments while somebody edits, on each database.
editing-kills: $(VENV)/.test
	@sh tests/system-packages.sh
	EDITING_KILLS=50 $(PY) -m pytest -s tests/faults/test_editing_kills.py $(ARGS)

# The tests on Python 3.13 and the newest Django: what is coming. Not a part of make test.
next:
	@sh tests/next.sh $(or $(ARGS),tests/polls tests/workshop)

# Two servers go from the last release to the next in turn, under 200 phones that vote.
rolling: $(VENV)/.test
	@sh tests/system-packages.sh
	ROLLING=200 $(PY) -m pytest -m everything -s tests/deploy/test_rolling.py $(ARGS)

# Small faults made on purpose in chosen modules, each of which has to make a test fail.
mutants: $(VENV)/.test
	$(PY) -m tests.mutants $(ARGS)

# One stranger stops nobody: attacks of ten seconds each, straight and through nginx, with what a
# phone, a desk and a projector beside them waited for. On a machine that does nothing else.
abuse: $(VENV)/.test
	@sh tests/system-packages.sh
	ABUSE_SECONDS=10 $(PY) -m pytest -s tests/abuse $(ARGS)

# A room of 2,000 that joins and votes at once, over TLS, through the example of nginx.
tls-room: $(VENV)/.test
	@sh tests/system-packages.sh
	TLS_ROOM=2000 $(PY) -m pytest -s tests/deploy/test_room.py $(ARGS)

# The image, built and run here without a registry (takes root): its size, its first page, its
# rights. And what compose.yaml and the example of Caddy describe, as processes.
image: $(VENV)/.test
	@sh tests/system-packages.sh image
	$(PY) -m tests.image $(ARGS)
	$(PY) -m pytest -s -m everything tests/deploy/test_compose.py tests/deploy/test_caddy.py $(ARGS)

# Mozilla's HTTP Observatory on this machine; needs npm, and ports 80 and 443.
observatory: $(VENV)/.test
	$(PY) -m tests.observatory

# What it runs on: the licences in docs/licences.md, known vulnerabilities (asks osv.dev, and
# fails when it cannot), and a bill of materials in sbom.cdx.json.
licences: $(VENV)/.test
	$(PY) -m tests.supply.licences

audit: $(VENV)/.test
	$(PY) -m tests.supply.audit

sbom: $(VENV)/.test
	$(PY) -m tests.supply.bom

# The sections of docs/decks.md about kinds, and the deck with an example of each.
kinds: $(VENV)/.test
	$(PY) -m tests.workshop.decks.kind_sections

# Compile the requirements again after a change in a .in file.
requirements: $(VENV)/.test
	$(PY) -m uv pip compile -q --python-version 3.11 --universal --generate-hashes --no-emit-index-url \
	  --no-header requirements.in -o requirements.txt
	$(PY) -m uv pip compile -q --python-version 3.11 --universal --generate-hashes --no-emit-index-url \
	  --no-header requirements-dev.in -o requirements-dev.txt
	@echo "Now install them (make test does), and bring docs/licences.md up to date: make licences"

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

$(VENV)/.checkers: tests/workshop/exports/checkers.txt $(PY)
	@echo "Installing what checks PDFs ..."
	@$(PYTHON) -m venv $(VENV)/checkers
	@$(VENV)/checkers/bin/python -m pip install --quiet -r $<
	@touch $@

# One file to install with pipx or uvx, in dist/; installed anew with all that it needs, and its
# requirements resolved for other systems. Asks PyPI.
wheel: $(VENV)/.test
	$(PY) -m hatchling build -t wheel -d dist
	WHEEL=whole $(PY) -m pytest tests/deploy/test_wheel.py $(ARGS)

clean:
	rm -rf $(VENV) node_modules .test-data .pytest_cache .mypy_cache .ruff_cache .hypothesis
