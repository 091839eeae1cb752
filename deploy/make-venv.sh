#!/bin/sh
# Make the virtual environment. Debian keeps the part of Python that can in a package of its own.
set -eu
python=$1
venv=$2

command -v "$python" >/dev/null || {
    echo "Python is missing. Install it: apt-get install python3 python3-venv" >&2
    exit 1
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Polshoogte needs Python 3.11 or newer; this is $("$python" --version)." >&2
    exit 1
}
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing python3-venv ..."
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
    else
        echo "Python cannot make a virtual environment yet. Give this command, then try again:" >&2
        echo "    sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi
"$python" -m venv "$venv"
