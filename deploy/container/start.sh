#!/bin/sh
# The entrypoint: polshoogte, once what the image has made ahead is put where the server looks.
# A static file whose name has its hash never becomes another one, so what is there stays: pages
# of the version before find their files too.
set -eu
prepared=${PREPARED:-/opt/polshoogte/prepared}
static=${STATIC_ROOT:-$DATA_DIR/static}
if [ "${1:-}" = serve ] && mkdir -p "$static" "$DATA_DIR/vendor" 2>/dev/null \
    && [ -w "$static" ] && [ -w "$DATA_DIR/vendor" ]; then  # else polshoogte says what is wrong
    cp -rn "$prepared/static/." "$static" &&
        cp "$prepared/static/staticfiles.json" "$prepared/static/made-of.txt" "$static" &&
        cp -rn "$prepared/vendor/." "$DATA_DIR/vendor" || : # no room: polshoogte says so
    # Tables without a row, where SQLite has none yet. Under its name once it is whole.
    if [ -z "${DATABASE_URL:-}${DATABASE_URL_FILE:-}" ] && [ ! -e "$DATA_DIR/db.sqlite3" ]; then
        cp "$prepared/db.sqlite3" "$DATA_DIR/db.sqlite3.new" &&
            chmod 0600 "$DATA_DIR/db.sqlite3.new" &&
            mv -n "$DATA_DIR/db.sqlite3.new" "$DATA_DIR/db.sqlite3" ||
            rm -f "$DATA_DIR/db.sqlite3.new"
    fi
fi
exec polshoogte "$@"
