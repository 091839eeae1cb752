#!/bin/sh
# Two servers on this Debian, on its PostgreSQL and Redis, behind its nginx: the settings, the
# database, the units and the configuration of nginx. As root, from the top of a checkout:
#   sh deploy/systemd/two-servers.sh workshop.example.nl
# It starts nothing; docs/hosting.md says what comes before and after.
set -eu
here=$(dirname "$0")
site=${1:-}
nginx=$(sh "$here/../nginx/fill-in.sh" "$site" 127.0.0.1:8001 127.0.0.1:8002)
if [ -e /etc/polshoogte.env ]; then
    echo "/etc/polshoogte.env is there already. To keep a running site nothing was changed." >&2
    exit 1
fi
random() { head -c 48 /dev/urandom | base64 | tr -d '\n+/='; }
password=$(random)

(cd / && runuser -u postgres -- psql -q -v ON_ERROR_STOP=1 \
    -c "CREATE ROLE polshoogte LOGIN PASSWORD '$password'" \
    -c "CREATE DATABASE polshoogte OWNER polshoogte")

(umask 077 && cat > /etc/polshoogte.env) <<END
PUBLIC_URL=https://$site
DATABASE_URL=postgresql://polshoogte:$password@127.0.0.1/polshoogte
REDIS_URL=redis://127.0.0.1:6379/0
SECRET_KEY=$(random)
END

units=/etc/systemd/system
mkdir -p $units/polshoogte@.service.d $units/nginx.service.d
cp "$here"/polshoogte-*.service "$here"/polshoogte-*.timer $units/
cp "$here/polshoogte.service" $units/polshoogte@.service
cp "$here/each.conf" $units/polshoogte@.service.d/
cp "$here/../nginx/limits.conf" $units/nginx.service.d/
echo "$nginx" > /etc/nginx/nginx.conf

# Its commands, with the settings of the servers.
cat > /usr/local/bin/polshoogte <<'END'
#!/bin/sh
set -a
. /etc/polshoogte.env
DATA_DIR=/var/lib/polshoogte-commands exec /opt/polshoogte/bin/polshoogte "$@"
END
chmod 0755 /usr/local/bin/polshoogte
