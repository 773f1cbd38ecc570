# Runs a throw-away PostgreSQL until standard input ends. See postgres.rs.
# Arguments: folder of the programs, empty folder for everything, and for root: user and group.
set -eu
programs=$1
folder=$2

# PostgreSQL refuses to run for root.
as_user() {
    if [ -z "${user:-}" ]; then
        "$@"
    else
        setpriv --reuid="$user" --regid="$group" --clear-groups "$@"
    fi
}
user=${3:-}
group=${4:-}

clean_up() {
    as_user "$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap clean_up EXIT
# Nothing but the end of the input ends this early, not even that nobody reads `ready` any more.
trap '' INT HUP TERM PIPE

{
    as_user "$programs/initdb" -D "$folder/data" -U keng -A trust --no-locale --encoding=UTF8 \
        --no-sync
    as_user "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 -o "\
        -c listen_addresses='' -c unix_socket_directories='$folder' -c max_connections=500 \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start
} >"$folder/start.log" 2>&1 || {
    tail -n 20 "$folder/start.log"
    [ ! -f "$folder/log" ] || tail -n 20 "$folder/log"
    exit 1
}

echo ready 2>/dev/null || true
# Blocks until the tests' process is gone.
cat >/dev/null
