#!/usr/bin/env bash
# Installs from Debian what some tests are skipped without: LibreOffice, which fills in the reporting sheet as a clerk does, and Chromium with a
# Chinese font, in which the pages are tried. Needs root. Where Node.js is, an identity provider from the npm registry as well, for the tests of
# signing in.
set -euo pipefail
cd "$(dirname "$0")"
if command -v npm > /dev/null && [ ! -d OpenIdConnect/node/node_modules ]; then
  (cd OpenIdConnect/node && npm ci --ignore-scripts --no-audit --no-fund > /dev/null) || echo "oidc-provider could not be installed"
fi
export DEBIAN_FRONTEND=noninteractive
wanted=(libreoffice-calc-nogui chromium fonts-wqy-zenhei)
missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ "${#missing[@]}" -eq 0 ] && exit 0
apt-get -qq update
apt-get -qq install -y --no-install-recommends "${missing[@]}" > /dev/null
