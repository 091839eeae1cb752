#!/bin/sh
# Checks of scripts and styles: eslint, types by tsc, unit tests by node, stylelint. The tools
# come from npm, exactly those of package-lock.json, into node_modules/.
set -eu

fail() {
    echo "$1" >&2
    exit 1
}

how="Install Node.js 20.19 or newer, which brings it (nodejs.org)."
if ! command -v npm >/dev/null; then
    [ -z "${CI:-}" ] || fail "npm is missing, so scripts and styles cannot be checked. $how"
    echo "Not checked: scripts and styles, because npm is missing. $how"
    exit 0
fi
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (+a === 20 && b >= 19) ? 0 : 1)' ||
    fail "The checks of scripts and styles need Node.js 20.19 or newer; this is $(node --version)."

installed=node_modules/.package-lock.json
if [ ! -e $installed ] || [ package-lock.json -nt $installed ]; then
    echo "Installing what checks scripts and styles (once) ..."
    npm ci --silent
fi
npx --no-install eslint --max-warnings 0 .
npx --no-install tsc --project .
npx --no-install stylelint "static/**/*.css"
said=$(node --test --test-reporter spec tests/static/js/*.test.js 2>&1) || fail "$said"
