#!/usr/bin/env bash
# What docs/run-with-func.md and ./test.sh need, once, when the container is made.
set -euo pipefail

npm install --global azure-functions-core-tools@4 azurite@3
dotnet tool restore
npm --prefix web ci
# Ubuntu's own Chromium package is a snap, which does not run in a container.
(cd web && npx playwright install --with-deps chromium)
sudo ln -sf "$(cd web && node -p "require('@playwright/test').chromium.executablePath()")" /usr/local/bin/chromium
[ -e local.settings.json ] || cp local.settings.sample.json local.settings.json
