#!/bin/sh
# What the tests need of Debian: Chromium with and without windows, Redis, PostgreSQL, nginx, OpenSSL,
# strace, systemd (looks at its units), Pango (draws the PDF) and pdftotext (reads it); with `engines`
# also Firefox and WebKit, with `office` LibreOffice, Java (checks saved pages) and typefaces of other
# alphabets, with `image` what builds one, and Caddy.
set -eu

missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v chromium-headless-shell >/dev/null || missing="$missing chromium-headless-shell"
command -v redis-server >/dev/null || missing="$missing redis-server"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light"
command -v openssl >/dev/null || missing="$missing openssl"
command -v systemd-analyze >/dev/null || missing="$missing systemd"
command -v strace >/dev/null || missing="$missing strace"
command -v pdftotext >/dev/null || missing="$missing poppler-utils"
for library in libpango-1.0.so.0:libpango-1.0-0 libpangoft2-1.0.so.0:libpangoft2-1.0-0 \
    libharfbuzz-subset.so.0:libharfbuzz-subset0; do
    /sbin/ldconfig -p | grep -q "${library%%:*}" || missing="$missing ${library##*:}"
done
if [ "${1:-}" = engines ]; then
    command -v firefox-esr >/dev/null || missing="$missing firefox-esr"
    command -v WebKitWebDriver >/dev/null || missing="$missing webkit2gtk-driver"
    command -v Xvfb >/dev/null || missing="$missing xvfb"
fi
if [ "${1:-}" = office ]; then
    command -v soffice >/dev/null || missing="$missing libreoffice-calc libreoffice-impress libreoffice-writer"
    command -v bwrap >/dev/null || missing="$missing bubblewrap"
    command -v java >/dev/null || missing="$missing default-jre-headless"
    for fonts in fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji; do
        dpkg -s $fonts >/dev/null 2>&1 || missing="$missing $fonts"
    done
fi
if [ "${1:-}" = image ]; then
    command -v buildah >/dev/null || missing="$missing buildah"
    command -v debootstrap >/dev/null || [ -x /usr/sbin/debootstrap ] || missing="$missing debootstrap"
    command -v caddy >/dev/null || missing="$missing caddy"
fi
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing$missing ..."
    apt-get update -qq
    # shellcheck disable=SC2086  # one word a package
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "The tests need these programs. Give this command, then try again:" >&2
    echo "    sudo apt-get install$missing" >&2
    exit 1
fi
