#!/bin/sh
# Starts a job's command as PAI's container does, on every backend, and stays its parent. Usage: sh launch.sh CONFIG_FOLDER
# It reads from the config folder: env.sh (variables), folders (those to be there), requirements.txt, command.sh.
# It tells its phase on descriptor 3 where that is open, else in the file that env.sh names for it. The last line of its output is
# [pai-jobs:end TAG PHASE CODE]; where the job's last line has no end, it stands behind that.
# It can run again in the same place, writes neither to the config folder nor beside the code, and may be the first process of a container.
# It never prints the environment: that may hold secrets. Its own variables have the prefix pai_, so as to change none of the job's.
set -eu

pai_config=${1%/}
pai_at=start
pai_tag=
pai_phase=
pai_signals=group
pai_child=
pai_stop=

end() {
    pai_code=$?
    printf '[pai-jobs:end %s %s %s]\n' "$pai_tag" "$pai_at" "$pai_code" || :
    exit "$pai_code"
}
trap end EXIT

phase() {
    pai_at=$1
    { printf '%s\n' "$1" >&3; } 2>/dev/null || [ -z "$pai_phase" ] || printf '%s\n' "$1" >>"$pai_phase"
}
fail() {
    [ -z "$pai_stop" ] || exit "$pai_stop"
    printf 'launch: %s\n' "$1" >&2
    exit 1
}

# The group of a process, or it alone where it has no group of its own.
tell() { [ -z "$pai_child" ] || kill "-$1" "-$pai_child" 2>/dev/null || kill "-$1" "$pai_child" 2>/dev/null || :; }
stop() {
    pai_stop=$2
    tell "$1"
}
await() {
    while :; do
        pai_code=0
        wait "$pai_child" || pai_code=$?
        # A signal ends the wait, not the process that is waited for.
        kill -0 "$pai_child" 2>/dev/null || break
    done
    # Some shells take note of its end beside an interrupted wait. 127: this one has told all it knows.
    pai_again=0
    wait "$pai_child" 2>/dev/null || pai_again=$?
    [ "$pai_again" = 127 ] || pai_code=$pai_again
}
# Whether something else of a group still runs.
runs_on() {
    for pai_stat in /proc/[0-9]*/stat; do
        { read -r pai_line <"$pai_stat"; } 2>/dev/null || continue
        # The fields behind the name, which may hold anything: none of them can be split or expand.
        set -- "$1" "${pai_stat#/proc/}" ${pai_line##*)}
        [ "${2%/stat}" != "$$" ] && [ "$5" = "$1" ] || continue
        case $3 in [ZX]) ;; *) return 0 ;; esac
    done
    return 1
}
# A shell dies of a signal at once, while what it has started may still tidy up. Whoever stops the job gives all of it time, and kills it
# then. Where there is no /proc, nothing is known.
linger() {
    [ -r "/proc/$$/stat" ] || return 0
    if [ "$pai_signals" = group ]; then
        # The group is this shell's own; 0 is one outside of its process namespace. Where it is another's, others run on in it.
        read -r pai_line <"/proc/$$/stat"
        set -- ${pai_line##*)}
        case $3 in "$$" | 0) set -- "$3" ;; *) return 0 ;; esac
    else
        set -- "$pai_child"
    fi
    while runs_on "$1"; do sleep 0.05 2>/dev/null || sleep 1; done
}
# A step of the set-up that takes its time. A shell deals with a signal only when what runs in the foreground has ended.
run() {
    if [ "$pai_signals" = group ]; then
        "$@"
        return
    fi
    [ -z "$pai_stop" ] || return "$pai_stop"
    "$@" &
    pai_child=$!
    [ -z "$pai_stop" ] || tell TERM
    await
    pai_child=
    return "$pai_code"
}

# A pod's host name is JOB-ROLE-NUMBER.
job_of_host() {
    pai_number=${1##*-}
    pai_rest=${1%-*}
    pai_role=${pai_rest##*-}
    pai_job=${pai_rest%-*}
    case $pai_number in '' | *[!0-9]*) return 0 ;; esac
    case $pai_role in '' | *[!a-z]*) return 0 ;; esac
    [ "$1" != "$pai_job-$pai_role-$pai_number" ] || PAI_TRAINING_JOB_ID=$pai_job
}

# What only the place knows comes from what the platform sets, and is made up where there is none.
PAI_TRAINING_JOB_ID=${DLC_JOB_ID:-}
[ -n "$PAI_TRAINING_JOB_ID" ] || job_of_host "${HOSTNAME:-}"
REGION_ID=${REGION:-${REGION_ID:-local}}
export PAI_TRAINING_JOB_ID REGION_ID
. "$pai_config/env.sh"
if [ -n "$pai_port" ]; then
    MASTER_ADDR=${MASTER_ADDR:-localhost}
    MASTER_PORT=${MASTER_PORT:-$pai_port}
    RANK=${RANK:-0}
    WORLD_SIZE=${WORLD_SIZE:-1}
    export MASTER_ADDR MASTER_PORT RANK WORLD_SIZE
fi

if [ "$pai_signals" = group ]; then
    # Whoever sends a signal sends it to the command too; this shell has only to survive it.
    trap 'pai_stop=143' TERM
    trap : INT HUP QUIT USR1 USR2
else
    # This shell alone gets the signals. Before the command there is nothing that USR1 and USR2 could mean.
    trap 'stop TERM 143' TERM
    trap 'stop INT 130' INT
    trap 'stop HUP 129' HUP
    trap 'stop QUIT 131' QUIT
    trap : USR1 USR2
fi

while IFS= read -r pai_folder; do
    [ -d "$pai_folder" ] || mkdir -p "$pai_folder" || fail "cannot make $pai_folder; the image's user must be allowed to"
done <"$pai_config/folders"
# pai_ml is /ml, but for a plain process on a machine where it cannot be.
pai_source=$pai_ml/usercode

# The digest of what is in the archive, not of the archive: another compression of the same code is the same code.
digest() {
    # Some systems have the one, some the other.
    if command -v sha256sum >/dev/null 2>&1; then set -- sha256sum; else set -- shasum -a 256; fi
    gzip -dc "$pai_code" 2>/dev/null | "$@"
}
# In the folder itself: tar reads the backslashes of a folder that it is told.
unpack() { (cd "$pai_source" && gzip -dc "$pai_code" | tar -xf -); }
# Another start may have left something. Links are removed, not followed.
clear_source() {
    if [ -L "$pai_source" ]; then rm -f "$pai_source" && mkdir "$pai_source"; fi
    for pai_entry in "$pai_source"/* "$pai_source"/.[!.]* "$pai_source"/..?*; do
        # A pattern that nothing fits stands for itself.
        if [ -e "$pai_entry" ] || [ -L "$pai_entry" ]; then rm -rf "$pai_entry" || return; fi
    done
}

phase code
if [ -n "$pai_code" ]; then
    [ -r "$pai_code" ] || fail "the code archive $pai_code is not there, or cannot be read"
    pai_digest=$(digest) || fail "the code archive cannot be checked; the image needs gzip, and sha256sum or shasum"
    [ "${pai_digest%% *}" = "$pai_code_sha256" ] || fail "the code archive is damaged: the SHA-256 of its content is not what was submitted"
    clear_source || fail "$pai_source cannot be emptied"
    run unpack || fail "the code archive cannot be unpacked"
    cd "$pai_source"
else
    cd "$pai_home"
fi

pai_python=python
# Where only python3 exists, python is it. Last on the path: whatever the image has comes first.
if ! command -v python >/dev/null 2>&1 && command -v python3 >/dev/null 2>&1; then
    mkdir -p "$pai_tools"
    # The link is another in each run; a virtual environment names the program that has made it.
    pai_python=$(command -v python3)
    ln -sf "$pai_python" "$pai_tools/python"
    PATH=$PATH:$pai_tools
    export PATH
fi

if [ -s "$pai_config/requirements.txt" ] || { [ -n "$pai_code" ] && [ -s "$pai_source/requirements.txt" ]; }; then
    phase requirements
    command -v python >/dev/null 2>&1 \
        || fail "requirements need Python, which is missing. On Debian and Ubuntu: apt-get install python3 python3-pip python3-venv"
    if [ -n "$pai_venv" ]; then
        # One that was made before, for the same requirements and the same Python, stays. A requirement that may name a file or a folder of
        # the code is the same with the same code only, and one that installs the code in place, or may, never is. The mark moves to its
        # place when all is installed.
        # Without its own pip: the machine's is used through the system packages, which saves seconds. The packages of a virtual environment
        # that is active are none of the system's; they come in by a .pth file, behind those that are installed now.
        run "$pai_python" -c '
import hashlib, os, re, site, sys, sysconfig, venv
folder, code, files = sys.argv[1], sys.argv[2], sys.argv[3:]
made_from = [sys.version, sys.executable, sys.prefix] + sorted("%s=%s" % v for v in os.environ.items() if v[0].startswith("PIP_"))
for name in files:
    if not os.path.isfile(name): continue
    with open(name, "rb") as file: text = file.read()
    made_from.append(repr(text))
    if re.search(br"(?m)^[ \t]*-(?:e|r|-editable|-requirement)", text): made_from.append(os.urandom(16).hex())
    if re.search(br"(?m)^[ \t]*[-.]|/|\.(?:whl|zip|tar|tgz|tbz|txz)", text): made_from.append(code)
mark = os.path.join(folder, "pai-jobs-made-from")
made_from = hashlib.sha256("\n".join(made_from).encode("utf-8", "surrogateescape")).hexdigest()
try:
    with open(mark) as file:
        if file.read() == made_from: sys.exit()
except OSError: pass
for old in (mark, mark + ".part"):
    if os.path.exists(old): os.remove(old)
venv.create(folder, system_site_packages=True, symlinks=True, clear=True)
if sys.prefix != sys.base_prefix:
    scheme = "venv" if "venv" in sysconfig.get_scheme_names() else "posix_prefix"
    packages = sysconfig.get_path("purelib", scheme, vars={"base": folder, "platbase": folder})
    active = [p for p in site.getsitepackages() if p.startswith(sys.prefix + os.sep) and os.path.isdir(p)]
    with open(os.path.join(packages, "pai_active.pth"), "w", encoding="utf-8") as file:
        file.writelines("import site; site.addsitedir(%a)\n" % p for p in active)
with open(mark + ".part", "w") as file: file.write(made_from)
' "$pai_venv" "$pai_code_sha256" "$pai_source/requirements.txt" "$pai_config/requirements.txt" \
            || fail "a virtual environment cannot be made. On Debian and Ubuntu: apt-get install python3-venv"
        VIRTUAL_ENV=$pai_venv
        PATH=$pai_venv/bin:$PATH
        export VIRTUAL_ENV PATH
    fi
    pai_made=$pai_venv/pai-jobs-made-from
    if [ -z "$pai_venv" ] || [ -e "$pai_made.part" ] || [ ! -e "$pai_made" ]; then
        python -m pip --version >/dev/null 2>&1 \
            || fail "requirements need pip, which is missing. On Debian and Ubuntu: apt-get install python3-pip"
        # The file of the source first, then the job's own list: the list wins.
        for pai_file in "$pai_source/requirements.txt" "$pai_config/requirements.txt"; do
            [ -s "$pai_file" ] || continue
            run python -m pip install --disable-pip-version-check --no-input -r "$pai_file" \
                || fail "pip could not install what $pai_file lists"
        done
        if [ -n "$pai_venv" ] && [ -e "$pai_made.part" ]; then mv -f "$pai_made.part" "$pai_made" || fail "$pai_made cannot be made"; fi
    fi
fi

[ -z "$pai_stop" ] || exit "$pai_stop"
pai_at=command
pai_code=0
if [ "$pai_signals" = group ]; then
    # Not in the background: a shell would let that ignore SIGINT for good. And read, not started: that saves a process.
    # The phase begins in there, where a signal is not survived any more: one that comes before would pass the command by.
    (
        phase command
        exec 3>&-
        . "$pai_config/command.sh"
    ) || pai_code=$?
    [ -z "$pai_stop" ] || linger
    exit "$pai_code"
fi
phase command

trap 'tell USR1' USR1
trap 'tell USR2' USR2
set -- sh "$pai_config/command.sh"
# What a shell starts in the background ignores SIGINT and SIGQUIT; what the image has gives them back.
if env --default-signal true 2>/dev/null; then
    set -- env --default-signal "$@"
elif command -v perl >/dev/null 2>&1; then
    set -- perl -e '$SIG{$_} = "DEFAULT" for "INT", "QUIT", "PIPE"; exec { $ARGV[0] } @ARGV' "$@"
elif command -v python3 >/dev/null 2>&1; then
    set -- python3 -c 'import os, signal, sys
for s in signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE: signal.signal(s, signal.SIG_DFL)
os.execvp(sys.argv[1], sys.argv[1:])' "$@"
fi
if command -v setsid >/dev/null 2>&1; then set -- setsid "$@"; fi
"$@" 3>&- &
pai_child=$!
[ -z "$pai_stop" ] || tell TERM
await
[ -z "$pai_stop" ] || linger
exit "$pai_code"
