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

dotnet_tests() {
  local name="$1"
  shift
  dotnet test LiveShop.sln --no-build -nologo --blame-hang-timeout 10m --blame-hang-dump-type none \
    --logger "trx;LogFileName=$name.trx" --results-directory "$results" "$@"
}

# A test that fails beside all the others and passes alone is flaky, which count-tests.mjs tells; many failures are a defect.
dotnet_tests_again() {
  local few
  few=$(node scripts/few-failed-tests.mjs "$results/dotnet.trx") && [ -n "$few" ] || return 0
  sed -i '/^\.NET: tests: /d' "$failed_steps"
  step ".NET: failed tests, again" dotnet_tests dotnet-again --filter "$few"
}

web_build() {
  step "Web: packages" npm ci --prefix web --no-audit --no-fund --loglevel=error
  step "Web: build" npm run --prefix web --silent build
}

web_tests() {
  step "Web: lint" npm run --prefix web --silent lint
  step "Web: tests" npm run --prefix web --silent test -- --reporter=default --reporter=json --outputFile.json="$results/web.json"
}

# Not `npm run e2e`, which builds first what has just been built. Compiling methods a second time, when they were called often,
# does not pay in these servers either.
browser_tests() {
  (cd web && DOTNET_TC_CallCounting=0 PLAYWRIGHT_JSON_OUTPUT_FILE="$results/browser.json" npx playwright test --reporter=list,json)
}

need dotnet "https://dot.net, version 10"
need node "https://nodejs.org, version 20.19 or newer"
need npm "https://nodejs.org, it comes with Node.js"

# Beside .NET: neither needs the other, all wait for downloads, and most .NET tests wait.
step "Chromium" install_chromium > "$results/chromium.log" 2>&1 < /dev/null &
{ web_build; web_tests; } > "$results/web.log" 2>&1 < /dev/null &
# One warm compiler for all projects, also where the environment asks for a new one each time.
step ".NET: build" dotnet build LiveShop.sln -nologo -clp:NoSummary -p:UseSharedCompilation=true
step ".NET: tests" dotnet_tests dotnet
wait
cat "$results/chromium.log" "$results/web.log"
dotnet_tests_again

step "Browser: tests" browser_tests

echo
sed 's/^/FAILED: /' "$failed_steps" >&2
node scripts/count-tests.mjs "$results" "$(wc -l < "$failed_steps")"
