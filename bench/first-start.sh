#!/usr/bin/env bash
# From the start of the process, on an empty data folder, to /health/ready and the seeded library. Build first: dotnet build -c Release
set -euo pipefail
cd "$(dirname "$0")/.."
program=${PROGRAM:-$PWD/src/Jingan.TargetMgmt.Api/bin/${CONFIGURATION:-Release}/net10.0/Jingan.TargetMgmt.Api.dll}
port=${PORT:-5090}
for round in 1 2 3 4 5; do
  folder=$(mktemp -d)
  start=$(date +%s%N)
  (cd "$folder" && ASPNETCORE_ENVIRONMENT=Development exec dotnet "$program" --urls "http://127.0.0.1:$port") > /dev/null 2>&1 &
  service=$!
  until curl -sf "http://127.0.0.1:$port/health/ready" > /dev/null; do sleep 0.02; done
  ready=$(date +%s%N)
  token=$(sed -n 's/.*"office": "\([^"]*\)".*/\1/p' "$folder/data/demo/tokens.json")
  targets=$(curl -sf "http://127.0.0.1:$port/api/v1/targets?year=2018" -H "Authorization: Bearer $token" | grep -o '"publishedAt"' | wc -l)
  listed=$(date +%s%N)
  kill $service && wait $service 2> /dev/null || true
  rm -rf "$folder"
  echo "round $round: ready after $(((ready - start) / 1000000)) ms, $targets targets listed after $(((listed - start) / 1000000)) ms"
done
