#!/usr/bin/env bash
# Builds Release and measures. bench/run.sh [floor submissions ratings reads history library verify lint suggest worklist quality documents replay evidence reporting notice bounds tables batch flood] [--seconds N] [--history N]
#        bench/run.sh scrub [--history N]    start and first round over a log of N entries, by name only
#        bench/run.sh backup [--history N]   jtm backup of N entries while 1,000 reports a second go on, by name only
#        bench/run.sh pair --other FILE      submissions, in turns with another build's Jingan.TargetMgmt.Api.dll
#        bench/run.sh start                  the packaged service and jtm: start, memory (first deploy/package.sh deb-amd64)
#        bench/run.sh web                    the web app in Debian's Chromium, as published
#        bench/run.sh help                   how long jtm --help takes (bench/help.sh)
#        bench/run.sh engines --sqlserver-file FILE    or the connection string in TARGETMGMT_BENCH_SQLSERVER
# The tables go to standard output as Markdown, everything else to standard error. TMPDIR chooses the disk that is written to.
set -euo pipefail
cd "$(dirname "$0")/.."
if [[ " $* " == *" help "* ]]; then
  exec bench/help.sh
fi
project=bench/Jingan.TargetMgmt.Bench
dotnet build $project -c Release -v q --nologo 1>&2
if [[ " $* " == *" web "* ]]; then
  dotnet publish src/Jingan.TargetMgmt.Api -c Release -v q --nologo -o $project/bin/published 1>&2
fi
# The client answers where it reads, on the socket threads: no hand-over to a pool that the server needs the cores for.
export DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1
exec dotnet $project/bin/Release/net10.0/Jingan.TargetMgmt.Bench.dll "$@"
