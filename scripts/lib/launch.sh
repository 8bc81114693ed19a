# Sourced by the commands beside this folder: finds a Python and runs the command with it.
# POSIX sh only, because this must work before anything else is installed.

# A candidate counts only when it really runs (version managers leave shims that don't),
# is a CPython 3.10 to 3.13 and can make virtual environments.
usable_python() {
    "$1" -I -c '
import sys, venv, ensurepip, ssl
ok = sys.implementation.name == "cpython" and (3, 10) <= sys.version_info[:2] <= (3, 13)
sys.exit(not ok)' >/dev/null 2>&1
}

find_python() {
    if [ -n "${CDQ_PYTHON:-}" ]; then
        usable_python "$CDQ_PYTHON" && { echo "$CDQ_PYTHON"; return 0; }
        echo "CDQ_PYTHON=$CDQ_PYTHON is not a working CPython 3.10 to 3.13 with venv." >&2
        return 1
    fi
    for version in 3.12 3.13 3.11 3.10; do
        for candidate in \
            "$(command -v "python$version" 2>/dev/null)" \
            "$HOME/.pyenv/versions/$version".*/bin/python \
            "$HOME/.local/share/uv/python/cpython-$version".*/bin/python3 \
            /opt/python"$version"/bin/python3 /opt/python/"$version"*/bin/python3 \
            "/usr/local/bin/python$version" "/usr/bin/python$version"
        do
            [ -x "$candidate" ] && usable_python "$candidate" && { echo "$candidate"; return 0; }
        done
    done
    for candidate in python3 python; do
        command -v "$candidate" >/dev/null 2>&1 && usable_python "$candidate" &&
            { command -v "$candidate"; return 0; }
    done
    return 1
}

launch() {
    command_name=$1
    shift
    scripts_dir=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
    : "${HOME:=/nonexistent}"
    python=$(find_python) || {
        echo "error: no CPython 3.10 to 3.13 with the venv module was found." >&2
        echo "Way out: install one (on Debian and Ubuntu: apt-get install python3 python3-venv)," >&2
        echo "or name one: CDQ_PYTHON=/path/to/python3.12 $0" >&2
        exit 1
    }
    exec "$python" "$scripts_dir/lib/main.py" "$command_name" "$@"
}
