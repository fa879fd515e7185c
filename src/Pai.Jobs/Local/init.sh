#!/bin/sh
# The first process of a sandbox: it outlives the signals that end the command, to tell the command's exit code.
trap : TERM
"$@" &
pai_child=$!
while :; do
    wait "$pai_child"
    pai_code=$?
    kill -0 "$pai_child" 2>/dev/null || break
done
exit "$pai_code"
