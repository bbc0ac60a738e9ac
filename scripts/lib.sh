# What the scripts share. Sourced, never run: `root` is the checkout, and it is the working directory afterwards.
# shellcheck shell=bash

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# What is built stays outside the checkout, so that a fresh clone on the same machine starts warm.
: "${HOME:=$(getent passwd "$(id -u)" | cut -d: -f6)}"
export HOME
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/hearth/target}

die() {
	echo "$*" >&2
	exit 1
}

# need COMMAND REMEDY: one line that says what to install.
need() {
	command -v "$1" >/dev/null 2>&1 || die "$1 is missing: $2"
}

need_tools() {
	need cargo "install Rust 1.95 or newer with rustup, then run this again"
	need node "install Node.js 20 or newer, then run this again"
	need npm "install npm, which most packages of Node.js bring, then run this again"
	local major
	major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
	[ "$major" -ge 20 ] || die "node $(node --version) is too old: install Node.js 20 or newer, then run this again"
}

# modules FOLDER: the packages of its lock file, fetched only when the lock file changed.
modules() {
	local stamp="$1/node_modules/.lock-sum" sum
	sum=$(sha256sum "$1/package-lock.json" | cut -d' ' -f1)
	if [ "$(cat "$stamp" 2>/dev/null || true)" != "$sum" ]; then
		npm ci --prefix "$1" --ignore-scripts --no-audit --no-fund --loglevel=error >&2
		echo "$sum" >"$stamp"
	fi
}

# free_port: a port of the loopback that nobody listens on now.
free_port() {
	node -e 's = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}
