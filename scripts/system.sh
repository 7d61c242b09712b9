# What the set-ups share: how they speak, and how they install what the system lacks.

say() { printf 'foldwell: %s\n' "$*" >&2; }

stop() {
    say "$@"
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=120 "$@" 2>&1 </dev/null
}

# The lists of packages may be absent or stale, so they are fetched after a first try without. Then one by one:
# Ubuntu 22.04 has no libharfbuzz-subset0, for its libharfbuzz0b brings the library.
install_system_packages() {
    command -v apt-get >/dev/null && as_root true 2>/dev/null || return 0
    say "installing $* (once)"
    apt install "$@" >/dev/null && return 0
    said=$(apt update) || printf '%s\n' "$said" >&2
    for package; do
        said=$(apt install "$package") || printf '%s\n' "$said" >&2
    done
}
