#!/bin/sh
# Makes .venv ready with every lock file named, and does nothing when it is: setup.sh LOCK...
set -eu
cd "${0%/*}/.."
. scripts/system.sh

# A .venv is sound when its Python is there, no work on it was broken off, and the checkout has not moved.
sound() {
    [ -x .venv/bin/python ] && [ ! -e .venv/unfinished ] && [ -f .venv/checkout ] &&
        IFS= read -r checkout <.venv/checkout && [ "$checkout" = "$(pwd -P)" ]
}

ready() {
    sound || return 1
    for lock; do
        [ "$(cat ".venv/$lock.done" 2>&1)" = "$(cksum pyproject.toml "$lock")" ] || return 1
    done
}

# The lock ends with this process, however it ends. macOS has no flock and goes without.
wait_for_other_setup() {
    command -v flock >/dev/null || return 0
    exec 9<pyproject.toml
    flock -n 9 || { say "waiting for another set-up of this checkout" && flock 9; }
}

# The real path, so that .venv is remade when the system moves on to another Python.
find_python() {
    supported='import os, sys; sys.version_info >= (3, 11) or sys.exit(1); print(os.path.realpath(sys.executable))'
    set -- python3 python3.14 python3.13 python3.12 python3.11
    [ -z "${PYTHON:-}" ] || set -- "$PYTHON"
    for candidate; do
        python=$("$candidate" -c "$supported" 2>/dev/null) && return 0
    done
    stop "Python 3.11 or newer is needed; $1 is older or not there.
Install it with the line for your system, then run the same command again:
  Debian, Ubuntu   sudo apt-get install -y python3 python3-venv
  Ubuntu 22.04     sudo apt-get install -y python3.11 python3.11-venv
  Fedora           sudo dnf install -y python3.11
  Alpine           sudo apk add python3
  macOS            brew install python@3.13
If it is elsewhere, name it: make PYTHON=/path/to/python3"
}

opens() {
    "$python" - "$1" 2>/dev/null <<'END'
import ctypes, sys
ctypes.CDLL(sys.argv[1] + (".dylib" if sys.platform == "darwin" else ".so.0"))
END
}

# The names of Debian packages: of the libraries that WeasyPrint opens, and of what Debian leaves out of Python.
missing() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null || echo "${python##*/}-venv"
    opens libpango-1.0 || echo libpango-1.0-0
    opens libpangoft2-1.0 || echo libpangoft2-1.0-0
    opens libharfbuzz-subset || echo libharfbuzz-subset0
}

see_to_system() {
    packages=$(missing | paste -s -d ' ' -)
    # shellcheck disable=SC2086  # a list of names, split on purpose
    [ -z "$packages" ] || install_system_packages $packages
    packages=$(missing | paste -s -d ' ' -)
    [ -z "$packages" ] || stop "this machine lacks parts that draw letters or hold Python packages.
Install them with the line for your system, then run the same command again:
  Debian, Ubuntu   sudo apt-get install -y $packages
  Fedora           sudo dnf install -y python3 pango harfbuzz
  Alpine           sudo apk add python3 pango harfbuzz-subset
  macOS            brew install python@3.13 pango"
}

make_venv() {
    say "making .venv with $python"
    rm -rf .venv
    "$python" -m venv .venv || stop "could not make .venv; see the lines above"
    pwd -P >.venv/checkout
}

pip() {
    .venv/bin/python -m pip --quiet --no-input --disable-pip-version-check "$@" ||
        stop "could not install the packages; see the lines above, then run the same command again"
}

install_packages() {
    say "installing the Python packages of $1 (once, about a minute)"
    : >.venv/unfinished
    # Of the package for a press one file is read and nothing run, so its lock has nothing that it needs itself.
    [ "$1" = requirements-press.lock ] && alone=--no-deps || alone=
    pip install --require-hashes $alone --only-binary :all: --requirement "$1"
    pip install --no-index --no-deps --no-build-isolation --editable .
    cksum pyproject.toml "$1" >".venv/$1.done"
    rm .venv/unfinished
}

ready "$@" && exit
wait_for_other_setup
ready "$@" && exit
find_python
see_to_system
sound || make_venv
for lock; do
    ready "$lock" || install_packages "$lock"
done
