#!/bin/sh
# Runs one job on this machine and sees it to its end, without the process that submitted it.
# Usage: sh supervise.sh RUN_FOLDER GRACE_SECONDS MAX_SECONDS (0: no limit) NODES [PREEMPT_SECONDS TIMES]
# With the last two, a single node is preempted so many seconds after its command began, and started again, so many times at most.
# The folder of the first node is the run's, that of node 1 is nodes/1 in it, and so on.
# What it finds out it writes to files of their own: supervisor and exit of the run, started of each node. One whose line has no end yet is
# not there yet. exit is CODE, then "stopped" if that was asked for, or node=NUMBER if one of several failed.
# These files, phase and ends are there from the start, filled with blanks, and are written over and never made shorter: so a job that fills
# the disk cannot keep its end from being known.
cd "$1" || exit 1
exec </dev/null >>supervisor.log 2>&1
# A prefix, so that the job's variables keep their values: what this shell got from its environment it passes on.
pai_grace=$2
pai_limit=$3
pai_nodes=$4
pai_preempt=${5:-0}
pai_times_left=${6:-0}

# No process is started for that: it would be most of what a run costs.
fact() { printf '%s\n' "$2" 1<>"$1"; }
# A group of its own, so that one signal reaches all that belongs to it.
group() {
    if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi
    if command -v perl >/dev/null 2>&1; then exec perl -e 'setpgrp(0, 0); exec { $ARGV[0] } @ARGV' "$@"; fi
    exec "$@"
}
signal_group() { kill "-$1" "-$2" 2>/dev/null || kill "-$1" "$2" 2>/dev/null; }
# The fields of /proc/PID/stat behind the name, which may hold anything: none of them can be split or expand.
fields_of() { [ -r "/proc/$1/stat" ] && read -r pai_stat <"/proc/$1/stat" && pai_fields=${pai_stat##*)}; }
# A process, and the moment it began: a number alone may be another process's by the time it is read.
identify() {
    pai_identity=$1
    fields_of "$1" || return 0
    set -- $pai_fields
    pai_identity="$pai_identity ${20} $pai_boot"
}
folder_of() { if [ "$1" = 0 ]; then pai_folder=.; else pai_folder=nodes/$1; fi; }
# Calls a function with the number of every node.
each_node() {
    pai_number=0
    while [ "$pai_number" -lt "$pai_nodes" ]; do
        "$1" "$pai_number"
        pai_number=$((pai_number + 1))
    done
}

# ---- What the nodes use. The file metrics gets a line a second for every node, and one at its end: UPTIME NODE TICKS PAGES.
# UPTIME is that of the machine, in seconds. TICKS is the time on all processors since the start, of all processes of the node and those that
# they waited for, in 1/100 s; PAGES is their memory now, those that are shared counted for each. No process is started for it.
measure_process() {
    pai_process=$1
    fields_of "$1" || return 0
    set -- $pai_fields
    pai_ticks=$((pai_ticks + ${12} + ${13} + ${14} + ${15}))
    pai_pages=$((pai_pages + ${22}))
    for pai_task in "/proc/$pai_process/task/"*/children; do
        # The line has no end, which read takes for a failure.
        pai_children=
        read -r pai_children <"$pai_task"
        pai_next="$pai_next $pai_children"
    done
}
measure_node() {
    folder_of "$1"
    pai_node=$1
    read -r pai_pid pai_start pai_rest <"$pai_folder/started" && fields_of "$pai_pid" || return 0
    set -- $pai_fields
    [ "${20}" = "$pai_start" ] || return 0
    pai_ticks=0
    pai_pages=0
    pai_level=$pai_pid
    while [ -n "${pai_level# }" ]; do
        pai_next=
        for pai_pid in $pai_level; do measure_process "$pai_pid"; done
        pai_level=$pai_next
    done
    read -r pai_uptime pai_rest </proc/uptime
    printf '%s %s %s %s\n' "$pai_uptime" "$pai_node" "$pai_ticks" "$pai_pages" >>metrics
}
# A time as the shell tells it: 1m2.34s.
add_ticks() {
    pai_seconds=${1#*m}
    pai_seconds=${pai_seconds%s}
    pai_hundredths=${pai_seconds#*[.,]}00
    pai_hundredths=${pai_hundredths%"${pai_hundredths#??}"}
    # With a 1 before it: one that begins with 0 would be octal.
    pai_ticks=$((pai_ticks + ${1%%m*} * 6000 + ${pai_seconds%%[.,]*} * 100 + 1$pai_hundredths - 100))
}
# When a node has ended, the shell knows the time that it took.
measure_end() {
    [ -r /proc/uptime ] || return 0
    read -r pai_uptime pai_rest </proc/uptime
    # Without "command" a shell would end where the file cannot be made.
    command times 1<>times || return 0
    { read -r pai_rest && read -r pai_user pai_system; } <times || return 0
    pai_ticks=0
    add_ticks "$pai_user"
    add_ticks "$pai_system"
    printf '%s %s %s 0\n' "$pai_uptime" "$pai_index" "$pai_ticks" >>"$pai_run/metrics"
}

# ---- One node: by this shell if it is the only one, else by a copy of it.
is_command_started() {
    pai_phase=
    [ ! -r phase ] || while read -r pai_line; do pai_phase=$pai_line; done <phase
    [ "$pai_phase" = command ]
}
stop_node() {
    [ -z "$pai_stopped" ] && [ -n "$pai_ready" ] || return 0
    pai_stopped=stopped
    # Before the command runs there is nothing of the user's that could tidy up, and the sandbox's first process does not listen yet.
    if ! is_command_started; then
        signal_group KILL "$pai_child"
        return 0
    fi
    signal_group TERM "$pai_child"
    # The one of a preemption is under way.
    [ -z "$pai_killer" ] || return 0
    (group sh -c 'sleep "$1"; kill -KILL "-$2" || kill -KILL "$2"' stop "$pai_grace" "$pai_child") &
    pai_killer=$!
}
# ---- The rehearsal of a preemption: the node is told to end, and begins another life with the same folders.
preempt() {
    [ "$pai_times_left" -gt 0 ] && [ -z "$pai_stopped$pai_preempted" ] && [ -n "$pai_ready" ] && is_command_started || return 0
    pai_preempted=yes
    signal_group TERM "$pai_child"
    (group sh -c 'sleep "$1"; kill -KILL "-$2" || kill -KILL "$2"' preempt "$pai_grace" "$pai_child") &
    pai_killer=$!
}
start_preempter() {
    [ "$pai_times_left" -gt 0 ] || return 0
    (group sh -c '
        while ! grep -q command phase; do
            kill -0 "$2" && [ -e run.json ] || exit
            sleep 0.1 2>/dev/null || sleep 1
        done
        sleep "$1"; [ ! -e run.json ] || kill -USR2 "$2"' preempter "$pai_preempt" $$) &
    pai_preempter=$!
}
end_preempter() {
    [ -z "$pai_preempter" ] || signal_group KILL "$pai_preempter"
    pai_preempter=
}
# A command that ended well has nothing left to do, and one that was stopped is not to go on.
begins_again() { [ -n "$pai_preempted" ] && [ -z "$pai_stopped" ] && [ "$pai_code" != 0 ] && [ ! -e stop ]; }
start_again() {
    end_preempter
    pai_ready=
    pai_preempted=
    pai_times_left=$((pai_times_left - 1))
    PAI_RESTART_COUNT=$((PAI_RESTART_COUNT + 1))
    export PAI_RESTART_COUNT
    trap stop TERM
    trap preempt USR2
    # With the time at which the command of this life began, where date can tell that of a file.
    printf '%s %s %s %s\n' "$(date +%s)" "$PAI_RESTART_COUNT" "$pai_code" "$(date -r phase +%s 2>/dev/null)" >>preemptions
    printf 'pai-jobs: the node was preempted (rehearsal), and starts again; its restarts: %s\n' "$PAI_RESTART_COUNT" >>logs/stderr.log
    # The phases of the life before: blanks without a line end, as at the beginning.
    printf '%128s' '' >phase
    start_node 0
    start_preempter
    pai_ready=yes
    [ ! -e stop ] || stop
}

start_node() {
    pai_index=$1
    pai_killer=
    # Some sandboxes need help from outside while they are entered, over the descriptors 4 and 6.
    pai_mapping=
    [ ! -e map.sh ] || . ./map.sh
    (. ./enter.sh) >>logs/stdout.log 2>>logs/stderr.log 3<>phase &
    pai_child=$!
    [ ! -e map.sh ] || exec 4>&- 6>&-
    identify "$pai_child"
    fact started "$pai_identity"
}
await_node() {
    while :; do
        wait "$pai_child"
        pai_code=$?
        kill -0 "$pai_child" 2>/dev/null || break
    done
    # Some shells take note of its end beside an interrupted wait. 127: this one has told all it knows.
    wait "$pai_child" 2>/dev/null
    pai_again=$?
    [ "$pai_again" = 127 ] || pai_code=$pai_again
    # Too late to stop anything: a signal now must not begin to kill what is not there any more.
    trap '' TERM USR2
    # As in a container: when the command ends, so does all that it started.
    signal_group KILL "$pai_child"
    [ -z "$pai_killer" ] || signal_group KILL "$pai_killer"
    [ ! -e leave.sh ] || sh ./leave.sh
    # Who reads all files of the run's folder would wait for the other side of a pipe. Another life needs them.
    begins_again || [ ! -e map.ask ] || rm -f map.ask map.done
}

# ---- Several nodes.
# A line of the file ends is written for every node that has ended. The first that failed decides, and the others are stopped.
first_failure() {
    while read -r pai_node pai_end; do
        if [ "$pai_end" != 0 ]; then
            printf '%s %s\n' "$pai_node" "$pai_end"
            return
        fi
    done <ends
}
# The signal of the next node runs this again, in the middle of it: so the file is read by a shell with variables of its own, and nothing
# here depends on the exit status of a test, which some shells lose when a trap returns behind it.
read_ends() {
    [ -z "$pai_failed" ] && [ -r ends ] || return 0
    pai_first=$(first_failure)
    case $pai_first in
        *" "*)
            pai_failed=${pai_first%% *}
            pai_code=${pai_first##* }
            stop_all
            ;;
    esac
}
stop_all() {
    # First on record, then the signal: a copy of this shell that has not set its trap yet loses the signal, and looks for the record.
    fact stopping yes
    for pai_keeper in $pai_keepers; do kill -TERM "$pai_keeper" 2>/dev/null; done
}
start_keeper() {
    keep_node "$1" &
    pai_keepers="$pai_keepers $!"
}
keep_node() {
    folder_of "$1"
    cd "$pai_folder" || exit 1
    pai_ready=
    pai_stopped=
    pai_asked=
    trap 'pai_asked=yes; stop_node' TERM
    start_node "$1"
    pai_ready=yes
    if [ -n "$pai_asked" ] || [ -e "$pai_run/stopping" ]; then stop_node; fi
    await_node
    # When the supervisor was killed, its number may be another's, and its run about to be deleted.
    identify "$$"
    [ "$pai_identity" = "$pai_self" ] || exit 1
    measure_end
    printf '%s %s\n' "$1" "$pai_code" >>"$pai_run/ends"
    kill -USR1 "$$" 2>/dev/null
    # The last to go of its node.
    wait
}

pai_ready=
pai_stopped=
stop() {
    [ -n "$pai_ready" ] || return 0
    if [ "$pai_nodes" = 1 ]; then
        stop_node
    else
        [ -n "$pai_stopped" ] || stop_all
        pai_stopped=stopped
    fi
}
trap stop TERM

# Which byte of the logs was written when, to the second: for who reads them later.
index_node() {
    folder_of "$1"
    eval "pai_last=\${pai_last_$1-}"
    [ "$pai_times" = "$pai_last" ] || printf '%s\n' "$pai_times" >>"$pai_folder/logs/index"
    eval "pai_last_$1=\$pai_times"
}
list_logs() {
    folder_of "$1"
    pai_logs="$pai_logs $pai_folder/logs/stdout.log $pai_folder/logs/stderr.log"
}
index_logs() {
    pai_number=0
    while [ $# -ge 4 ]; do
        pai_times="$1 $2 $3 $4"
        index_node "$pai_number"
        shift 4
        pai_number=$((pai_number + 1))
    done
}
run_clock() {
    pai_logs=
    each_node list_logs
    # The folder of the run may be deleted under it: then no end can be recorded.
    while ! read -r pai_ended <exit && sleep 1 && kill -0 "$$" && [ -e run.json ]; do
        index_logs $(stat -c '%Y %s' $pai_logs)
        [ ! -r "/proc/$$/task/$$/children" ] || each_node measure_node
    done
}
# Once the end is on record, the clock goes by itself when what it waits for is gone, and so leaves nothing behind.
end_clock() {
    pai_task=/proc/$pai_clock/task/$pai_clock/children
    if [ -r "$pai_task" ]; then
        # While it is stopped it starts nothing more.
        kill -STOP "$pai_clock"
        pai_children=
        read -r pai_children <"$pai_task"
        [ -z "$pai_children" ] || kill -KILL $pai_children
        kill -CONT "$pai_clock"
    else
        kill -KILL "$pai_clock"
    fi
}

pai_run=$PWD
pai_failed=
# Set before a node is started, which may fail before the next command.
pai_code=0
pai_preempted=
pai_preempter=
if [ "$pai_times_left" -gt 0 ]; then
    PAI_RESTART_COUNT=0
    export PAI_RESTART_COUNT
    trap preempt USR2
fi
pai_boot=
[ ! -r /proc/sys/kernel/random/boot_id ] || read -r pai_boot </proc/sys/kernel/random/boot_id
identify "$$"
pai_self=$pai_identity
if [ "$pai_nodes" = 1 ]; then
    start_node 0
else
    trap read_ends USR1
    pai_keepers=
    each_node start_keeper
    # Those that were started after one failed have not heard of it.
    [ -z "$pai_failed" ] || stop_all
fi
fact supervisor "$pai_self"
pai_timer=
if [ "$pai_limit" != 0 ]; then
    (group sh -c 'sleep "$1"; [ -e stop ] || { touch stop.limit; mv -f stop.limit stop; }; kill -TERM "$2"' limit "$pai_limit" $$) &
    pai_timer=$!
fi
run_clock 2>/dev/null &
pai_clock=$!
# Before, a signal must not start a process: $! would be that one's. But the request is on record then, and found here.
pai_ready=yes
[ ! -e stop ] || stop

if [ "$pai_nodes" = 1 ]; then
    start_preempter
    await_node
    while begins_again; do
        start_again
        await_node
    done
    end_preempter
    [ ! -e map.ask ] || rm -f map.ask map.done
    measure_end
else
    pai_number=0
    for pai_waited in $pai_keepers; do
        # A signal ends the wait, not the node.
        while wait "$pai_waited"; pai_status=$?; kill -0 "$pai_waited" 2>/dev/null; do :; done
        wait "$pai_waited" 2>/dev/null
        pai_again=$?
        [ "$pai_again" = 127 ] || pai_status=$pai_again
        if [ "$pai_status" != 0 ] && [ -z "$pai_failed" ]; then
            # It was killed, and could not tell how its node ended.
            pai_failed=$pai_number
            pai_code=$pai_status
            stop_all
        fi
        pai_number=$((pai_number + 1))
    done
    trap '' TERM
    trap '' USR1
    read_ends
fi
[ -z "$pai_timer" ] || signal_group KILL "$pai_timer"
pai_end=$pai_code
if [ -n "$pai_stopped" ]; then pai_end="$pai_end stopped"; elif [ -n "$pai_failed" ]; then pai_end="$pai_end node=$pai_failed"; fi
fact exit "$pai_end"
end_clock
# The last to go: who waits for this process finds nothing of the run alive.
wait
