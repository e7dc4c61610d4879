#!/usr/bin/env bash
# Makes what docker-compose.yml takes from deploy/secrets, where it is not there yet: passwords, connection strings, certificates, and for the split shape
# the tokens with which the sides' processes read each other's facts.
# Run as root: a file of mode 0600 has to belong to the user inside the container that reads it, because compose hands files over as they are.
set -euo pipefail
umask 077
folder=${1:-"$(dirname "$0")/secrets"}
sqlserver=10001 # user mssql of the SQL Server image
service=1654    # user app of the .NET images
[ "$(id -u)" -eq 0 ] || { echo "run as root: the files are given to the users in the containers" >&2; exit 1; }
mkdir -p "$folder"
cd "$folder"

# keep FILE OWNER: stores the standard input, complete or not at all; never overwrites.
keep() {
  if [ -e "$1" ]; then cat > /dev/null; return; fi
  cat > "$1.new"
  chown "$2" "$1.new"
  chmod 0600 "$1.new"
  mv "$1.new" "$1"
  echo "made $folder/$1"
}

# 40 letters and digits, about 238 bits; SQL Server asks for three kinds of characters, and quotes would have to be escaped.
new_password() {
  local password=
  until [[ $password =~ [A-Z] && $password =~ [a-z] && $password =~ [0-9] && ${#password} -eq 40 ]]; do
    password=$(head -c 96 /dev/urandom | base64 -w 0 | tr -d '+/=' | cut -c 1-40)
  done
  printf %s "$password"
}

# The certificate is compared as a whole (ServerCertificate), so that no authority and no TrustServerCertificate is needed.
connection() {
  printf 'Server=tcp:sqlserver,1433;Database=targetmgmt_%s;User ID=%s_%s;Password=%s;Encrypt=True;ServerCertificate=/run/secrets/sqlserver-certificate;Application Name=targetmgmt;Connect Timeout=15;%s' \
    "$1" "$1" "$2" "$(cat "$1-$2-password.txt")" "$3"
}

new_password | keep sa-password.txt $sqlserver
for side in government evaluation; do
  new_password | keep $side-migration-password.txt $sqlserver
  new_password | keep $side-service-password.txt $sqlserver
  connection $side migration 'Command Timeout=600;Pooling=False' | keep $side-migration-connection.txt $service
  connection $side service 'Command Timeout=30;Min Pool Size=2;Max Pool Size=100' | keep $side-service-connection.txt $service
  # Shown to this side by the other's process; jtm token add --secret-file registers it.
  printf 'jtm_%s' "$(od -An -v -tx1 -N32 /dev/urandom | tr -d ' \n')" | keep $side-facts-token.txt $service
done

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

# new_certificate NAME: into $made. Whoever connects compares it as a whole, so that no authority is needed.
new_certificate() {
  openssl req -x509 -newkey rsa:3072 -sha256 -noenc -days 825 -subj "/CN=$1" -addext "subjectAltName=DNS:$1" \
    -addext keyUsage=digitalSignature,keyEncipherment -addext extendedKeyUsage=serverAuth -keyout "$made/key" -out "$made/certificate" 2> /dev/null
}

if [ ! -e sqlserver-certificate.txt ] || [ ! -e sqlserver-key.txt ]; then
  new_certificate sqlserver
  rm -f sqlserver-certificate.txt sqlserver-key.txt
  keep sqlserver-key.txt $sqlserver < "$made/key"
  keep sqlserver-certificate.txt $sqlserver < "$made/certificate"
fi
for side in government evaluation; do
  if [ ! -e $side-certificate.txt ] || [ ! -e $side-key.txt ]; then
    new_certificate $side
    rm -f $side-certificate.txt $side-key.txt
    keep $side-key.txt $service < "$made/key"
    keep $side-certificate.txt $service < "$made/certificate"
  fi
done
chmod 0644 ./*-certificate.txt # public, and read by the programs as well
