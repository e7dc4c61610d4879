using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Jingan.TargetMgmt.Classification.Reports;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Claims;
using Jingan.TargetMgmt.Signing.Entries;

namespace Jingan.TargetMgmt.Tests.Verification.Members;

/// <summary>The evaluation log beside <see cref="HonestGovernment"/>, with every type of entry and every member that
/// one may have, and the report issued from both. Made up (synthetic).</summary>
internal sealed class HonestEvaluation
{
    public const string Digest =
        """{"database_name":"side","block_id":7,"hash":"0x00","last_transaction_commit_time":"2018-08-01T00:00:00.0000000","digest_time":"2018-08-01T00:00:00.0000000"}""";
    private const string Begun = "2018-07-12T01:00:00.000Z", Marked = "2018-08-01T02:00:00.000Z";

    public static readonly string Origin = "log.test/evaluation";

    public HonestEvaluation(HonestGovernment government)
    {
        var access = AddAccess("firm-1", 'a');
        AddAssessor(First, "评估员甲", null, First, access);
        var second = AddAccess("firm-2", 'b');
        Approve(second, "firm-2", 'b');
        AddAssessor(Old, "评估员乙", null, First);
        AddAssessor(Second, "评估员乙", Old.Kid, First);
        AddAssessor(Lost, "评估员丙", null, First);
        Revoke();
        Add(ConflictEntry.Of(Begun, "firm-1", First.Kid, new("U09"), "曾任职", true,
            Sign(First, new ConflictClaims(First.Kid, new("U09"), "曾任职", true, "conflict", Origin, Begun))),
            EvaluationEntries.Format.ConflictEntry);
        var scheme = JsonDocument.Parse(ColourScheme.Example2018Utf8).RootElement;
        Add(SchemeEntry.Of(Begun, "firm-1", "2018.1", scheme), EvaluationEntries.Format.SchemeEntry);
        var suggestion = SuggestionRule.Suggest(
            ColourScheme.Example2018, HonestGovernment.June, government.Facts(HonestGovernment.First));
        var facts = government.Facts(HonestGovernment.First) with { LeadName = "甲局" };
        var claims = new RatingClaims(
            "rating", HonestGovernment.June, HonestGovernment.First.Id, 1, "red", "2018.1", "现场核查", Begun,
            suggestion.Class, suggestion.Colour,
            new("qualityDefect", "停工"),
            [new(EvidenceKind.SiteVisit, "未见施工", new(2018, 7, 1), "现场", HonestGovernment.Hex('e'))],
            new("government", government.Within, government.Log.LeafHash(government.Within)), Log: Origin);
        var rated = Rate(Begun, "firm-1", First, claims, suggestion, facts, government.SizeAtRating);
        var classes = Draw(government, out var sample);
        AddMark("firm-2", claims with
        {
            Colour = "yellow",
            Divergence = suggestion.Colour == "yellow" ? null : new("qualityDefect", "缓工"),
            IssuedAt = Marked,
            SecondMark = true,
        }, suggestion, rated, government.Log.Size);
        var corrected = claims with { Supersedes = rated, Reason = "复核", IssuedAt = Marked };
        var inForce = Rate(Marked, "firm-1", First, corrected, suggestion, facts, government.Log.Size);
        Add(RefusalEntry.Of(Marked, "office-1", "office", "DELETE", "/api/v1/ratings/{**rest}",
            new(2018, 8, 1, 1, 50, 0, TimeSpan.Zero), 3), EvaluationEntries.Format.RefusalEntry);
        var third = AddAccess("firm-3", 'c', Marked);
        Add(new AccessEndedEntry(1, "access-ended", Marked, "service", "firm-3", "evaluator", HonestGovernment.Hex('c'),
            third), AccessEntries.Format.AccessEndedEntry);
        Add(new RotationEntry(1, "rotation", Marked, "operator", new(Origin, Log.Signer.VerifierKey.ToString()), null),
            RotationEntries.Format.RotationEntry);
        Add(new RotationEntry(1, "rotation", Marked, "operator", null, new("log.test/old", "old+key")),
            RotationEntries.Format.RotationEntry);
        Add(new AdoptionEntry(1, "adoption", Marked, "operator", Log.Size,
            new(99, Convert.ToBase64String(new byte[32])), new("log.test/old", "old+key"), "磁盘损坏"),
            AdoptionEntries.Format.AdoptionEntry);
        Add(new LedgerDigestEntry(1, "ledger-digest", Marked, "service", Digest),
            LedgerDigestEntries.Format.LedgerDigestEntry);

        var marks = SecondMarkSummary.Of(
            [.. sample.Select(t => t == HonestGovernment.First.Id
                ? new MarkedTarget(t, classes[t], "red", "yellow", inForce)
                : new MarkedTarget(t, classes[t], null, null, null))],
            [.. ColourScheme.Example2018.Colours]);
        Issue(government, corrected, inForce, suggestion, facts, marks!);
    }

    public TestLog Log { get; } = new(Origin, 1);

    public AssessorKey First { get; } = AssessorKey.New();

    public AssessorKey Old { get; } = AssessorKey.NewEd25519();

    public AssessorKey Second { get; } = AssessorKey.NewEd25519();

    public AssessorKey Lost { get; } = AssessorKey.New();

    public byte[] Document { get; private set; } = [];

    private long AddAccess(string name, char digit, string at = Begun) => Add(
        new AccessEntry(1, "access", at, "service", name, "evaluator", null, HonestGovernment.Hex(digit),
            HonestGovernment.Until), AccessEntries.Format.AccessEntry);

    private void AddAssessor(
        AssessorKey key, string name, string? replaces, AssessorKey signer, long? founding = null) => Add(
        AssessorEntry.Of(
            Begun, "firm-1", key.Kid, key.PublicKey, name, replaces, founding,
            Sign(signer, new AssessorClaims(key.Kid, key.PublicKey, name, replaces, "assessor", Origin, Begun))),
        EvaluationEntries.Format.AssessorEntry);

    private void Approve(long access, string name, char digit) => Add(
        new AccessApprovalEntry(
            1, "access-approval", Begun, "anonymous", First.Kid, HonestGovernment.Hex(digit), name, "evaluator",
            HonestGovernment.Until, access,
            Sign(First, new ApprovalClaims(HonestGovernment.Hex(digit), name, "evaluator", HonestGovernment.Until,
                "access-approval", Origin, Begun))),
        EvaluationEntries.Format.AccessApprovalEntry);

    private void Revoke() => Add(
        RevocationEntry.Of(
            Begun, "firm-1", Lost.Kid, "遗失", "2018-07-01T00:00:00.000Z",
            Sign(First, new RevocationClaims(Lost.Kid, "遗失", "2018-07-01T00:00:00.000Z", "assessor-revocation", Origin,
                Begun))),
        EvaluationEntries.Format.RevocationEntry);

    private long Rate(
        string at, string actor, AssessorKey key, RatingClaims claims, Suggestion suggestion, TargetFacts facts,
        long factsSize) => Add(
        RatingEntry.Of(at, actor, key.Kid, claims, suggestion.Inputs, [new("U01"), new("U02")], Sign(key, claims),
            factsSize, facts), EvaluationEntries.Format.RatingEntry);

    private void AddMark(string actor, RatingClaims claims, Suggestion suggestion, long rating, long factsSize) => Add(
        SecondMarkEntry.Of(Marked, actor, Second.Kid, claims, rating, suggestion.Inputs, [new("U01"), new("U02")],
            Sign(Second, claims), factsSize), EvaluationEntries.Format.SecondMarkEntry);

    private Dictionary<TargetId, string> Draw(HonestGovernment government, out IReadOnlyList<TargetId> drawn)
    {
        var seed = Convert.ToHexStringLower(government.Log.Root(government.CloseSize));
        var classes = ((Target[])[HonestGovernment.First, HonestGovernment.Second, HonestGovernment.Fourth])
            .ToDictionary(t => t.Id, t => SuggestionRule.Suggest(ColourScheme.Example2018, HonestGovernment.June,
                government.Facts(t)).Class ?? "");
        drawn = SampleDraw.Draw(seed, HonestGovernment.June, classes.Select(c => (c.Key, c.Value)), c => c == ""
            ? 0
            : 1);
        Add(
            SampleEntry.Of(
                Marked, "firm-1", HonestGovernment.June, seed, government.CloseSize, 1,
                new Dictionary<string, decimal> { [""] = 0 },
                [.. classes.Values.CountBy(c => c).OrderBy(c => c.Key, StringComparer.Ordinal)
                    .Select(c => new SamplePopulation(c.Key, c.Value))], drawn),
            EvaluationEntries.Format.SampleEntry);
        return classes;
    }

    private void Issue(
        HonestGovernment government, RatingClaims claims, long index, Suggestion suggestion, TargetFacts facts,
        SecondMarkSummary marks)
    {
        var rating = new RatingFact(
            index, Log.LeafHash(index), claims.Period, claims.TargetId, 1, new("U01"), claims.Class!, claims.Colour,
            claims.Suggested, claims.Scheme, claims.Rationale, claims.Divergence,
            claims.Basis, claims.Supersedes, claims.Reason, First.Kid, Marked, false, null, claims.Evidence,
            new("目标一", "甲局", "3.1", "12", "万平方米"));
        ReportDocument.UnratedTarget[] unrated =
        [
            new(HonestGovernment.Second.Id, StateOf(HonestGovernment.Second), false, "数据待核"),
            new(HonestGovernment.Third.Id, TargetState.NotReported),
            new(HonestGovernment.Fourth.Id, TargetState.Suspended),
        ];
        var statistics = JsonSerializer.SerializeToElement(ReportStatistics.Of(
            [new(rating.Colour, rating.Class, "U01", rating.Divergence?.Code)], unrated.Select(u => u.State)));
        var signed = new ReportClaims(
            HonestGovernment.June, "2018.1", [index], "总体平稳", statistics, "report", Marked, [.. marks.Missing],
            [new(HonestGovernment.Second.Id, "数据待核")], Origin);
        var jws = Sign(First, signed);
        LogHead[] heads =
        [
            new("government", government.Log.Size, Convert.ToHexStringLower(government.Log.Root(government.Log.Size))),
            new("evaluation", Log.Size, Convert.ToHexStringLower(Log.Root(Log.Size))),
        ];
        var document = new ReportDocument(
            HonestGovernment.June, Marked, First.Kid, "2018.1",
            [.. ColourScheme.Example2018.Colours.OrderBy(c => c.Rank)], "总体平稳", statistics,
            new(government.CloseSize, Convert.ToHexStringLower(government.Log.Root(government.CloseSize)),
                HonestGovernment.ClosedAt, government.Close), [rating], unrated, [],
            [new(HonestGovernment.First.Id, 1, 2, false)],
            [new(HonestGovernment.First.Id, new("U01"),
                new("government", government.Later, government.Log.LeafHash(government.Later)))],
            marks, heads,
            RefusalSummary.Of(0, Log.Size,
                [new("office", "DELETE", "/api/v1/ratings/{**rest}", 3, 1, "2018-08-01T01:50:00.000Z", Marked)]), jws);
        Document = CanonicalJson.Of(document);
        Add(
            ReportEntry.Of(Marked, "firm-1", First.Kid, HonestGovernment.June, "2018.1",
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Document)), jws, Log.Size),
            EvaluationEntries.Format.ReportEntry);

        TargetState StateOf(Target target) =>
            SuggestionRule.Suggest(ColourScheme.Example2018, HonestGovernment.June, government.Facts(target)).State;
    }

    private static string Sign<T>(AssessorKey key, T claims) =>
        key.Sign(JsonSerializer.SerializeToNode(claims, WireJson.Options)!.AsObject());

    private long Add<T>(T entry, JsonTypeInfo<T> format) =>
        Log.AddAsIs(Encoding.UTF8.GetString(LogEntry.ToBytes(entry, format)));
}
