#!/usr/bin/env bash
# What telemetry costs: from the start of the process on an existing data folder to /health/ready, and the memory it then has (VmRSS), in turn without
# telemetry, with Prometheus's port (read once), and with OTLP to a collector that is not there. Build first: dotnet build -c Release.
# OTHER=… names another build's Jingan.TargetMgmt.Api.dll, measured in the same turns.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${PROGRAM:-$PWD/src/Jingan.TargetMgmt.Api/bin/${CONFIGURATION:-Release}/net10.0/Jingan.TargetMgmt.Api.dll}
port=${PORT:-5091}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

run() { # name, program, settings…
  local name=$1 dll=$2
  shift 2
  local start ready
  start=$(date +%s%N)
  (cd "$folder" && exec env ASPNETCORE_ENVIRONMENT=Development "$@" dotnet "$dll" --urls "http://127.0.0.1:$port") > /dev/null 2>&1 &
  local service=$!
  until curl -sf "http://127.0.0.1:$port/health/ready" > /dev/null; do
    kill -0 "$service" 2> /dev/null || { echo "$name does not start"; return; }
    sleep 0.02
  done
  ready=$(date +%s%N)
  if [[ $name == prometheus ]]; then curl -sf "http://127.0.0.1:$((port + 1))/metrics" > /dev/null; fi
  sleep 2
  echo "$name: ready after $(((ready - start) / 1000000)) ms, $(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$service/status") MB"
  kill "$service" && wait "$service" 2> /dev/null || true
}

run first "$program" > /dev/null # makes the data
for _ in $(seq "${ROUNDS:-5}"); do
  if [[ -n ${OTHER:-} ]]; then run other "$OTHER"; fi
  run off "$program"
  run prometheus "$program" Telemetry__Prometheus=true "Telemetry__PrometheusAddress=127.0.0.1:$((port + 1))"
  run otlp "$program" OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1
done | sort
