#!/bin/sh
# The tests on what is coming: Python 3.13 and the newest Django, in .next/. `make next` runs it.
# What it says is a warning: Polshoogte runs on Python 3.11 to 3.12 and Django 5.2.
set -eu
python=""
for each in python3.13 "$HOME"/.pyenv/versions/3.13.*/bin/python3.13; do
    "$each" -c '' 2>/dev/null && python=$each  # pyenv has a name for what it does not give
done
if [ -z "$python" ]; then
    echo "There is no Python 3.13 here. Install it (pyenv install 3.13), and give this again." >&2
    exit 1
fi
[ -x .next/bin/python ] || "$python" -m venv .next
# The same packages, of which only Django may be another: nothing is pinned to a version here.
grep -hv '^-r ' requirements.in requirements-dev.in | sed 's/^Django~=[0-9.]*/Django>=6/' > .next/requirements.in
.next/bin/python -m pip install --quiet --upgrade -r .next/requirements.in
.next/bin/python -c 'import django, sys; print("Python", sys.version.split()[0] + ", Django", django.__version__)'
# What will go in a later Django is told at the end, and fails nothing.
exec .next/bin/python -m pytest -W default "$@"
