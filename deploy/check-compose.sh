#!/usr/bin/env bash
# Whether docker-compose.yml is valid in each of its shapes; no engine is asked. With --install it first fetches Debian's docker-compose where none is there.
set -euo pipefail
cd "$(dirname "$0")/.."

compose() {
  if docker compose version > /dev/null 2>&1; then docker compose "$@"; else docker-compose "$@"; fi
}

if ! docker compose version > /dev/null 2>&1 && ! command -v docker-compose > /dev/null && [ "${1-}" = --install ]; then
  { apt-get update && apt-get install -y --no-install-recommends docker-compose; } > /dev/null
fi
if ! compose version > /dev/null 2>&1; then
  echo "docker-compose.yml was not checked: no compose is installed (deploy/check-compose.sh --install fetches Debian's)." >&2
  exit 3
fi

# Any values do: what is looked at is the file. The older 1.29, which Debian has, does not know the member "name".
values=$(mktemp)
file=$(mktemp -p . .compose-XXXXXX.yml)
trap 'rm -f "$values" "$file"' EXIT
printf '%s\n' ACCEPT_EULA=Y MSSQL_PID=Express GOVERNMENT_ORIGIN=example.org/government EVALUATION_ORIGIN=example.org/evaluation > "$values"
case "$(compose version)" in
  *" version 1."*) sed '/^name:/d' docker-compose.yml > "$file" ;;
  *) cp docker-compose.yml "$file" ;;
esac
for profile in single split tools; do
  compose -f "$file" --env-file "$values" --profile "$profile" config > /dev/null
  echo "docker-compose.yml is valid, profile $profile"
done
