using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing.Claims;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>A report against a government log written by hand: as it should be, and with one lie each.</summary>
public sealed partial class PeriodCheckTests
{
    private const string At = "2018-06-01T01:00:00.000Z";
    private const string ClosedAt = "2018-07-20T16:00:00.000Z";
    private static readonly Period June = new("2018-06");
    private static readonly (TestLog Log, long Within, long Earlier, long Later, long Close,
        long CloseSize) Government = Write();

    public static TheoryData<string> AllLies => [.. Lies.Keys];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_report_that_tells_of_everything_as_it_was_is_good(bool withScheme)
    {
        var (findings, targets) = Check(Document(), withScheme: withScheme);
        Assert.Empty(findings.Damage);
        Assert.Empty(findings.Missing);
        Assert.Equal(5, targets);
    }

    [Theory]
    [MemberData(nameof(AllLies))]
    public void Every_lie_is_found_and_its_target_named(string lie)
    {
        var document = Document();
        Lies[lie].Tell(document);
        Assert.Contains(Check(document).Findings.Damage, f =>
            f.En.StartsWith($"report: {Lies[lie].Found}", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_reported_and_is_not_rated_needs_a_signed_reason_for_a_target_that_is_listed()
    {
        var document = Document();
        document["unrated"]![0]!.AsObject().Remove("reason");
        Assert.Contains(Check(document, reasons: []).Findings.Damage, f =>
            f.En == "report: JA2018-002 was reported on within the window, is not rated, and no reason is signed");
        Assert.Contains(
            Check(Document(), reasons: [new(new("JA2018-002"), "数据待核"), new(new("JA2018-001"), "无")]).Findings.Damage,
            f => f.En == "report: JA2018-001 has a signed reason for not being rated, and is not in unrated");
    }

    [Fact]
    public void The_assessor_may_judge_by_a_newer_version_or_a_later_report_and_a_rating_the_government_omits_stands()
    {
        var newer = Document();
        (newer["ratings"]![0]!["targetVersion"], newer["ratings"]![0]!["versionReason"],
            newer["ratings"]![0]!["leadUnit"], newer["ratings"]![0]!["basis"]) = (2, "更正", "U02", null);
        newer["ratings"]![0]!["judged"] = new JsonObject
        {
            ["title"] = "目标一（改）",
            ["leadName"] = "乙局",
            ["targetValue"] = "5",
            ["unitOfMeasure"] = "万平方米",
        };
        Assert.Empty(Check(newer).Findings.Damage);

        var later = Document();
        (later["ratings"]![0]!["basis"], later["ratings"]![0]!["judged"]!["actual"]) = (Basis(Government.Later), "9");
        Assert.Empty(Check(later).Findings.Damage);

        var omitted = Document();
        Another(omitted, "ratings", 0, "JA2018-009");
        omitted["omitted"] = new JsonArray("JA2018-009");
        Assert.Empty(Check(omitted).Findings.Damage);
    }

    [Fact]
    public void A_log_that_is_shorter_than_the_report_says_proves_nothing()
    {
        var document = Document();
        document["logs"]![0]!["size"] = Government.Log.Size + 1;
        var (findings, targets) = Check(document);
        Assert.Equal((0L, 1, (int?)null), (findings.DamageCount, findings.Missing.Count(), targets));
    }

    private static (Findings Findings, int? Targets) Check(
        JsonObject document, IReadOnlyList<ReportClaims.UnratedReason>? reasons = null, bool withScheme = true)
    {
        var findings = new Findings();
        var issued = IssuedDocument.Read(Encoding.UTF8.GetBytes(document.ToJsonString(WireJson.Options)), "report");
        var check = new PeriodCheck(
            new(issued, "report", 1, reasons ?? [new(new("JA2018-002"), " 数据待核 ")], withScheme
                ? ColourScheme.Example2018
                : null), "government", findings);
        var log = Government.Log;
        List<(long, ILogEntry)> entries = [];
        for (var i = 0; i < log.Size; i++)
        {
            if (EntryReader.Read(EntryType.Of(log.Entries[i]), log.Entries[i], i, findings) is { } entry)
            {
                entries.Add((i, entry));
            }
        }

        check.Visit(new(0, [.. log.Entries.SelectMany(e => MerkleTree.HashLeaf(e))], null, WasRead: true,
            new Dictionary<string, int>(), entries));
        check.Finish(log.Root, log.Size);
        return (findings, check.Targets);
    }

    // What the service would issue from that log.
    private static JsonObject Document()
    {
        var rating = new RatingFact(
            1, "00", June, new("JA2018-001"), 1, new("U01"), "toward-target", "yellow", "yellow", "2018.1", "属实", null,
            new("government", Government.Within, Government.Log.LeafHash(Government.Within)), null, null, "k", At,
            false,
            Judged: new("目标一", "甲局", "3.1", "12", "万平方米"));
        return JsonSerializer.SerializeToNode(
            new
            {
                Period = June, IssuedAt = At, Assessor = "k", Scheme = "2018.1", Colours = Array.Empty<object>(),
                Summary = "平稳", Statistics = (object?)null, SecondMarks = (object?)null,
                Refusals = new
                {
                    From = 0, To = 0, Total = 0, Entries = 0, First = (string?)null, Last = (string?)null,
                    Most = Array.Empty<object>(),
                }, Jws = "x",
                Ratings = (RatingFact[])[rating],
                Unrated = new object[]
                {
                    new { TargetId = "JA2018-002", State = "judgement", AddedWhileRunning = false, Reason = "数据待核" },
                    new { TargetId = "JA2018-003", State = "notReported", AddedWhileRunning = false },
                    new { TargetId = "JA2018-004", State = "suspended", AddedWhileRunning = false },
                    new { TargetId = "JA2018-005", State = "notReported", AddedWhileRunning = true },
                },
                Omitted = Array.Empty<string>(),
                Changed = new[] { new { TargetId = "JA2018-001", Counted = 1, Newest = 2, SinceClose = false } },
                SinceClose = new[]
                {
                    new
                    {
                        TargetId = "JA2018-001", Unit = "U01",
                        Entry = new LogEntryRef(
                            "government", Government.Later, Government.Log.LeafHash(Government.Later)),
                    },
                },
                Closed = new ClosedPeriod(Government.CloseSize, Root(Government.CloseSize), ClosedAt, Government.Close),
                Logs = (LogHead[])[new("government", Government.Log.Size, Root(Government.Log.Size))],
            },
            WireJson.Options)!.AsObject();
    }

    private static (TestLog, long, long, long, long, long) Write()
    {
        var log = new TestLog("log.test/government", 2);
        var (first, second) = (TargetOf("JA2018-001", TargetKind.Quantitative, "目标一", "U01"),
            TargetOf("JA2018-002", TargetKind.Qualitative, "目标二", "U01"));
        var dates = new ReportingPeriod(June, June.StartsOn, June.EndsOn, June.StartsOn, new(2018, 7, 10),
            new(2018, 7, 20));
        Add(UnitEntry.Of(At, "office", 1, new(new("U01"), "甲局", UnitKind.Department)),
            GovernmentEntries.Format.UnitEntry);
        Add(UnitEntry.Of(At, "office", 1, new(new("U02"), "乙局", UnitKind.Department)),
            GovernmentEntries.Format.UnitEntry);
        Publish(first, 1);
        Publish(second, 1);
        Publish(TargetOf("JA2018-003", TargetKind.Quantitative, "目标三", "U02"), 1);
        Publish(TargetOf("JA2018-004", TargetKind.Quantitative, "目标四", "U02") with { Suspension = new(June) }, 1);
        Add(PeriodEntry.Of(At, "office", 1, dates, null), GovernmentEntries.Format.PeriodEntry);
        Add(PeriodOpenedEntry.Of(At, June, log.Size, dates.DueOn, 30), GovernmentEntries.Format.PeriodOpenedEntry);
        var earlier = Report(first, 1, 1.5m);
        var within = Report(first, 2, 3.1m);
        Report(second, 1, null);
        Add(UnitEntry.Of(At, "office", 2, new(new("U01"), "甲局（有异议）", UnitKind.Department)),
            GovernmentEntries.Format.UnitEntry);
        Publish(first with { Title = "目标一（改）", LeadUnit = new("U02"), TargetValue = 5, Reason = "调整" }, 2);
        Publish(TargetOf("JA2018-005", TargetKind.Quantitative, "目标五", "U02"), 1);
        var size = log.Size;
        var close = Add(PeriodClosedEntry.Of(ClosedAt, June, size, CloseCause.WindowEnded),
            GovernmentEntries.Format.PeriodClosedEntry);
        Add(ExtensionEntry.Of(ClosedAt, "office", June, new("U01"), null, new(2018, 7, 31), "补报"),
            GovernmentEntries.Format.ExtensionEntry);
        var later = Report(first, 3, 9, isExtended: true);
        Publish(TargetOf("JA2018-006", TargetKind.Quantitative, "目标六", "U02"), 1);
        return (log, within, earlier, later, close, size);

        long Add<T>(T entry, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> format) =>
            log.Add(Encoding.UTF8.GetString(LogEntry.ToBytes(entry, format)));

        void Publish(Target target, long version) =>
            Add(TargetEntry.Of(At, "office", version, target), GovernmentEntries.Format.TargetEntry);

        long Report(Target target, long revision, decimal? value, bool isExtended = false) => Add(
            new ProgressEntry(
                1, "progress", isExtended ? "2018-07-21T01:00:00.000Z" : At, "a", target.Id, 1, June, target.LeadUnit,
                revision, value, false, null, "推进", null, null,
                null, [], "负责人", Timeliness.OnTime, isExtended),
            GovernmentEntries.Format.ProgressEntry);
    }

    private static Target TargetOf(string id, TargetKind kind, string title, string lead) =>
        kind == TargetKind.Qualitative
        ? new(new(id), 2018, TargetLevel.Departmental, "经济", title, TargetNature.Anticipated, kind, new(lead), "合成数据")
        : new(
            new(id), 2018, TargetLevel.Departmental, "经济", title, TargetNature.Anticipated, kind, new(lead), "合成数据",
            UnitOfMeasure: "万平方米", Baseline: 0,
            TargetValue: 12, Direction: Direction.Increase, Aggregation: Aggregation.Cumulative);

    private static void Another(JsonObject document, string list, int of, string target)
    {
        var copy = document[list]![of]!.DeepClone();
        copy["targetId"] = target;
        document[list]!.AsArray().Add(copy);
    }

    private static string Root(long size) => Convert.ToHexStringLower(Government.Log.Root(size));

    private static JsonNode Basis(long index) =>
        JsonSerializer.SerializeToNode(new LogEntryRef("government", index, Government.Log.LeafHash(index)),
            WireJson.Options)!;
}
