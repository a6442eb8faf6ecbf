#!/usr/bin/env bash
# Sets up what is missing and runs every test: .NET, web, browser. The last line counts them.
set -uo pipefail
cd "$(dirname "$0")"

results="$PWD/artifacts/test-results"
rm -rf "$results" && mkdir -p "$results"
# A file, since a step in the background cannot set a variable here.
failed_steps="$results/failed-steps.txt"
: > "$failed_steps"

step() {
  local started=$SECONDS title="$1"
  shift
  echo
  echo "== $title"
  "$@" || echo "$title: $*" >> "$failed_steps"
  echo "-- $title took $((SECONDS - started)) s"
}

# Profile-guided recompilation does not pay in processes that live for seconds; without it the build takes a third less CPU time.
export DOTNET_TieredPGO=0

need() {
  command -v "$1" >/dev/null || { echo "test.sh needs $1: $2" >&2; exit 2; }
}

# The tests also run in the whole browser, which takes more CPU time, so a shell that cannot be had fails nothing.
install_chromium() {
  [ -n "${CHROMIUM:-}" ] || command -v chromium-headless-shell >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    timeout 90 apt-get update -qq && DEBIAN_FRONTEND=noninteractive timeout 180 apt-get install -y -qq chromium-headless-shell >/dev/null && return
  fi
  command -v chromium chromium-browser google-chrome >/dev/null && return
  echo "The browser tests need Chromium: install it, or name it in CHROMIUM." >&2
  return 1
}

web_build() {
  step "Web: packages" npm ci --prefix web --no-audit --no-fund --loglevel=error
  step "Web: build" npm run --prefix web --silent build
}

web_tests() {
  step "Web: lint" npm run --prefix web --silent lint
  step "Web: tests" npm run --prefix web --silent test -- --reporter=default --reporter=json --outputFile.json="$results/web.json"
}

# Not `npm run e2e`, which builds first what has just been built.
browser_tests() {
  (cd web && PLAYWRIGHT_JSON_OUTPUT_FILE="$results/browser.json" npx playwright test --reporter=list,json)
}

need dotnet "https://dot.net, version 10"
need node "https://nodejs.org, version 20.19 or newer"
need npm "https://nodejs.org, it comes with Node.js"

# Beside the .NET build: neither needs the other, and all wait for downloads.
step "Chromium" install_chromium > "$results/chromium.log" 2>&1 < /dev/null &
web_build > "$results/web-build.log" 2>&1 < /dev/null &
# One warm compiler for all projects, also where the environment asks for a new one each time.
step ".NET: build" dotnet build LiveShop.sln -nologo -clp:NoSummary -p:UseSharedCompilation=true
wait
cat "$results/chromium.log" "$results/web-build.log"

# Beside the .NET tests, most of which wait.
web_tests > "$results/web-tests.log" 2>&1 < /dev/null &
step ".NET: tests" dotnet test LiveShop.sln --no-build -nologo --blame-hang-timeout 10m --blame-hang-dump-type none --logger "trx;LogFileName=dotnet.trx" --results-directory "$results"
wait
cat "$results/web-tests.log"

step "Browser: tests" browser_tests

echo
sed 's/^/FAILED: /' "$failed_steps" >&2
node scripts/count-tests.mjs "$results" "$(wc -l < "$failed_steps")"
