#!/usr/bin/env bash
# Runs every check, or the steps named; goes on after a failure, so that one run shows all; ends with one table.
# A step that cannot run has failed: nothing is skipped but what the table counts as skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

steps=(lock fmt clippy clippy-wasm site build rust e2e deny)
logs=target/test-logs

step_lock() { cargo fetch --locked; } # Cargo.lock fits; deny, which works offline, needs the packages of all platforms
step_fmt() { cargo fmt --all --check; }
step_clippy() { cargo clippy --workspace --all-targets --locked -- -D warnings; }
step_clippy-wasm() { cargo clippy -p app --lib --target wasm32-unknown-unknown --features hydrate --locked -- -D warnings; }
step_site() { scripts/site.sh release; }
# One command for program and tests: the same features everywhere, so nothing is compiled twice.
step_build() { cargo build --workspace --all-targets --locked; }
step_rust() { tests/with-postgres.sh cargo test --workspace --locked --no-fail-fast; }
step_e2e() {
  # By itself what promises a time; the others two at once, as half of the time a spec waits.
  local alone=tests/e2e/board.spec.mjs together=() code=0
  for spec in tests/e2e/*.spec.mjs; do [ "$spec" = "$alone" ] || together+=("$spec"); done
  node --test --test-timeout=600000 --test-reporter=spec "$alone" || code=1
  node --test --test-concurrency=2 --test-timeout=600000 --test-reporter=spec "${together[@]}" || code=1
  return "$code"
}
step_deny() { cargo deny --offline check --hide-inclusion-graph bans licenses sources; }

# Adds up a word's count over the summaries of cargo test ("3 passed;") and node --test ("# pass 3").
count() { # CARGO-WORD NODE-WORD
  cat "$logs"/*.log | awk -v cargo="$1" -v node="$2" '
    /^test result:/ { for (i = 2; i <= NF; i++) if ($i == cargo ";") n += $(i - 1) }
    $2 == node && NF == 3 && /^(ℹ|#) / { n += $3 }
    END { print n + 0 }'
}

[ $# = 0 ] || steps=("$@")
rm -rf "$logs"
mkdir -p "$logs"
table=() failed=()
for step in "${steps[@]}"; do
  declare -F "step_$step" >/dev/null || { echo "test: no step '$step'" >&2; exit 2; }
  printf '\n== %s\n' "$step"
  from=$SECONDS verdict=ok
  # A new shell, as `set -e` does not hold inside a function whose result is asked for.
  if ! (set -e; trap - EXIT; "step_$step") </dev/null 2>&1 | tee "$logs/$step.log"; then verdict=FAILED failed+=("$step"); fi
  table+=("$(printf '%-12s %-7s %4d s' "$step" "$verdict" $((SECONDS - from)))")
done

printf '\n'
printf '%s\n' "${table[@]}"
passed=$(count passed pass) broken=$(($(count failed fail) + $(count - cancelled))) skipped=$(($(count ignored skipped) + $(count - todo)))
printf '\n%d tests passed, %d failed, %d skipped; %d of %d steps failed; %d s\n' \
  "$passed" "$broken" "$skipped" "${#failed[@]}" "${#steps[@]}" "$SECONDS"
[ "${#failed[@]}" = 0 ] || {
  # At the end, where it is seen: what a step says last is what went wrong.
  for step in "${failed[@]}"; do printf '\n== %s, its last lines\n' "$step"; tail -n 60 "$logs/$step.log"; done
  echo "failed: ${failed[*]}"
  exit 1
}
