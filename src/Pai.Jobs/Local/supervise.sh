#!/bin/sh
# Runs one job on this machine and sees it to its end, without the process that submitted it.
# Usage: sh supervise.sh RUN_FOLDER GRACE_SECONDS MAX_SECONDS (0: no limit)
# What it finds out it writes to files of their own: supervisor, started, exit. One whose line has no end yet is not there yet.
cd "$1" || exit 1
exec </dev/null >>supervisor.log 2>&1
# A prefix, so that the job's variables keep their values: what this shell got from its environment it passes on.
pai_grace=$2
pai_limit=$3

# No process is started for that: it would be most of what a run costs.
fact() { printf '%s\n' "$2" >"$1"; }
# A group of its own, so that one signal reaches all that belongs to it.
group() {
    if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi
    if command -v perl >/dev/null 2>&1; then exec perl -e 'setpgrp(0, 0); exec { $ARGV[0] } @ARGV' "$@"; fi
    exec "$@"
}
signal_group() { kill "-$1" "-$2" 2>/dev/null || kill "-$1" "$2" 2>/dev/null; }
# A process, and the moment it began: a number alone may be another process's by the time it is read.
identify() {
    pai_identity=$1
    [ -r "/proc/$1/stat" ] || return 0
    read -r pai_stat <"/proc/$1/stat" || return 0
    # After the name, which may hold anything, the 20th field is the start. It is all digits: nothing here can expand.
    set -f -- ${pai_stat##*)}
    pai_identity="$pai_identity ${20} $pai_boot"
}

is_command_started() {
    pai_phase=
    [ ! -r phase ] || while read -r pai_line; do pai_phase=$pai_line; done <phase
    [ "$pai_phase" = command ]
}

pai_ready=
pai_stopped=
pai_killer=
pai_last=
stop() {
    [ -z "$pai_stopped" ] && [ -n "$pai_ready" ] || return 0
    pai_stopped=stopped
    # Before the command runs there is nothing of the user's that could tidy up, and the sandbox's first process does not listen yet.
    if ! is_command_started; then
        signal_group KILL "$pai_child"
        return 0
    fi
    signal_group TERM "$pai_child"
    (group sh -c 'sleep "$1"; kill -KILL "-$2" || kill -KILL "$2"' stop "$pai_grace" "$pai_child") &
    pai_killer=$!
}
trap stop TERM

(. ./enter.sh) >>logs/stdout.log 2>>logs/stderr.log 3>>phase &
pai_child=$!
pai_boot=
[ ! -r /proc/sys/kernel/random/boot_id ] || read -r pai_boot </proc/sys/kernel/random/boot_id
identify "$$"
fact supervisor "$pai_identity"
identify "$pai_child"
fact started "$pai_identity"
pai_timer=
if [ "$pai_limit" != 0 ]; then
    (group sh -c 'sleep "$1"; [ -e stop ] || { printf "%s\n" MaxRunTimeExceeded >stop.limit && mv -f stop.limit stop; }; kill -TERM "$2"' limit "$pai_limit" $$) &
    pai_timer=$!
fi
# Which byte of the logs was written when, to the second: for who reads them later.
(while sleep 1 && kill -0 $$; do
    set -- $(stat -c '%Y %s' logs/stdout.log logs/stderr.log)
    [ "$*" = "$pai_last" ] || printf '%s\n' "$*"
    pai_last=$*
done) >>logs/index 2>/dev/null &
pai_clock=$!
# Before, a signal must not start a process: $! would be that one's. But the request is on record then, and found here.
pai_ready=yes
[ ! -e stop ] || stop

while :; do
    wait "$pai_child"
    pai_code=$?
    kill -0 "$pai_child" 2>/dev/null || break
done
# Too late to stop anything: a signal now must not begin to kill what is not there any more.
trap '' TERM
# As in a container: when the command ends, so does all that it started.
signal_group KILL "$pai_child"
for pai_helper in $pai_killer $pai_timer; do signal_group KILL "$pai_helper"; done
kill -KILL "$pai_clock"
[ ! -e leave.sh ] || sh ./leave.sh
fact exit "$pai_code $pai_stopped"
# The last to go: who waits for this process finds nothing of the run alive.
wait
