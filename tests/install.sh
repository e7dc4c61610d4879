#!/usr/bin/env bash
# Installs from Debian what some tests are skipped without: LibreOffice, which fills in the reporting sheet as a clerk does, and Chromium with a
# Chinese font, in which the pages are tried. Needs root.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
wanted=(libreoffice-calc-nogui chromium fonts-wqy-zenhei)
missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ "${#missing[@]}" -eq 0 ] && exit 0
apt-get -qq update
apt-get -qq install -y --no-install-recommends "${missing[@]}" > /dev/null
