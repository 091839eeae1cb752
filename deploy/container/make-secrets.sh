#!/bin/sh
# The secrets of deploy/compose.yaml, in deploy/secrets: made once, never changed by this.
set -eu
folder=$(dirname "$0")/../secrets
if [ -e "$folder" ]; then
    echo "There are secrets in $folder already. To keep a running site they stay as they are." >&2
    exit 1
fi
# The folder keeps others out; whoever runs in a container has another number than you.
mkdir -m 0700 "$folder"
random() { head -c 48 /dev/urandom | base64 | tr -d '\n+/='; }
password=$(random)
printf %s "$password" > "$folder/postgres_password"
printf %s "postgresql://polshoogte:$password@postgres/polshoogte" > "$folder/database_url"
printf %s "$(random)$(random)" > "$folder/secret_key"
chmod 0444 "$folder"/*
echo "Made: $(ls "$folder" | tr '\n' ' ')in $folder. Keep a copy of secret_key beside your backups."
