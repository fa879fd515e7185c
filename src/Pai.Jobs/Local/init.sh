#!/bin/sh
# The first process of a sandbox: it outlives the signals that end the command, to tell the command's exit code.
trap : TERM
"$@" &
child=$!
while :; do
    wait "$child"
    code=$?
    kill -0 "$child" 2>/dev/null || break
done
exit "$code"
