#!/bin/sh
# Runs one job on this machine and sees it to its end, without the process that submitted it.
# Usage: sh supervise.sh RUN_FOLDER GRACE_SECONDS MAX_SECONDS (0: no limit)
# What it finds out it writes to files of their own, each complete or not there: supervisor, started, exit.
cd "$1" || exit 1
exec </dev/null >>supervisor.log 2>&1
grace=$2
limit=$3

fact() { printf '%s\n' "$2" >"$1.tmp" && mv -f "$1.tmp" "$1"; }
# A group of its own, so that one signal reaches all that belongs to it.
group() { if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; else exec "$@"; fi; }
signal_group() { kill "-$1" "-$2" 2>/dev/null || kill "-$1" "$2" 2>/dev/null; }

child=
stopped=
killer=
stop() {
    [ -z "$stopped" ] && [ -n "$child" ] || return 0
    stopped=stopped
    signal_group TERM "$child"
    (group sh -c 'sleep "$1"; kill -KILL "-$2" || kill -KILL "$2"' stop "$grace" "$child") &
    killer=$!
}
trap stop TERM

# The process, and the moment it began: a number alone may be another process's by the time it is read.
start=
boot=
if [ -r /proc/$$/stat ]; then
    read -r status </proc/$$/stat
    set -- ${status##*)}
    start=${20}
    read -r boot </proc/sys/kernel/random/boot_id
fi
fact supervisor "$$ $start $boot"

(group sh ./enter.sh >>logs/stdout.log 2>>logs/stderr.log 3>>phase) &
child=$!
fact started "$child"
# A stop that came before the signal could be caught.
[ ! -e stop ] || stop

timer=
if [ "$limit" != 0 ]; then
    (group sh -c 'sleep "$1"; printf "%s\n" MaxRunTimeExceeded >stop.limit && mv -f stop.limit stop; kill -TERM "$2"' limit "$limit" $$) &
    timer=$!
fi
# Which byte of the logs was written when, to the second: for who reads them later.
(group sh -c 'while sleep 1; do stat -c "%n %Y %s" logs/stdout.log logs/stderr.log; done >>logs/index 2>/dev/null') &
clock=$!

while :; do
    wait "$child"
    code=$?
    kill -0 "$child" 2>/dev/null || break
done
# As in a container: when the command ends, so does all that it started.
signal_group KILL "$child"
for helper in $killer $timer $clock; do signal_group KILL "$helper"; done
[ ! -e leave.sh ] || sh ./leave.sh
fact exit "$code $stopped"
