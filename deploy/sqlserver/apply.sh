#!/usr/bin/env bash
# Runs scripts of this folder for both sides inside the SQL Server image, as its administrator: apply.sh logins settings, apply.sh grants, apply.sh backup.
# Passwords reach sqlcmd through the environment: its command line can be read by every process of the machine.
set -euo pipefail
cd "$(dirname "$0")"

secret() { cat "/run/secrets/$1"; }

SQLCMDPASSWORD=$(secret sa-password)
export SQLCMDPASSWORD
for side in government evaluation; do
  export SIDE=$side DATABASE=targetmgmt_$side
  if [ -e "/run/secrets/$side-service-password" ]; then
    MIGRATION_PASSWORD=$(secret "$side-migration-password") SERVICE_PASSWORD=$(secret "$side-service-password")
    export MIGRATION_PASSWORD SERVICE_PASSWORD
  fi
  for script in "$@"; do
    echo "$side: $script.sql"
    # -C: no certificate is checked, because this container shares the server's network and speaks to it over loopback.
    /opt/mssql-tools18/bin/sqlcmd -b -C -S localhost -U sa -d master -i "$script.sql"
  done
done
