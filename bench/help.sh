#!/usr/bin/env bash
# How long `jtm --help` takes, from the start of the process to its end: published as the packages have it (ReadyToRun), and as the build leaves it.
# ROUNDS (21) runs each, beside `jtm --version`, which does little more than start; the median and the quickest.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${ROUNDS:-21}
published=$(mktemp -d)
trap 'rm -rf "$published"' EXIT
dotnet build src/Jingan.TargetMgmt.Cli -c Release -v q --nologo 1>&2
dotnet publish src/Jingan.TargetMgmt.Cli -c Release -r "${RUNTIME:-linux-x64}" --self-contained false -p:PublishReadyToRun=true -v q --nologo -o "$published" 1>&2
built=src/Jingan.TargetMgmt.Cli/bin/Release/net10.0/jtm.dll

# Milliseconds of one run, and what it used of the processors.
measure() {
  python3 - "$rounds" "$@" << 'PYTHON'
import resource, subprocess, sys, time
rounds, command = int(sys.argv[1]), sys.argv[2:]
took, used = [], []
for _ in range(rounds + 1):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    took.append(1000 * (time.monotonic() - start))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used.append(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
took, used = sorted(took[1:]), sorted(used[1:])  # the first run finds nothing in the caches
print(f"| {took[len(took) // 2]:.0f} | {took[0]:.0f} | {used[len(used) // 2]:.0f} |")
PYTHON
}

echo "| what | median ms | quickest ms | processor ms (median) |"
echo "|---|---|---|---|"
for command in "--help" "token --help" "--version"; do
  read -ra words <<< "$command"
  echo "| \`jtm $command\`, ReadyToRun $(measure dotnet "$published/jtm.dll" "${words[@]}")"
  echo "| \`jtm $command\`, as built $(measure dotnet "$built" "${words[@]}")"
done
