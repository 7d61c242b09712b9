#!/bin/sh
# Writes the lock files from pyproject.toml. Versions stay where they can; delete the files first for the newest.
set -eu
cd "${0%/*}/.."

compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: \
        --no-header --no-emit-index-url --annotation-style line pyproject.toml "$@"
}

what_builds_foldwell() {
    .venv/bin/python -c '
import pathlib, tomllib
print(*tomllib.loads(pathlib.Path("pyproject.toml").read_text())["build-system"]["requires"], sep="\n")'
}

what_builds_foldwell | compile - --output-file requirements.lock
compile --extra test --constraints requirements.lock --output-file requirements-test.lock
compile --extra audit --constraints requirements.lock --constraints requirements-test.lock \
    --output-file requirements-audit.lock
