using System.Text.Json;
using CsCheck;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Tests.Contracts;

/// <summary>What crosses between two processes arrives as it was: every member, to the last digit and day.</summary>
public sealed class FactsJsonTests
{
    private static readonly Gen<decimal> Value = Gen.Long[-999_999_999_999_999_999, 999_999_999_999_999_999].Select(
        Measure.FromMillionths);
    private static readonly Gen<DateOnly> Day = Gen.Int[0, 40_000].Select(n => new DateOnly(1992, 1, 1).AddDays(n));
    private static readonly Gen<string> Prose = Gen.OneOf(
        OneOf("", "已建成 3.1 万平方米", "\"quoted\" \\ <b>&", "a\nb\t\u0001", "𠮷野家", "\u2028"), Gen.String.AlphaNumeric);
    private static readonly Gen<Period> Period = OneOf<Period>(new("2018-01"), new("2018-12"), new("2018-Q2"));
    private static readonly Gen<UnitCode> Unit = OneOf<UnitCode>(new("LSJ"), new("JD-BEIZHAN"), new("a_1"));
    private static readonly Gen<TargetId> Id = Gen.Int[1, 999].Select(n => new TargetId($"JA2018-{n:000}"));
    private static readonly Gen<LogEntryRef> Entry = Gen.Select(Gen.Long[0, long.MaxValue],
        OneOf("government", "evaluation"), (i, log) => new LogEntryRef(log, i, new('c', 64)));
    private static readonly Gen<LogHead> Head = Gen.Long[0, long.MaxValue].Select(n =>
        new LogHead("government", n, new('a', 64)));

    private static readonly Gen<IReadOnlyList<NodeState>> Nodes =
        List(Gen.Select(Prose, Maybe(Day), Maybe(Day), (code, done, forecast) => new NodeState(code, done, forecast)));

    private static readonly Gen<Target> AnyTarget =
        from id in Id
        from words in Prose.Array[5]
        from kinds in Gen.Select(Gen.Enum<TargetLevel>(), Gen.Enum<TargetNature>(), Gen.Enum<TargetKind>())
        from lead in Unit
        from parent in Maybe(Id)
        from numbers in Maybe(Value).Array[3]
        from provisional in Maybe(Gen.Bool)
        from shape in Gen.Select(Maybe(Gen.Enum<Direction>()), Maybe(Gen.Enum<Aggregation>()),
            Maybe(Gen.Enum<PlanShape>()))
        from plan in List(Gen.Select(Period, Value, (p, v) => new PlanPoint(p, v))).Null()
        from nodes in List(Gen.Select(Prose, Prose, Day, (c, t, d) => new TargetNode(c, t, d))).Null()
        from co in List(Gen.Select(Unit, Prose, Maybe(Day), (u, p, d) => new CoUnit(u, p, d))).Null()
        from certifying in Maybe(Unit)
        from suspension in Gen.Select(Period, Maybe(Period), (f, u) => new Suspension(f, u)).Null()
        from frequency in Gen.OneOf(
            Gen.Const(ReportingFrequency.Monthly), Gen.Const(ReportingFrequency.Quarterly),
            Period.Array[1, 12].Select(ReportingFrequency.In)).Null()
        select new Target(
            id, 2018, kinds.Item1, words[0], words[1], kinds.Item2, kinds.Item3, lead, words[2], words[3], parent,
            words[4], numbers[0], numbers[1], provisional,
            shape.Item1, shape.Item2, plan, shape.Item3, nodes, co, certifying, numbers[2], suspension, frequency,
            words[0]);

    private static readonly Gen<ProgressReport> Report =
        from unit in Unit
        from revision in Gen.Long[1, long.MaxValue]
        from value in Maybe(Value)
        from noChange in Gen.Bool
        from nodes in Nodes.Null()
        from words in Prose.Array[5]
        from evidence in List(Prose)
        from timeliness in Gen.Enum<Timeliness>()
        from entry in Entry
        from warnings in List(Gen.Select(Gen.Enum<WarningCode>(), Prose, Maybe(Day), (c, p, d) =>
            new ReportWarning(c, p, null, p, d?.ToString("O", null)))).Null()
        from remarks in List(Gen.Select(Gen.Long[0, long.MaxValue], Gen.Enum<RemarkCode>(), Prose,
            Maybe(Gen.Long[2, long.MaxValue]), (i, c, p, a) =>
                new ReportRemark(i, 1, c, p, p, "2018-07-02T01:00:00.123Z", a))).Null()
        select new ProgressReport(
            unit, revision, value, noChange, nodes, words[0], words[1], words[2], null, evidence, words[3], words[4],
            timeliness,
            "2018-07-02T01:00:00.123Z", entry, warnings, remarks, OpenedAt: words[0]);

    private static readonly Gen<TargetFacts> Facts =
        from target in AnyTarget
        from version in Gen.Long[1, long.MaxValue]
        from lead in Report.Null()
        from co in List(Report)
        from earlier in List(Gen.Select(Period, Maybe(Value), Nodes.Null(), (p, v, n) => new EarlierReport(p, v, n)))
        from added in Gen.Bool
        from newer in Gen.Select(AnyTarget, Gen.Long[1, long.MaxValue], Gen.Bool, Report.Null(), (t, v, since, r) =>
            new NewerVersion(t, v, since, r)).Null()
        from later in List(Report).Null()
        from name in Prose.Null()
        from certified in List(Gen.Select(Unit, Value, Maybe(Day), Prose.Null(), Gen.Bool, Entry, (u, v, d, p, l, e) =>
            new CertifiedValue(1, u, 1, v, d, p, p, p, l, "tjj", "2018-07-02T01:00:00.123Z", e))).Null()
        select new TargetFacts(target, version, lead, co, earlier, added, newer, later, name, Certified: certified,
            Original: name is null ? null : new PromisedFigure(name, 7m, "万平方米"));

    private static readonly Gen<PeriodMarks> Marks =
        from opened in Maybe(Gen.Long[0, long.MaxValue])
        from due in Maybe(Day)
        from closed in Gen.Select(Gen.Long[1, long.MaxValue], Gen.Long[1, long.MaxValue], (size, index) =>
            new ClosedPeriod(size, new('a', 64), "2018-07-20T16:00:00.000Z", index)).Null()
        select new PeriodMarks(opened, due, closed);

    private static readonly Gen<ReportingPeriod> Reporting = Gen.Select(Period, Day.Array[5], (p, d) =>
        new ReportingPeriod(p, d[0], d[1], d[2], d[3], d[4]));

    private static readonly Gen<RatingFact> Rating =
        from entry in Entry
        from period in Period
        from id in Id
        from unit in Unit
        from words in Prose.Array[6]
        from divergence in Gen.Select(Prose, Prose, (c, r) => new Divergence(c, r)).Null()
        from basis in Entry.Null()
        from supersedes in Maybe(Gen.Long[0, long.MaxValue])
        from correction in Gen.Bool
        from evidence in List(Gen.Select(Gen.Enum<EvidenceKind>(), Prose, Maybe(Day), Prose.Null(),
            (k, note, at, source) => new GatheredEvidence(k, note, at, source))).Null()
        select new RatingFact(
            entry.Index, entry.LeafHash, period, id, entry.Index, unit, words[0], words[1], null, words[2], words[3],
            divergence, basis, supersedes, words[4], words[5],
            "2018-07-12T01:00:00.000Z", correction, Evidence: evidence,
            Judged: new(words[0], words[1], "3.1", null, words[2]), VersionReason: words[3]);

    [Fact]
    public void A_periods_facts() =>
        Gen.Select(Head, Reporting.Null(), Marks.Null(), List(Facts), Prose.Null(),
            (head, period, marks, items, next) =>
        new PeriodFactsPage(head, period, marks, [new(new("LSJ"), "绿化市容局", UnitKind.Department)], items, next))
            .Sample(Arrives, iter: 300);

    [Fact]
    public void A_targets_facts() =>
        Gen.Select(Head.Null(), Reporting.Null(), Marks.Null(), Facts.Null(), (log, period, marks, facts) =>
            new TargetInPeriod(log, period, marks, facts)).Sample(Arrives, iter: 300);

    [Fact]
    public void A_years_facts() =>
        Gen.Select(Head, List(Reporting), AnyTarget, Period, Maybe(Gen.Enum<Timeliness>()),
            Maybe(Gen.Enum<TargetState>()), (head, periods, target, period, timeliness, state) =>
        new YearFactsPage(head, periods, [new(target, [new(period, timeliness, state, 2, 3.1m, 3m)], [target])], null))
            .Sample(Arrives, iter: 300);

    [Fact]
    public void Ratings() => Gen.Select(Head, List(Rating), Prose.Null(), (head, items, at) =>
        (new PeriodRatingsPage(head, "2018.1", Tests.Reports.Sample.Colours, at, items, at,
                [.. items.Select(r => new EarlierColour(r.TargetId, r.Period, r.Colour))]),
            new YearRatingsPage(head, [], [.. items.Select(Tests.Reports.Sample.ColourOf)], at),
            new TargetRatings(new("JA2018-001"), items))).Sample(pages =>
        {
            Arrives(pages.Item1);
            Arrives(pages.Item2);
            Arrives(pages.Item3);
        }, iter: 300);

    private static void Arrives<T>(T sent)
    {
        var received = JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes(sent, WireJson.Options),
            WireJson.Options);
        Assert.Equivalent(sent, received, strict: true);
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<IReadOnlyList<T>> List<T>(Gen<T> item) => item.List[0, 3].Select(l => (IReadOnlyList<T>)l);

    private static Gen<T?> Maybe<T>(Gen<T> value)
        where T : struct => Gen.Select(Gen.Bool, value, (isThere, v) => isThere ? v : (T?)null);
}
