using System.Text.Json;
using CsCheck;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Workbooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>The library as it is exported is the library that is imported, whatever its texts are made of.</summary>
public sealed class TargetRoundTripTests
{
    // Some fit others' short names, and one is what lists are made with.
    private static readonly UnitNames Units = new(
    [
        new(new("CZJ"), "静安区财政局", UnitKind.Department), new(new("LSJ"), "静安区绿化和市容管理局", UnitKind.Department),
        new(new("JGW"), "建设;和|管理委员会", UnitKind.Department), new(new("A1"), "财政局", UnitKind.Department),
        new(new("B1"), "同名", UnitKind.Subdistrict), new(new("B2"), "同名", UnitKind.Subdistrict),
    ]);

    private static readonly Gen<UnitCode> Unit =
        OneOf("CZJ", "LSJ", "JGW", "A1", "B1", "B2", "FREMD").Select(c => new UnitCode(c));

    private static readonly Gen<string> Text = Gen.Char["甲乙a0;；|｜\\'=+-@＝＋－＠\u3000\n,，、\"! （"].Array[1, 12]
        .Select(c => new string(c).Trim()).Where(t => t.Length > 0);

    private static readonly Gen<DateOnly> Day = Gen.Int[0, 800].Select(d => new DateOnly(2017, 6, 1).AddDays(d));

    private static readonly Gen<decimal> Value = Gen.Long[-999_999_999_999_999_999, 999_999_999_999_999_999]
        .Select(Gen.Int[0, 17], (m, s) => Measure.FromMillionths(m / (long)Math.Pow(10, s)));

    private static readonly Gen<Period> Period = Gen.OneOf(
        Gen.Int[1, 12].Select(m => new Period($"2018-{m:00}")), Gen.Int[1, 4].Select(q => new Period($"2018-Q{q}")));

    private static readonly Gen<Target> AnyTarget =
        from id in Gen.Int[1, 999].Select(i => new TargetId($"JA2018-{i:000}"))
        from words in Text.Array[4]
        from kinds in Gen.Select(Gen.Enum<TargetLevel>(), Gen.Enum<TargetNature>(), Gen.Enum<TargetKind>())
        from lead in Unit
        from measured in Gen.Select(OneOf("%", "万平方米", "个").Null(), Maybe(Value), Maybe(Value), Maybe(Value))
        from provisional in Maybe(Gen.Bool)
        from shape in Gen.Select(Maybe(Gen.Enum<Direction>()), Maybe(Gen.Enum<Aggregation>()),
            Maybe(Gen.Enum<PlanShape>()))
        from plan in List(Gen.Select(Period, Value, (p, v) => new PlanPoint(p, v)))
        from nodes in List(Gen.Select(Gen.Int[1, 99], Text, Day, (c, t, d) => new TargetNode($"N{c}", t, d)))
        from co in List(Gen.Select(Unit, Gen.OneOf(Gen.Const(""), Text), Maybe(Day), (u, p, d) => new CoUnit(u, p, d)))
        from certifying in Maybe(Unit)
        from suspension in Gen.Select(Period, Maybe(Period), (f, u) => new Suspension(f, u)).Null()
        from frequency in Gen.OneOf(Gen.Const(ReportingFrequency.Monthly), Gen.Const(ReportingFrequency.Quarterly),
            Period.Array[1, 5].Select(ReportingFrequency.In)).Null()
        select new Target(
            id, 2018, kinds.Item1, words[0], words[1], kinds.Item2, kinds.Item3, lead, words[2], words[3], null,
            measured.Item1, measured.Item2, measured.Item3, provisional, shape.Item1, shape.Item2, plan, shape.Item3,
            nodes, co, certifying, measured.Item4, suspension, frequency);

    [Fact]
    public Task Separated_values_come_back_as_they_were() => AnyTarget.Array[1, 4].SampleAsync(async targets =>
        await ReadBackAsync(targets, Csv.MediaType, Csv.ToResult("targets.csv", TargetColumns.Headings,
            targets.Select(t => TargetColumns.CellsOf(t, Units)))), iter: 300);

    [Fact]
    public Task A_workbook_comes_back_as_it_was() => AnyTarget.Array[1, 4].SampleAsync(async targets =>
        await ReadBackAsync(targets, WorkbookAnswer.MediaType, ExportTargets.ToWorkbook(
            2018, [.. targets.Select(t => TargetColumns.CellsOf(t, Units))])), iter: 100);

    private static async Task ReadBackAsync(Target[] targets, string mediaType, IResult export)
    {
        var http = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
            Response = { Body = new MemoryStream() },
        };
        await export.ExecuteAsync(http);
        var (file, refusal) = ImportBody.Read<Target>(
            mediaType, ((MemoryStream)http.Response.Body).ToArray(), TargetForm.With(Units));

        Assert.True(file is not null, refusal?.Detail.En);
        Assert.Empty(file.Rows.SelectMany(r => r.Faults));
        Assert.Equal(targets.Select(Json), file.Rows.Select(r => Json(r.Item!)));
    }

    private static string Json(Target target) => JsonSerializer.Serialize(target, WireJson.Options);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : struct => Gen.OneOf(gen.Select(v => (T?)v), Gen.Const((T?)null));

    // An empty list and none are one cell.
    private static Gen<IReadOnlyList<T>?> List<T>(Gen<T> item) =>
        item.Array[0, 3].Select(a => a.Length == 0 ? null : (IReadOnlyList<T>)a);
}
