#!/usr/bin/env bash
# Builds what is delivered, into artifacts/packages. deploy/package.sh [WHAT …], of these (the first three unless told; "all": every one):
#   tool                  jtm as a .NET tool package (nupkg), for whoever has the SDK
#   jtm-linux-x64         jtm as one file with its runtime in it; also jtm-linux-arm64, jtm-win-x64, jtm-linux-loongarch64
#   deb-amd64             the service and jtm as a Debian package; also deb-arm64
# Needs the .NET SDK, python3, a NuGet feed for what is not cached yet, and dpkg-deb for Debian packages. Each is a whole of its own: its runtime,
# an SBOM (CycloneDX) and the third-party notices are in it. The same commit, SDK and packages give the same bytes, but for the nupkg's container.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 UseSharedCompilation=true
version=$(sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' Directory.Build.props)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2> /dev/null || date +%s)}
build=artifacts/build stage=artifacts/stage packages=artifacts/packages
umask 022
mkdir -p "$packages" "$stage"

# Not where the developer's builds are: a build for a runtime would have them restored again and again.
# Sources are named by their place in the repository, not on this machine; the lines of stack traces are in the programs.
common=(-c Release -v q --nologo --artifacts-path "$PWD/$build" -p:ContinuousIntegrationBuild=true -p:DebugType=embedded
  -p:PublishDocumentationFile=false -p:PublishReferencesDocumentationFiles=false)
# Compiled ahead. The service with its runtime, as one: only then is code of generics over our types in it, most of what a start would compile
# (docs/performance.md). That takes minutes; jtm starts quickly without.
ahead=(--self-contained true -p:PublishReadyToRun=true)
as_one=-p:PublishReadyToRunComposite=true apart=-p:PublishReadyToRunComposite=false level=3
# To try the packages, not to deliver them: minutes less, and a service that starts more slowly.
[ "${QUICK:-}" != 1 ] || as_one=$apart level=0

say() { echo "$*" >&2; }

publish() { # PROJECT RID FOLDER [PROPERTY …]
  local project=$1 rid=$2 folder=$3
  shift 3
  rm -rf "$folder"
  dotnet publish "src/$project" "${common[@]}" "${ahead[@]}" -r "$rid" -o "$folder" "$@" 1>&2
}

# Chips that .NET knows are not all chips that NuGet has the runtime for.
has_runtime() { # RID
  local probe
  probe=$(dotnet restore src/Jingan.TargetMgmt.Cli --artifacts-path "$PWD/artifacts/probe" -r "$1" -p:SelfContained=true --nologo 2>&1) && return 0
  grep -q 'NU1101.*\.linux-loongarch64' <<< "$probe" && return 1
  say "$probe"
  exit 1
}

bill_of() { # PROJECT: the CycloneDX tool's, of what was restored for it last
  mkdir -p "$stage/bills"
  dotnet dotnet-CycloneDX "src/$1/$1.csproj" -o "$stage/bills" -fn "$1.json" -F Json -ns --disable-package-restore -biop "$PWD/$build" \
    > "$stage/bills/$1.log" || { cat "$stage/bills/$1.log" >&2; exit 1; }
}

inventory() { # NAME FOLDER PUBLISHED OPTION …: the SBOM and the notices, into FOLDER
  local name=$1 folder=$2 published=$3
  shift 3
  python3 deploy/package/inventory.py --name "$name" --version "$version" --out "$folder" --published "$published" "$@"
}

deps_of_jtm() { find "$build/obj/Jingan.TargetMgmt.Cli" -path "*release_$1/jtm.deps.json"; } # RID: of one file they are inside

stamp() { find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +; }

make_tool() {
  local folder=$stage/tool
  rm -rf "$folder" && mkdir -p "$folder"
  dotnet build src/Jingan.TargetMgmt.Cli "${common[@]}" 1>&2
  bill_of Jingan.TargetMgmt.Cli
  local output=$build/bin/Jingan.TargetMgmt.Cli/release
  inventory jtm "$folder" "$output" --deps "$output/jtm.deps.json" --boms "$stage/bills/Jingan.TargetMgmt.Cli.json"
  dotnet pack src/Jingan.TargetMgmt.Cli "${common[@]}" --no-build -p:Inventory="$PWD/$folder" -o "$packages" 1>&2
}

make_jtm() { # RID
  local rid=$1 name=jtm-$version-$1
  if ! has_runtime "$rid"; then
    say "jtm-$rid: skipped, NuGet has no .NET runtime for $rid. There, a .NET of the chip's maker runs the tool package."
    return
  fi
  local folder=$stage/$name
  publish Jingan.TargetMgmt.Cli "$rid" "$folder" "$apart" -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true
  bill_of Jingan.TargetMgmt.Cli
  inventory jtm "$folder" "$folder" --deps "$(deps_of_jtm "$rid")" --boms "$stage/bills/Jingan.TargetMgmt.Cli.json"
  stamp "$folder"
  if [[ $rid == win-* ]]; then
    (cd "$stage" && rm -f "$name.zip" && python3 -m zipfile -c "$name.zip" "$name/") && mv "$stage/$name.zip" "$packages/"
  else
    tar -C "$stage" --sort=name --owner=0 --group=0 --numeric-owner -c "$name" | gzip -9n > "$packages/$name.tar.gz"
  fi
}

make_deb() { # ARCHITECTURE, as Debian calls it
  local arch=$1 rid=linux-$1 root=$stage/deb-$1
  [ "$arch" != amd64 ] || rid=linux-x64
  rm -rf "$root"
  local program=$root/usr/lib/jingan-targetmgmt doc=$root/usr/share/doc/jingan-targetmgmt
  mkdir -p "$root"/{DEBIAN,etc/default,etc/jingan-targetmgmt,usr/bin,usr/lib/systemd/system,usr/lib/sysusers.d,usr/share/lintian/overrides} "$doc/examples"
  publish Jingan.TargetMgmt.Api "$rid" "$program" "$as_one"
  # Its native libraries lie beside it: nothing is unpacked where a unit may write nowhere.
  publish Jingan.TargetMgmt.Cli "$rid" "$program/jtm" "$apart" -p:PublishSingleFile=true
  local project
  for project in Api Web Cli; do bill_of "Jingan.TargetMgmt.$project"; done
  inventory jingan-targetmgmt "$doc" "$program" --deps "$program/Jingan.TargetMgmt.Api.deps.json" "$(deps_of_jtm "$rid")" \
    --boms "$stage/bills/Jingan.TargetMgmt."{Api,Web,Cli}.json --web "$build/obj/Jingan.TargetMgmt.Web/project.assets.json"

  # Programs and libraries are not scripts to run.
  find "$program" -type f -exec chmod 644 {} + && chmod 755 "$program/Jingan.TargetMgmt.Api" "$program/jtm/jtm"
  ln -s ../lib/jingan-targetmgmt/jtm/jtm "$root/usr/bin/jtm"
  install -m 644 deploy/debian/*.service deploy/debian/*.timer "$root/usr/lib/systemd/system/"
  install -m 644 deploy/debian/sysusers.conf "$root/usr/lib/sysusers.d/jingan-targetmgmt.conf"
  install -m 644 deploy/debian/default "$root/etc/default/jingan-targetmgmt"
  install -m 644 deploy/debian/nginx.conf "$doc/examples/"
  # What the manual says is there: schemes to start from, files for the first data, and the manual.
  install -D -m 644 -t "$program/seeds/schemes" seeds/schemes/*.json
  install -D -m 644 -t "$doc/examples/first-data" deploy/debian/first-data/*.csv
  install -m 644 docs/{operations,disaster,verifying,verification,security,scheme,evaluator-guide,department-guide,office-guide}.md "$doc/"
  install -m 644 deploy/debian/README.Debian deploy/debian/copyright "$doc/"
  install -m 644 deploy/debian/lintian-overrides "$root/usr/share/lintian/overrides/jingan-targetmgmt"
  gzip -9n < CHANGELOG.md > "$doc/CHANGELOG.md.gz"
  printf 'jingan-targetmgmt (%s) stable; urgency=medium\n\n  * See CHANGELOG.md.gz.\n\n -- %s  %s\n' "$version" \
    "$(sed -n 's/^Maintainer: //p' deploy/debian/control.in)" "$(date -uRd "@$SOURCE_DATE_EPOCH")" | gzip -9n > "$doc/changelog.gz"
  install -m 755 deploy/debian/{postinst,prerm,postrm} "$root/DEBIAN/"
  echo /etc/default/jingan-targetmgmt > "$root/DEBIAN/conffiles"
  stamp "$root"
  (cd "$root" && find usr etc -type f -print0 | sort -z | xargs -0 md5sum) > "$root/DEBIAN/md5sums"
  sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$(du -sk --apparent-size "$root/usr" | cut -f1)/" \
    deploy/debian/control.in > "$root/DEBIAN/control"
  dpkg-deb --root-owner-group -Zxz -z$level --build "$root" "$packages/jingan-targetmgmt_${version}_$arch.deb" 1>&2
}

dotnet tool restore > /dev/null
[ $# -gt 0 ] || set -- tool jtm-linux-x64 deb-amd64
[ "$*" != all ] || set -- tool jtm-linux-x64 jtm-linux-arm64 jtm-win-x64 jtm-linux-loongarch64 deb-amd64 deb-arm64
for what in "$@"; do
  case $what in
    tool) make_tool ;;
    jtm-linux-x64 | jtm-linux-arm64 | jtm-win-x64 | jtm-linux-loongarch64) make_jtm "${what#jtm-}" ;;
    deb-amd64 | deb-arm64) make_deb "${what#deb-}" ;;
    *) say "$what: no such package; see the head of deploy/package.sh"; exit 2 ;;
  esac
done
ls -l "$packages" >&2
