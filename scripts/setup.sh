#!/usr/bin/env bash
# Installs what is missing: `setup.sh build` for a build; `tests`, `bench`, `validate` for these as well.
# Each step looks before it acts, so that a repeated call is quick and silent.
set -euo pipefail
cd "$(dirname "$0")/.."

CARGO_DENY=0.20.2

say() { echo "setup: $*"; }
fail() { echo "setup: $*" >&2; exit 1; }

need() { # COMMAND ADVICE
  command -v "$1" >/dev/null || fail "$1 is missing: $2"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else fail "this needs root, and there is no sudo: $*"
  fi
}

# The version of a crate in Cargo.lock.
locked() { awk -v name="\"$1\"" '/^name = /{found = ($3 == name)} found && /^version = /{gsub(/"/, "", $3); print $3; exit}' Cargo.lock; }

# npm leaves node_modules/.package-lock.json behind: newer than our lock means up to date.
npm_packages() { # FOLDER
  [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return
  say "npm packages of $1"
  # Exactly the lock file, and no install scripts: these packages need none.
  (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
}

wasm_target() {
  [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ] && return
  need rustup "it adds the target wasm32-unknown-unknown; see https://rustup.rs"
  say "Rust target wasm32-unknown-unknown"
  rustup target add wasm32-unknown-unknown
}

wasm_bindgen() {
  local want
  want=$(locked wasm-bindgen)
  [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $want" ] && return
  say "wasm-bindgen-cli $want, the version in Cargo.lock (a few minutes)"
  # Not --locked: its own lock file names a crate version that was withdrawn. It runs for a second, so it need not be fast.
  CARGO_PROFILE_RELEASE_OPT_LEVEL=1 cargo install --force wasm-bindgen-cli --version "$want"
}

cargo_deny() {
  [ "$(cargo-deny --version 2>/dev/null)" = "cargo-deny $CARGO_DENY" ] && return
  say "cargo-deny $CARGO_DENY (a few minutes)"
  cargo install --force --locked cargo-deny --version "$CARGO_DENY"
}

has_chromium-headless-shell() { [ -x "${CHROMIUM:-/usr/bin/chromium-headless-shell}" ]; }
has_postgresql() { compgen -G "${PEACEAPP_POSTGRES_BIN:-/usr/lib/postgresql/*/bin}/initdb" >/dev/null; }
has_nginx-light() { command -v nginx >/dev/null || [ -x /usr/sbin/nginx ]; }
has_wrk() { command -v wrk >/dev/null; }
has_r-cran-lme4() { command -v Rscript >/dev/null && Rscript -e 'q(status = !requireNamespace("lme4", quietly = TRUE))' >/dev/null 2>&1; }

debian_packages() { # PACKAGE...
  local package missing=()
  for package in "$@"; do "has_$package" || missing+=("$package"); done
  [ ${#missing[@]} = 0 ] && return
  command -v apt-get >/dev/null || fail "this needs ${missing[*]}, and there is no apt-get here:
  install them; CHROMIUM=/path/to/chromium and PEACEAPP_POSTGRES_BIN=/path/to/postgresql/bin say where the first two are"
  say "Debian packages: ${missing[*]}"
  as_root apt-get update -q
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

need cargo "see https://rustup.rs"
need cc "install a C compiler (Debian: build-essential); SQLite is compiled from source"
need node "install Node.js 20 or newer"
need npm "it comes with Node.js"
node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || fail "Node.js 20 or newer is needed, this is $(node --version)"

wasm_target
wasm_bindgen
npm_packages scripts
# The server's build looks for this folder, even when nothing is in it yet.
mkdir -p target/site/pkg

case "${1:-}" in
  build) ;;
  tests)
    # Any Chromium will do, slower.
    (debian_packages chromium-headless-shell) || [ -x /usr/bin/chromium ] || fail "the tests need Chromium"
    debian_packages postgresql
    npm_packages tests/e2e
    cargo_deny
    ;;
  bench) debian_packages postgresql nginx-light wrk ;;
  validate) debian_packages r-cran-lme4 ;;
  *) fail "usage: setup.sh build|tests|bench|validate" ;;
esac
