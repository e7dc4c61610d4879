#!/usr/bin/env bash
# Tries what deploy/package.sh has built. The Debian package is installed into a clean Debian (debootstrap), set up, started by systemd in a container
# without a network (systemd-nspawn), talked to, backed up, upgraded and purged; the tool package is installed, the single file run.
# Needs root on Debian, and Debian's mirror: the clean root is kept in a folder between runs, what the package depends on is fetched each time.
# deploy/test-package.sh [--keep]    --keep: leave the root where it is, to look at
set -euo pipefail
cd "$(dirname "$0")/.."
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
suite=${SUITE:-bookworm} mirror=${MIRROR:-http://deb.debian.org/debian}
packages=$PWD/artifacts/packages
version=$(sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' Directory.Build.props)
deb=$packages/jingan-targetmgmt_${version}_$(dpkg --print-architecture).deb
cache=${TMPDIR:-/tmp}/jingan-targetmgmt-debian
work=$(mktemp -d) keep=${1:-} root= leader= container=

step() { echo "== $*"; }
fail() {
  echo "FAILED: $*" >&2
  [ -z "$leader" ] || inside journalctl --no-pager -n 40 -u jingan-targetmgmt -u jingan-targetmgmt-backup >&2 || true
  exit 1
}
has() { [[ $1 == *"$2"* ]] || fail "no '$2' in: $1"; }

end() {
  [ -z "$container" ] || { kill "$container" 2> /dev/null && wait "$container" 2> /dev/null; } || true
  if [ "$keep" = --keep ]; then echo "kept: $work"; else rm -rf --one-file-system "$work"; fi
}
trap end EXIT

need() {
  local missing=()
  local package
  for package in debootstrap systemd-container curl openssl; do
    dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ "${#missing[@]}" -eq 0 ] || { apt-get -qq update && apt-get -qq install -y --no-install-recommends "${missing[@]}" > /dev/null; }
}

# A Debian as its installer leaves it: systemd, and nothing of ours.
clean_root() {
  local tar=$cache/$suite.tar
  if [ ! -e "$tar" ]; then
    step "debootstrap $suite"
    mkdir -p "$cache"
    debootstrap --variant=minbase --include=ca-certificates,dbus,systemd-sysv "$suite" "$work/new" "$mirror" > "$work/debootstrap.log" \
      || { tail -n 20 "$work/debootstrap.log"; fail "debootstrap"; }
    tar -C "$work/new" --numeric-owner -cf "$tar.part" . && mv "$tar.part" "$tar" && rm -rf "$work/new"
  fi
  root=$work/root
  mkdir "$root" && tar -C "$root" --numeric-owner -xf "$tar"
}

# Before it is booted: with the machine's network, for what the package depends on.
unbooted() { systemd-nspawn -q -D "$root" --register=no --keep-unit --pipe --setenv=DEBIAN_FRONTEND=noninteractive "$@"; }

boot() {
  systemd-nspawn -q -D "$root" --boot --register=no --keep-unit --private-network > "$work/boot.log" 2>&1 &
  container=$!
  for _ in $(seq 100); do
    leader=$(pgrep -P "$container" | head -n 1) && [ -n "$leader" ] && [ -d "/proc/$leader/root/run/systemd/system" ] && break
    sleep 0.1
  done
  [ -n "$leader" ] || { cat "$work/boot.log"; fail "systemd-nspawn does not boot here"; }
  local state=
  for _ in $(seq 300); do
    state=$(inside systemctl is-system-running 2> /dev/null) || true
    [[ $state != running && $state != degraded ]] || return 0
    sleep 0.1
  done
  fail "the container is '$state'"
}

inside() { nsenter --target "$leader" --all --wd "$@"; }
ask() { inside_network curl -sS --max-time 20 "$@"; }
inside_network() { nsenter --target "$leader" --net "$@"; }
# The processes of a user in there, seen from here: a minimal Debian has no pgrep.
processes_of() { grep -lsE "^Uid:[[:space:]]+$1[[:space:]]" "/proc/$leader/root/proc/"[0-9]*/status || true; }
member() { python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }

[ -e "$deb" ] || fail "$deb is not there: run deploy/package.sh first"
need
clean_root

step "install"
cp "$deb" "$root/root/new.deb"
unbooted sh -c 'apt-get -qq update && apt-get -qq install -y --no-install-recommends /root/new.deb nginx' > "$work/install.log" 2>&1 \
  || { tail -n 30 "$work/install.log"; fail "the package does not install"; }
has "$(cat "$work/install.log")" "jtm setup --owner targetmgmt"
unbooted systemd-analyze verify /usr/lib/systemd/system/jingan-targetmgmt{,-backup}.service || fail "systemd finds fault with a unit"
exposure=$(unbooted systemd-analyze security --offline=true --threshold=20 /usr/lib/systemd/system/jingan-targetmgmt.service | tail -n 1) \
  || fail "the unit is more exposed than it was: $exposure"
echo "$exposure"

step "boot: nothing runs before it is set up"
boot
[ "$(inside systemctl is-enabled jingan-targetmgmt || true)" = disabled ] || fail "the service is enabled by the installation"
inside systemctl start jingan-targetmgmt
[ "$(inside systemctl is-active jingan-targetmgmt || true)" = inactive ] || fail "an unconfigured service was started"

step "jtm setup, twice"
cat > "$root/root/answers.json" <<'JSON'
{ "governmentOrigin": "targets.example.gov.cn/government", "evaluationOrigin": "targets.example.gov.cn/evaluation", "seeds": "seeds/jingan-2018" }
JSON
setup=(jtm setup --from /root/answers.json --owner targetmgmt --secrets /root/first-access --lang en)
inside "${setup[@]}" || fail "jtm setup"
inside "${setup[@]}" > "$work/again.log" || { cat "$work/again.log"; fail "jtm setup does not go through twice"; }
[ "$(stat -c %a "$root/var/lib/jingan-targetmgmt")" = 700 ] || fail "the data folder is open to others"
[ "$(stat -c %a "$root/var/lib/jingan-targetmgmt/keys/government-log.pem")" = 600 ] || fail "a log's key is open to others"

step "start"
inside systemctl enable --now --quiet jingan-targetmgmt jingan-targetmgmt-backup.timer || fail "the service does not start"
server=http://127.0.0.1:5080
has "$(ask "$server/health/ready")" '"status":"ready"'
main_pid=$(inside systemctl show -P MainPID jingan-targetmgmt)
has "$(inside systemctl show -P User jingan-targetmgmt)" targetmgmt
has "$(cat "/proc/$leader/root/proc/$main_pid/status" | grep -E 'NoNewPrivs|Seccomp:' | tr -d '\t')" NoNewPrivs:1

step "a report by a token; jtm verify"
token() { inside runuser -u targetmgmt -- jtm token add --file /var/lib/jingan-targetmgmt/access-tokens.json "$@" | head -n 1; }
reporter=$(token --name 王五 --role reporter --unit LSJ)
answer=$(ask -X POST -H "Authorization: Bearer $reporter" -H 'Content-Type: application/json' \
  -d '{"period":"2018-06","value":3.1,"narrative":"已建成3.1万平方米","signatory":"负责人"}' "$server/api/v1/targets/JA2018-028/progress")
has "$answer" '"receipt"'
printf 'log %s\nquorum none\n' "$(cat "$root/root/first-access/government.vkey")" > "$root/root/policy"
verified=$(inside env JTM_TOKEN="$(token --name 审计 --role auditor)" jtm verify "$server/logs/government" --policy /root/policy --lang en) \
  || fail "the log does not verify"
has "$verified" "targets.example.gov.cn/government"
inside jtm doctor --lang en || fail "jtm doctor finds a fault"

step "the evaluator founds its log"
evaluator=$(cat "$root/root/first-access/evaluator.token")
inside env JTM_TOKEN="$evaluator" jtm key new --out /root/assessor.pem --name 王评 --register --server "$server" --lang en || fail "the evaluator registers no key"

step "TLS by nginx, as the example has it"
name=targets.example.gov.cn
mkdir -p "$root/etc/ssl/$name"
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$name" -addext "subjectAltName=DNS:$name" \
  -keyout "$root/etc/ssl/$name/privkey.pem" -out "$root/etc/ssl/$name/fullchain.pem" 2> /dev/null
cp "$root/usr/share/doc/jingan-targetmgmt/examples/nginx.conf" "$root/etc/nginx/sites-enabled/targetmgmt"
inside systemctl restart nginx || fail "nginx does not take the example"
through=(--cacert "$root/etc/ssl/$name/fullchain.pem" --resolve "$name:443:127.0.0.1" --resolve "$name:80:127.0.0.1")
has "$(ask -i "${through[@]}" "https://$name/health/ready")" '"status":"ready"'
has "$(ask -i "${through[@]}" "https://$name/health/ready" | tr 'A-Z' 'a-z')" strict-transport-security
has "$(ask -i "${through[@]}" "http://$name/")" "301"

step "backup"
inside systemctl start jingan-targetmgmt-backup.service || fail "the backup"
inside sh -c 'ls /var/backups/jingan-targetmgmt/*/government.db' > /dev/null || fail "there is no backup"

step "upgrade: what runs is restarted, once"
inside dpkg -i /root/new.deb > "$work/upgrade.log" 2>&1 || { cat "$work/upgrade.log"; fail "the package does not upgrade"; }
[ "$(inside systemctl is-active jingan-targetmgmt)" = active ] || fail "the service does not run after an upgrade"
[ "$(inside systemctl show -P MainPID jingan-targetmgmt)" != "$main_pid" ] || fail "the service before the upgrade still runs"
has "$(ask "$server/health/ready")" '"status":"ready"'

step "purge: stopped, and no record deleted"
user=$(awk -F: '$1 == "targetmgmt" { print $3 }' "$root/etc/passwd")
[ -n "$user" ] && [ -n "$(processes_of "$user")" ] || fail "no process of the service's user is seen before the purge either"
inside env DEBIAN_FRONTEND=noninteractive apt-get -qq purge -y jingan-targetmgmt > "$work/purge.log" 2>&1 || { cat "$work/purge.log"; fail "purge"; }
has "$(cat "$work/purge.log")" /var/lib/jingan-targetmgmt
[ -e "$root/var/lib/jingan-targetmgmt/government.db" ] || fail "purge deleted the data"
[ -z "$(processes_of "$user")" ] || fail "the service still runs"
[ ! -e "$root/usr/lib/jingan-targetmgmt" ] || fail "programs are left over"

step "jtm as one file, in a Debian without .NET"
tar -C "$root/root" -xzf "$packages/jtm-$version-linux-x64.tar.gz"
has "$(inside env HOME=/root "/root/jtm-$version-linux-x64/jtm" --help --lang en)" "Command-line tool"
inside env HOME=/root "/root/jtm-$version-linux-x64/jtm" key log --origin targets.example/try --out /root/try.pem --lang en > /dev/null || fail "jtm makes no key"

step "jtm as a .NET tool"
dotnet tool install Jingan.TargetMgmt.Jtm --version "$version" --tool-path "$work/tool" --add-source "$packages" > "$work/tool.log" || { cat "$work/tool.log"; fail "the tool package"; }
has "$("$work/tool/jtm" --help --lang en)" "Command-line tool"

for file in usr/share/doc/jingan-targetmgmt/sbom.cdx.json usr/share/doc/jingan-targetmgmt/THIRD-PARTY-NOTICES.txt etc/default/jingan-targetmgmt \
  usr/lib/jingan-targetmgmt/seeds/schemes/progress-gap.1.json usr/share/doc/jingan-targetmgmt/examples/first-data/targets.csv \
  usr/share/doc/jingan-targetmgmt/operations.md usr/share/doc/jingan-targetmgmt/disaster.md; do
  dpkg-deb --fsys-tarfile "$deb" | tar -t "./$file" > /dev/null || fail "the package lacks $file"
done
echo "the packages do what they promise"
