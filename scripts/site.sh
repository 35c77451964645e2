#!/usr/bin/env bash
# Builds the browser part into target/site/pkg: peaceapp.js, peaceapp_bg.wasm, the same of the verifier of result packs, and,
# for `release`, their .br files.
set -euo pipefail
cd "$(dirname "$0")/.."

mode=${1:-release}
case "$mode" in
  release) profile=wasm folder=wasm ;;
  dev) profile=dev folder=debug ;;
  *) echo "usage: site.sh release|dev" >&2; exit 2 ;;
esac

cargo build -p app --lib --target wasm32-unknown-unknown --profile "$profile" --features hydrate
# By itself: with the features of the islands all of them would be in it.
cargo build -p verifier --lib --target wasm32-unknown-unknown --profile "$profile"

# The steps below take seconds and give the same for the same input. Besides, leaving the files alone spares the
# server, which embeds them, a new link.
from=target/wasm32-unknown-unknown/$folder
pkg=target/site/pkg
stamp=target/site/made-from
made_from="$mode $(cat "$from/app.wasm" "$from/verifier.wasm" scripts/site.sh scripts/brotli.mjs scripts/package-lock.json Cargo.lock | sha256sum)"
[ -f "$pkg/verifier_bg.wasm" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$made_from" ] && exit

echo "site: $pkg ($mode)"
new=target/site/new
rm -rf "$new" "$stamp"
for part in app:peaceapp verifier:verifier; do
  name=${part#*:}
  wasm-bindgen "$from/${part%:*}.wasm" --target web --no-typescript --out-dir "$new" --out-name "$name"
  if [ "$mode" = release ]; then
    scripts/node_modules/.bin/wasm-opt -Oz \
      --enable-bulk-memory --enable-nontrapping-float-to-int --enable-reference-types \
      --enable-sign-ext --enable-multivalue --enable-mutable-globals \
      "$new/${name}_bg.wasm" -o "$new/optimised.wasm"
    mv "$new/optimised.wasm" "$new/${name}_bg.wasm"
    node scripts/brotli.mjs "$new/$name.js" "$new/${name}_bg.wasm"
  fi
done
# Replaced as a whole, so that an interrupted build leaves no mixture of two.
rm -rf "$pkg"
mv "$new" "$pkg"
echo "$made_from" > "$stamp"
