using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>A few entries written by hand, read as a verification reads a log, shown to one kind of rules.</summary>
internal static class RuleLog
{
    /// <summary>
    /// What the rules find. An entry whose bytes say nothing the reader understands is the reader's finding, and no
    /// rule sees it.
    /// </summary>
    public static Findings Check(List<JsonObject> log, Func<Findings, Action<long, ILogEntry>> rules)
    {
        var findings = new Findings();
        var check = rules(findings);
        for (var i = 0; i < log.Count; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(log[i].ToJsonString(WireJson.Options));
            if (EntryReader.Read(EntryType.Of(bytes), bytes, i, findings) is { } entry)
            {
                check(i, entry);
            }
        }

        return findings;
    }
}
