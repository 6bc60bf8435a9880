#!/bin/sh
# Makes a virtual environment ready: the system packages that PyICU compiles with where they are missing, the
# locked packages, and this package itself, editable. `make setup` calls it; a second call changes nothing.
set -eu
venv=${1:?usage: setup.sh VENV}

say() { printf 'set-up: %s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if recent "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
}

has_headers() {
    "$1" -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(sysconfig.get_path("include") + "/Python.h"))'
}

# The Debian packages that are not here yet; none when PyICU is already compiled.
missing_packages() {
    if "$venv/bin/python" -c 'import icu' >/dev/null 2>&1; then
        return
    fi
    python=$(find_python)
    if [ -z "$python" ]; then
        echo python3 python3-venv python3-dev
    else
        "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || echo python3-venv
        has_headers "$python" || echo python3-dev
    fi
    command -v g++ >/dev/null || echo g++
    command -v make >/dev/null || echo make
    command -v pkg-config >/dev/null || echo pkg-config
    pkg-config --exists icu-i18n 2>/dev/null || echo libicu-dev
}

install_packages() {
    line="apt-get update && apt-get install --yes --no-install-recommends $*"
    quiet="apt-get -qq update && apt-get -qq install --yes --no-install-recommends $* >/dev/null"
    command -v apt-get >/dev/null || fail "missing: $*. these are Debian's names: install their like, then make again"
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        as_root=sudo
    else
        fail "missing system packages, and no right to install them. run as root, then make again:
$line"
    fi
    say "installing system packages: $*"
    $as_root sh -c "export DEBIAN_FRONTEND=noninteractive; $quiet" \
        || fail "system packages could not be installed. mend what the lines above say, or run as root:
$line"
}

packages=$(missing_packages | tr '\n' ' ')
if [ -n "$packages" ]; then
    # shellcheck disable=SC2086  # a list of words
    install_packages ${packages% }
fi

if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    [ -n "$python" ] || fail "python 3.11 or later is needed; got $(python3 --version 2>&1). name one: make PYTHON=/path/to/it"
    has_headers "$python" || fail "$python has no Python.h, which PyICU needs. name another: make PYTHON=/usr/bin/python3"
    say "making $venv with $("$python" --version)"
    "$python" -m venv --clear "$venv"
fi
recent "$venv/bin/python" \
    || fail "$venv holds $("$venv/bin/python" --version), and 3.11 or later is needed. run make distclean, then make again"

say "installing the locked packages (the first time PyICU compiles: a minute or two)"
pip="$venv/bin/python -m pip --disable-pip-version-check --quiet"
$pip install --require-hashes --requirement requirements.lock
$pip install --no-deps --no-build-isolation --editable .
say "ready: $venv"
