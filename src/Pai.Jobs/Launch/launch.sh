#!/bin/sh
# Starts a job's command as PAI's container does, on every backend. Usage: sh launch.sh CONFIG_FOLDER
# It reads from the config folder: env.sh (variables), folders (those to be there), code.tar.gz and code.sha256 (the source),
# requirements.txt, command.sh.
# It tells its phase on descriptor 3 where that is open, else in the file that env.sh names for it.
# It never prints the environment: that may hold secrets. Its own variables have the prefix pai_, so as to change none of the job's.
set -eu

pai_config=${1%/}
phase() { { printf '%s\n' "$1" >&3; } 2>/dev/null || [ -z "$pai_phase" ] || printf '%s\n' "$1" >>"$pai_phase"; }
fail() { printf 'launch: %s\n' "$1" >&2; exit 1; }
# Some systems have the one, some the other.
verify() { if command -v sha256sum; then sha256sum -c "$1"; else shasum -a 256 -c "$1"; fi; }

. "$pai_config/env.sh"
while IFS= read -r pai_folder; do
    [ -d "$pai_folder" ] || mkdir -p "$pai_folder" || fail "cannot make $pai_folder; the image's user must be allowed to"
done <"$pai_config/folders"
# pai_ml is /ml, but for a plain process on a machine where it cannot be.

phase code
if [ -f "$pai_config/code.tar.gz" ]; then
    (cd "$pai_config" && verify code.sha256 >/dev/null 2>&1) || fail "the code archive is damaged: its SHA-256 is not what was submitted"
    tar -xzf "$pai_config/code.tar.gz" -C "$pai_ml/usercode" || fail "the code archive cannot be unpacked"
    cd "$pai_ml/usercode"
else
    cd "$pai_home"
fi

# Where only python3 exists, python is it. Last on the path: whatever the image has comes first.
if ! command -v python >/dev/null 2>&1 && command -v python3 >/dev/null 2>&1; then
    mkdir -p "$pai_tools"
    ln -sf "$(command -v python3)" "$pai_tools/python"
    PATH=$PATH:$pai_tools
    export PATH
fi

if [ -s "$pai_config/requirements.txt" ] || { [ -f "$pai_config/code.tar.gz" ] && [ -s "$pai_ml/usercode/requirements.txt" ]; }; then
    phase requirements
    command -v python >/dev/null 2>&1 || fail "requirements need Python, which is missing. On Debian and Ubuntu: apt-get install python3 python3-pip python3-venv"
    if [ -n "$pai_venv" ]; then
        # Without its own pip: the machine's is used through the system packages, which saves seconds.
        python -m venv --without-pip --system-site-packages "$pai_venv" \
            || fail "a virtual environment cannot be made. On Debian and Ubuntu: apt-get install python3-venv"
        VIRTUAL_ENV=$pai_venv
        PATH=$pai_venv/bin:$PATH
        export VIRTUAL_ENV PATH
    fi
    python -m pip --version >/dev/null 2>&1 || fail "requirements need pip, which is missing. On Debian and Ubuntu: apt-get install python3-pip"
    # The file of the source first, then the job's own list: the list wins.
    for pai_file in "$pai_ml/usercode/requirements.txt" "$pai_config/requirements.txt"; do
        [ -s "$pai_file" ] || continue
        python -m pip install --disable-pip-version-check --no-input -r "$pai_file" || fail "pip could not install what $pai_file lists"
    done
fi

phase command
exec 3>&-
. "$pai_config/command.sh"
