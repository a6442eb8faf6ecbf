#!/usr/bin/env bash
# What docs/run-with-func.md needs, once, when the container is made.
set -euo pipefail

npm install --global azure-functions-core-tools@4 azurite@3
dotnet tool restore
npm --prefix web ci
[ -e local.settings.json ] || cp local.settings.sample.json local.settings.json
