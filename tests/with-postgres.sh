#!/usr/bin/env bash
# with-postgres.sh COMMAND..: runs the command with a private PostgreSQL, whose address is in PEACEAPP_TEST_POSTGRES.
# The cluster lives in a temporary folder and is gone afterwards, however the command ends; its exit code is ours.
# So do the command's own temporary files: a test keeps its SQLite file and uploads until its process ends.
#
# PEACEAPP_POSTGRES_DURABLE=1  waits for the disk as in production; otherwise nothing here needs to outlive a power cut
# PEACEAPP_POSTGRES_BIN        where initdb is; otherwise the newest in /usr/lib/postgresql
set -euo pipefail

fail() { echo "with-postgres: $*" >&2; exit 1; }
[ $# -gt 0 ] || { echo "usage: with-postgres.sh COMMAND.." >&2; exit 2; }

bin=${PEACEAPP_POSTGRES_BIN:-$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -1 || true)}
[ -x "$bin/initdb" ] || fail "no PostgreSQL server found: 'make setup-tests' installs one"

dir=$(mktemp -d "${TMPDIR:-/tmp}/peaceapp-pg.XXXXXX")
# PostgreSQL refuses to run as root.
as_owner=()
if [ "$(id -u)" = 0 ]; then
  chown postgres "$dir"
  as_owner=(runuser -u postgres --)
fi
# It also wants a working folder that its user may enter.
pg() { (cd "$dir" && exec "${as_owner[@]}" env LC_ALL=C "$bin/$1" "${@:2}"); }

stop() {
  # `immediate`: no checkpoint for data that are thrown away.
  [ ! -f "$dir/data/postmaster.pid" ] || pg pg_ctl stop -D "$dir/data" -m immediate -s || true
  rm -rf "$dir"
}
trap stop EXIT

# A linguistic collation, unlike SQLite's byte order: a test that leans on either fails on one of the two engines.
pg initdb -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C --locale-provider=icu --icu-locale=en-US \
  --no-sync --no-instructions >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; fail "initdb failed"; }

fsync=off
[ "${PEACEAPP_POSTGRES_DURABLE:-}" != 1 ] || fsync=on
cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$dir'
max_connections = 200
fsync = $fsync
full_page_writes = $fsync
synchronous_commit = on
timezone = 'UTC'
CONF

# Below the range that the system hands out by itself; another one if taken, as only the bind itself can tell.
for attempt in {1..10}; do
  port=$((20000 + RANDOM % 12000))
  pg pg_ctl start -D "$dir/data" -l "$dir/server.log" -o "-p $port" -w -t 60 >/dev/null 2>&1 && break
  [ "$attempt" -lt 10 ] && grep -q 'Address already in use' "$dir/server.log" ||
    { cat "$dir/server.log" >&2; fail "PostgreSQL did not start"; }
  rm -f "$dir/server.log"
done

mkdir "$dir/tmp"
export TMPDIR=$dir/tmp
export PEACEAPP_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres"
code=0
"$@" || code=$?
exit "$code"
