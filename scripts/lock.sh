#!/bin/sh
# Writes the lock files from pyproject.toml. Versions stay where they can; delete the files first for the newest.
set -eu
cd "${0%/*}/.."

compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: \
        --no-header --no-emit-index-url --annotation-style line "$@"
}

# The requirements under some keys of pyproject.toml.
needs() {
    .venv/bin/python -c '
import functools, pathlib, sys, tomllib
project = tomllib.loads(pathlib.Path("pyproject.toml").read_text())
print(*functools.reduce(dict.get, sys.argv[1:], project), sep="\n")' "$@"
}

needs build-system requires | compile pyproject.toml - --output-file requirements.lock
compile pyproject.toml --extra test --constraints requirements.lock --output-file requirements-test.lock
compile pyproject.toml --extra audit --constraints requirements.lock --constraints requirements-test.lock \
    --output-file requirements-audit.lock
compile pyproject.toml --extra cluster --constraints requirements.lock --constraints requirements-test.lock \
    --output-file requirements-cluster.lock
compile pyproject.toml --extra bench --constraints requirements.lock --output-file requirements-bench.lock
# Without what they need themselves: only a file in them is read.
needs project optional-dependencies press | compile --no-deps - --output-file requirements-press.lock
