#!/bin/sh
# nginx.conf with the name of your site and your servers, to standard output:
#   sh deploy/nginx/fill-in.sh workshop.example.nl 127.0.0.1:8001 127.0.0.1:8002
set -eu

wrong() {
    echo "$1 is not $2." >&2
    exit 1
}

name=${1:-nothing}
case $name in
    *[!a-z0-9.-]* | nothing) wrong "$name" "the name of a site: give it alone, as workshop.example.nl" ;;
esac
[ $# -gt 1 ] || wrong nothing "a server: give each after the name of the site, as 127.0.0.1:8000"
shift

servers=""
for server in "$@"; do
    case $server in
        *[!a-z0-9.:-]* | *:*:* | :* | *:) wrong "$server" "the address of a server: give 127.0.0.1:8000" ;;
        *:*) servers="$servers        server $server max_fails=0;\\n" ;;
        *) wrong "$server" "the address of a server: give its port as well, as 127.0.0.1:8000" ;;
    esac
done

sed -e "s/workshop\.example\.nl/$name/g" \
    -e "s/^ *server 127\.0\.0\.1:8000 max_fails=0;\$/${servers%\\n}/" \
    "$(dirname "$0")/nginx.conf"
