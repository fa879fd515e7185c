#!/bin/sh
# The first process of a sandbox: it outlives the signals that end the command, to tell the command's exit code. Usage: sh init.sh CONFIG_FOLDER
trap : TERM
# Not in the background: a shell would let that ignore SIGINT for good. And read, not started: that saves a process.
(. "${1%/}/launch.sh")
exit $?
