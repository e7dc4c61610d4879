using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Tests.Cli;
using Jingan.TargetMgmt.Verification.Entries;

namespace Jingan.TargetMgmt.Tests.Verification.Members;

/// <summary>Every member of every entry, of what is signed and of the report is altered alone, and everything is signed
/// again as it should be: each is found, and the table says by what.</summary>
public sealed partial class EveryMemberTests
{
    private const string Head = """
        # What a verification finds, member by member

        Made by a test (`EveryMemberTests`; `UPDATE_GOLDEN=1` writes it): in two logs with every type of entry and in the report issued from them one member at a time is given another value of
        the same form, whoever signs it signs it again, the log's own key signs the new tree, and the report's entry has the new document's hash. Then `jtm verify --report --government`,
        `jtm verify` of the government log and `jtm replay` are asked. A member without a row fails the test. Numbers, names and hashes are left out of the findings.

        Where only a *head* is named, nothing else in the logs depends on the member: the report that others hold names the roots of both logs as they were, and an earlier checkpoint, a witness
        or a receipt does the same.

        | altered | found by |
        |---|---|

        """;

    private static readonly string TableFile = Path.Combine(Repository.Root, "docs", "verification.md");

    private readonly HonestGovernment _government = new();
    private readonly HonestEvaluation _evaluation;

    public EveryMemberTests() => _evaluation = new(_government);

    private AssessorKey[] Keys => [_evaluation.First, _evaluation.Old, _evaluation.Second, _evaluation.Lost];

    [Fact]
    public async Task What_nobody_altered_is_good() =>
        Assert.Empty(await FindingsAsync(_government.Log.Entries, _evaluation.Log.Entries, _evaluation.Document));

    [Fact]
    public void Every_member_of_every_record_occurs()
    {
        var occur = ((IEnumerable<(string Log, int Index, JsonObject Entry)>)[.. Entries("government", _government.Log),
            .. Entries("evaluation", _evaluation.Log)])
            .SelectMany(e => e.Entry.Select(m => $"{(string)e.Entry["type"]!}.{m.Key}")).ToHashSet();
        var members = EntryTypes.Names.SelectMany(type => EntryTypes.RecordOf(type).GetConstructors()[0].GetParameters()
            .Select(p => $"{type}.{JsonNamingPolicy.CamelCase.ConvertName(p.Name!)}"));
        Assert.Empty(members.Except(occur));
    }

    [Fact]
    public async Task Every_member_altered_alone_is_found_and_named_as_the_table_says()
    {
        var rows = new List<string>();
        foreach (var (name, government, evaluation, document) in Alterations())
        {
            var found = await FindingsAsync(government, evaluation, document);
            Assert.True(found.Count > 0, $"{name} altered alone is found by nothing.");
            var shown = found.OrderBy(IsGeneral)
                .ThenByDescending(f => f.Contains("in its logs", StringComparison.Ordinal)).Select(Plain).First();
            rows.Add($"| `{name}` | {shown} |");
        }

        var table = Head + string.Join('\n', rows) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(TableFile, table, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(TableFile, TestContext.Current.CancellationToken), table);
    }

    private IEnumerable<(string Name, IReadOnlyList<byte[]> Government, IReadOnlyList<byte[]> Evaluation,
        byte[] Document)> Alterations()
    {
        var (government, evaluation) = (_government.Log.Entries, _evaluation.Log.Entries);
        foreach (var (name, index, altered) in Altered(_government.Log))
        {
            yield return ($"government: {name}", With(government, index, altered), evaluation, _evaluation.Document);
        }

        foreach (var (name, index, altered) in Altered(_evaluation.Log))
        {
            yield return ($"evaluation: {name}", government, With(evaluation, index, altered), _evaluation.Document);
        }

        foreach (var path in AlteredMember.PathsOf(JsonNode.Parse(_evaluation.Document)))
        {
            var (document, entry) = (JsonNode.Parse(_evaluation.Document)!, JsonNode.Parse(evaluation[^1])!);
            AlteredMember.Alter(document, path);
            var bytes = CanonicalJson.Of(document);
            entry["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
            yield return ($"report: {path}", government, With(evaluation, evaluation.Count - 1, entry), bytes);
        }
    }

    // Each path once, in the first entry that has it.
    private IEnumerable<(string Name, int Index, JsonNode Altered)> Altered(TestLog log)
    {
        var seen = new HashSet<string>();
        foreach (var (_, index, entry) in Entries("", log))
        {
            var type = (string)entry["type"]!;
            foreach (var path in AlteredMember.PathsOf(entry).Where(p => seen.Add($"{type}.{p}")))
            {
                var copy = entry.DeepClone();
                AlteredMember.Alter(copy, path);
                yield return ($"{type}.{path}", index, copy);
            }

            if ((string?)entry["jws"] is { } jws)
            {
                foreach (var path in AlteredMember.PathsOf(AlteredMember.ClaimsOf(jws)).Where(p =>
                    AlteredMember.Find(AlteredMember.ClaimsOf(jws), p) is not null && seen.Add($"{type}.jws {p}")))
                {
                    var (copy, claims) = (entry.DeepClone(), AlteredMember.ClaimsOf(jws));
                    AlteredMember.Alter(claims, path);
                    copy["jws"] = AlteredMember.Sign(claims, jws, Keys);
                    yield return ($"{type}, signed {path}", index, copy);
                }
            }
        }
    }

    private static IEnumerable<(string Log, int Index, JsonObject Entry)> Entries(string name, TestLog log) =>
        log.Entries.Select((e, i) => (name, i, JsonNode.Parse(e)!.AsObject()));

    private static List<byte[]> With(IReadOnlyList<byte[]> entries, int index, JsonNode altered)
    {
        List<byte[]> copy = [.. entries];
        copy[index] = Encoding.UTF8.GetBytes(altered.ToJsonString(WireJson.Options));
        return copy;
    }

    private async Task<List<string>> FindingsAsync(
        IReadOnlyList<byte[]> government, IReadOnlyList<byte[]> evaluation, byte[] document)
    {
        using var jtm = new Jtm();
        Write(government, new(HonestGovernment.Origin, 2), jtm.PathOf("government"));
        Write(evaluation, new(HonestEvaluation.Origin, 1), jtm.PathOf("evaluation"));
        await File.WriteAllTextAsync(
            jtm.PathOf("policy"), _evaluation.Log.Policy + $"log {_government.Log.Signer.VerifierKey}\n",
            TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(jtm.PathOf("report"), document, TestContext.Current.CancellationToken);
        List<string> found = [];
        foreach (var command in (string[][])
            [
                ["verify", jtm.PathOf("evaluation"), "--report", jtm.PathOf("report"), "--government",
                    jtm.PathOf("government")], ["verify", jtm.PathOf("government")],
                ["replay", "--evaluation", jtm.PathOf("evaluation"), "--government", jtm.PathOf("government")],
            ])
        {
            var run = await jtm.RunAsync([.. command, "--policy", jtm.PathOf("policy"), "--lang", "en"]);
            if (run.Exit != 0)
            {
                found.AddRange(run.Error.Split('\n')
                    .Where(l => l.StartsWith("  ", StringComparison.Ordinal)
                        || l.Contains("is no evaluation report", StringComparison.Ordinal))
                    .Select(l => l.Trim().Replace(jtm.PathOf("report"), "report", StringComparison.Ordinal)
                        .Replace(jtm.PathOf(""), "", StringComparison.Ordinal)));
                Assert.NotEmpty(found);
            }
        }

        return found;
    }

    private static void Write(IReadOnlyList<byte[]> entries, TestLog log, string folder)
    {
        foreach (var entry in entries)
        {
            log.AddAsIs(Encoding.UTF8.GetString(entry));
        }

        log.WriteTo(folder);
    }

    // What says that something before is not what it was, and not what.
    private static bool IsGeneral(string finding) =>
        finding.Contains("root", StringComparison.Ordinal) || finding.Contains("SHA-256", StringComparison.Ordinal)
        || finding.Contains("is no earlier rating", StringComparison.Ordinal);

    private static string Plain(string finding) =>
        Varying().Replace(finding, "…").Replace("|", "\\|", StringComparison.Ordinal);

    // A key id (RFC 7638, base64url) may begin or end with a hyphen, where no word begins or ends.
    [GeneratedRegex(
        """\{.*\}|"[^"]*"|\b[0-9a-f]{40,}\b|(?<![\w-])[\w-]{43}(?![\w-])|(?<=entry |entries |is |has |was ).?\d[\dT:.Z-]*|\bJA2018-\d+\b|\d{4}-\d\d(-\d\d)?""")]
    private static partial Regex Varying();
}
