#!/bin/sh
# Fetches the reference tools into .venv/conformance, and does nothing when they are there.
set -eu
cd "${0%/*}/../.."
. scripts/system.sh

here=scripts/conformance
tools=.venv/conformance

there() { command -v "$1" >/dev/null; }

reader() { there pdftoppm; }

office() { there soffice; }

browser() { there chromium || there chromium-browser || there google-chrome; }

# The validator needs Node 18. Java may be a stand-in that only says how to install Java, as on macOS.
runs() {
    java -version 2>/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null && browser && reader && office
}

ready() { [ "$(cat "$tools/done" 2>&1)" = "$(cksum "$here/pom.xml" "$here/package-lock.json")" ] && runs; }

# The names of Debian packages.
missing() {
    java -version 2>/dev/null || echo default-jre-headless
    there mvn || echo maven
    there node || echo nodejs
    there npm || echo npm
    browser || echo chromium
    reader || echo poppler-utils
    office || echo libreoffice-writer-nogui
}

see_to_system() {
    packages=$(missing | paste -s -d ' ' -)
    # shellcheck disable=SC2086  # a list of names, split on purpose
    [ -z "$packages" ] || install_system_packages $packages
    packages=$(missing | paste -s -d ' ' -)
    [ -z "$packages" ] && runs || stop "the reference tools need Java, Maven, npm, Node 18 or newer, Chromium, poppler and LibreOffice.
Install them with the line for your system, then run the same command again:
  Debian, Ubuntu   sudo apt-get install -y ${packages:-nodejs}
  Fedora           sudo dnf install -y java-latest-openjdk-headless maven nodejs npm chromium poppler-utils libreoffice-writer
  macOS            brew install openjdk maven node chromium poppler libreoffice
Only the check needs them: leaflets are made without."
}

fetched() {
    said=$("$@" 2>&1 </dev/null) || {
        printf '%s\n' "$said" >&2
        stop "could not fetch the reference tools; see the lines above, then run the same command again"
    }
}

fetch() {
    say "fetching veraPDF, the Open XML SDK and axe-core (once, about a minute)"
    rm -rf "$tools"
    mkdir -p "$tools"
    cp "$here/package.json" "$here/package-lock.json" "$tools"
    fetched mvn -B -q -C -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$PWD/$tools/jars"
    # Not "npm ci": the lock has the validator for Linux on x64 alone, and ci would miss those for other systems.
    fetched npm install --prefix "$tools" --ignore-scripts --no-audit --no-fund
    cksum "$here/pom.xml" "$here/package-lock.json" >"$tools/done"
}

ready && exit
see_to_system
fetch
