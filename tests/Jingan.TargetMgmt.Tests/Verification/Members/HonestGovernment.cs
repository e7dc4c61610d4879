using System.Text;
using System.Text.Json.Serialization.Metadata;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Checks;

namespace Jingan.TargetMgmt.Tests.Verification.Members;

/// <summary>A government log of one period, with every type of entry and every member that one may have.
/// Made up (synthetic).</summary>
internal sealed class HonestGovernment
{
    public const string Before = "2018-06-01T01:00:00.000Z", Changed = "2018-07-15T01:00:00.000Z", ClosedAt =
        "2018-07-30T16:00:00.000Z", Afterwards = "2018-08-01T01:00:00.000Z";
    public const string Origin = "log.test/government", Until = "2019-07-05T00:00:00.000Z";

    public static readonly Period June = new("2018-06");

    private static readonly UnitCode U01 = new("U01"), U02 = new("U02");

    private readonly FactsAt _facts = new();

    public HonestGovernment()
    {
        Add(new AccessEntry(1, "access", Before, "service", "office-1", "office", null, Hex('a'), Until),
            AccessEntries.Format.AccessEntry);
        Add(new AccessEntry(1, "access", Before, "service", "u01-1", "reporter", "U01", Hex('b'), Until),
            AccessEntries.Format.AccessEntry);
        Add(new AccessEntry(1, "access", Before, "service", "u01-2", "reporter", "U01", Hex('f'), Until, Signs: true),
            AccessEntries.Format.AccessEntry);
        Add(new AccessEntry(1, "access", Before, "service", "u02-1", "reporter", "U02", Hex('e'), Until),
            AccessEntries.Format.AccessEntry);
        var gone = Add(new AccessEntry(1, "access", Before, "service", "office-2", "office", null, Hex('c'), Until),
            AccessEntries.Format.AccessEntry);
        Add(new AccessEndedEntry(1, "access-ended", Before, "service", "office-2", "office", Hex('c'), gone),
            AccessEntries.Format.AccessEndedEntry);
        Publish(new Unit(U01, "甲局", UnitKind.Department), 1);
        Publish(new Unit(U02, "乙街道", UnitKind.Subdistrict), 1);
        Publish(First, 1);
        Publish(Second, 1);
        Publish(Third, 1);
        Publish(Fourth, 1);
        var dates = new ReportingPeriod(June, June.StartsOn, June.EndsOn, June.StartsOn, new(2018, 7, 10),
            new(2018, 7, 20));
        Add(PeriodEntry.Of(Before, "office-1", 1, dates, null), GovernmentEntries.Format.PeriodEntry);
        Take(PeriodOpenedEntry.Of(Before, June, Log.Size, dates.DueOn, 30), GovernmentEntries.Format.PeriodOpenedEntry,
            _facts.Take);
        Report(First, 1, 1.5m);
        Within = Report(First, 2, 3.1m);
        Report(Second, 1, null, isDraft: true);
        Report(Fourth, 1, null, [new("N1", new(2018, 6, 20), null), new("N2", null, new(2018, 9, 30))]);
        var part = Report(
            First, 1, null, isPart: true, waitsFor: [new(new(2018, 5, 11), "用地批复", U01, First.Id)]);
        Certify(1, null, Before, isLate: false);
        SizeAtRating = Log.Size;
        Publish(new Unit(U01, "甲局（改名）", UnitKind.Department), 2, Changed);
        Publish(First with { Title = "目标一（改）", TargetValue = 15, Reason = "调整" }, 2, Changed);
        Add(PeriodEntry.Of(Changed, "office-1", 2, dates with { ClosesOn = new(2018, 7, 30) }, "系统升级"),
            GovernmentEntries.Format.PeriodEntry);
        CloseSize = Log.Size;
        Close = Take(PeriodClosedEntry.Of(ClosedAt, June, Log.Size, CloseCause.WindowEnded),
            GovernmentEntries.Format.PeriodClosedEntry, _facts.Take);
        Add(ExtensionEntry.Of(Afterwards, "office-1", June, U01, First.Id, new(2018, 8, 10), "补报"),
            GovernmentEntries.Format.ExtensionEntry);
        Later = Report(First, 3, 9, isExtended: true);
        foreach (var until in (DateOnly?[])[new(2018, 8, 20), null])
        {
            var asked = Add(
                ExtensionRequestEntry.Of(Afterwards, "u01-1", June, U01, First.Id, new(2018, 8, 31), "停电"),
                GovernmentEntries.Format.ExtensionRequestEntry);
            _ = until is { } day
                ? Add(ExtensionEntry.Of(Afterwards, "office-1", June, U01, First.Id, day, "同意", asked),
                    GovernmentEntries.Format.ExtensionEntry)
                : Add(ExtensionRefusalEntry.Of(Afterwards, "office-1", June, U01, First.Id, asked, "已延期一次"),
                    GovernmentEntries.Format.ExtensionRefusalEntry);
        }

        Add(
            WaitingAnswerEntry.Of(
                Afterwards, "u01-1", U01, First.Id, June, U02, part, 1, done: false, new(2018, 8, 20), "已报市局"),
            GovernmentEntries.Format.WaitingAnswerEntry);
        Certify(2, "更正", Afterwards, isLate: true);
        var remark = Add(
            RemarkEntry.Of(Afterwards, "office-1", First.Id, June, U01, 3, Later, RemarkCode.Unclear, "请说明"),
            GovernmentEntries.Format.RemarkEntry);
        Later = Report(First, 4, 9, isExtended: true, answers: remark);
        Add(EvidenceEntry.Of(Afterwards, "u01-1", U01, Hex('d'), 482_113, "application/pdf", "验收单", new(2018, 6, 30)),
            GovernmentEntries.Format.EvidenceEntry);
        Add(EvidenceRemovalEntry.Of(Afterwards, "office-1", Hex('d'), "区人民法院", "含个人信息"),
            GovernmentEntries.Format.EvidenceRemovalEntry);
        Add(PublicPageEntry.Of(Afterwards, "office-1", 1, open: true, "接受监督"),
            GovernmentEntries.Format.PublicPageEntry);
        Add(new RotationEntry(1, "rotation", Afterwards, "operator", Name, null), RotationEntries.Format.RotationEntry);
        Add(new RotationEntry(1, "rotation", Afterwards, "operator", null, new("log.test/old", "old+key")),
            RotationEntries.Format.RotationEntry);
        Add(new AdoptionEntry(1, "adoption", Afterwards, "operator", Log.Size,
            new(99, Convert.ToBase64String(new byte[32])), new("log.test/old", "old+key"), "磁盘损坏"),
            AdoptionEntries.Format.AdoptionEntry);
        Add(new LedgerDigestEntry(1, "ledger-digest", Afterwards, "service", HonestEvaluation.Digest),
            LedgerDigestEntries.Format.LedgerDigestEntry);
    }

    public TestLog Log { get; } = new(Origin, 2);

    public long Within { get; }

    public long Later { get; }

    public long Close { get; }

    public long CloseSize { get; }

    /// <summary>The log's size when the first rating was made.</summary>
    public long SizeAtRating { get; }

    public static Target First { get; } = new(
        new("JA2018-001"), 2018, TargetLevel.Departmental, "经济", "目标一", TargetNature.Binding, TargetKind.Quantitative,
        new("U01"), "合成数据", "须公示",
        new("JA2018-009"), "万平方米", 0, 12, false, Direction.Increase, Aggregation.Cumulative,
        [new(new("2018-06"), 3.6m), new(new("2018-12"), 12)], PlanShape.Linear,
        CoUnits: [new(new("U02"), "规划", new(2018, 6, 30))], CertifyingUnit: new("U02"), Weight: 1.5m);

    public static Target Second { get; } =
        new(new("JA2018-002"), 2018, TargetLevel.Departmental, "社会", "目标二", TargetNature.Anticipated,
            TargetKind.Qualitative, new("U01"), "合成数据");

    public static Target Third { get; } = First with
    {
        Id = new("JA2018-003"),
        Title = "目标三",
        LeadUnit = new("U02"),
        CertifyingUnit = null,
        CoUnits = null,
        ParentId = null,
    };

    public static Target Fourth { get; } = new(
        new("JA2018-004"), 2018, TargetLevel.Departmental, "社会", "目标四", TargetNature.Anticipated, TargetKind.Milestone,
        new("U01"), "合成数据",
        Nodes: [new("N1", "立项", new(2018, 6, 30)), new("N2", "开工", new(2018, 9, 30))],
        Suspension: new(June, new("2018-08")),
        Frequency: ReportingFrequency.In([June, new("2018-12")]));

    /// <summary>What decides the target's colour by the version that counts.</summary>
    public TargetFacts Facts(Target target) => _facts.Read(target.Id, June, 1, () => null)!;

    private LogName Name => new(Origin, Log.Signer.VerifierKey.ToString());

    private void Publish(Unit unit, long version, string at = Before) =>
        Take(UnitEntry.Of(at, "office-1", version, unit), GovernmentEntries.Format.UnitEntry, _facts.Take);

    private void Publish(Target target, long version, string at = Before) =>
        Take(TargetEntry.Of(at, "office-1", version, target), GovernmentEntries.Format.TargetEntry, _facts.Take);

    private long Report(
        Target target, long revision, decimal? value, IReadOnlyList<NodeState>? nodes = null,
        bool isExtended = false, bool isDraft = false, long? answers = null, bool isPart = false,
        IReadOnlyList<WaitsFor>? waitsFor = null) => Take(
        new ProgressEntry(
            1, "progress", isExtended ? Afterwards : Before, isDraft ? "u01-2" : isPart ? "u02-1" : "u01-1",
            target.Id, 1, June, isPart ? U02 : target.LeadUnit, revision, value, false, nodes, "推进", "无", "无",
            "green", [Hex('d')], isDraft ? "u01-2" : "负责人", Timeliness.OnTime, isExtended,
            [new(WarningCode.NodeTakenBack, "节点 N1 此前填报为完成", "N1", "2018-05-31", "–")],
            answers is { } remark ? [remark] : null, [new(Hex('d'), "3-5", "验收结论", new(2018, 6, 30))],
            isDraft ? Confirmation.TwoPeople : Confirmation.Named, isDraft ? "u01-1" : null,
            isDraft ? "2018-05-31T01:00:00.000Z" : null, waitsFor,
            isPart ? new(new(2018, 5, 31), new(2018, 6, 30)) : null),
        GovernmentEntries.Format.ProgressEntry, (index, e) => _facts.Take(index, FiledReport.Of(e)));

    private void Certify(long revision, string? reason, string at, bool isLate) => Take(
        CertifiedValueEntry.Of(
            at, "u02-1", First.Id, 1, June, U02, revision, 3.05m, new(2018, 6, 30), "月报", "统计月报", reason, isLate),
        GovernmentEntries.Format.CertifiedValueEntry, _facts.Take);

    private long Take<T>(T entry, JsonTypeInfo<T> format, Action<long, T> take)
    {
        take(Log.Size, entry);
        return Add(entry, format);
    }

    private long Add<T>(T entry, JsonTypeInfo<T> format) =>
        Log.AddAsIs(Encoding.UTF8.GetString(LogEntry.ToBytes(entry, format)));

    internal static string Hex(char digit) => new(digit, 64);
}
