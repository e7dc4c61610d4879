using System.Globalization;
using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Bench.Service;

/// <summary>A made-up target and the unit that leads it.</summary>
internal sealed record SyntheticTarget(string Id, string Unit);

/// <summary>An open period and made-up targets of its year. Everything says on its face that it is synthetic.</summary>
internal sealed record SyntheticLibrary(string Period, IReadOnlyList<SyntheticTarget> Targets)
{
    /// <summary>Each connection reports on so many targets in turn, which nobody else reports on;
    /// one unit leads them all.</summary>
    public const int TargetsEach = 8;

    private const int RowsPerImport = 1_000; // about 600 bytes each: a body may have 1 MB

    /// <summary>Puts the library in place for so many connections.</summary>
    /// <param name="year">The targets' year; this one unless told.</param>
    public static async Task<SyntheticLibrary> PrepareAsync(TargetService service, int connections, int? year = null)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        var period = today.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        await service.SendAsync("office", HttpMethod.Put, $"api/v1/periods/{period}", OpenFrom(today));

        var units = (await service.GetAsync("office", "api/v1/units?limit=500"))["items"]!
            .AsArray()
            .Select(u => (string)u!["code"]!)
            .ToList();
        var targets = Enumerable.Range(0, connections * TargetsEach)
            .Select(i => new SyntheticTarget(string.Create(CultureInfo.InvariantCulture, $"BENCH-{i:D5}"),
                units[i / TargetsEach % units.Count])).ToList();
        foreach (var rows in targets.Chunk(RowsPerImport))
        {
            await service.SendAsync("office", HttpMethod.Post, "api/v1/targets/import",
                new JsonArray([.. rows.Select(t => Row(t, year ?? today.Year))]));
        }

        return new(period, targets);
    }

    /// <summary>Adds targets that one unit leads.</summary>
    /// <param name="series">What their ids have in common.</param>
    public static async Task<IReadOnlyList<SyntheticTarget>> AddAsync(
        TargetService service, string unit, int count, int year, string series = "D")
    {
        var targets = Enumerable.Range(0, count)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"BENCH-{series}{i:D4}"))
            .Select(id => new SyntheticTarget(id, unit))
            .ToList();
        await service.SendAsync("office", HttpMethod.Post, "api/v1/targets/import",
            new JsonArray([.. targets.Select(t => Row(t, year))]));
        return targets;
    }

    /// <summary>The targets of one connection; fewer than <see cref="TargetsEach"/> where there are more connections
    /// than were prepared for.</summary>
    public IReadOnlyList<SyntheticTarget> OfConnection(int connection, int connections)
    {
        var each = Math.Min(TargetsEach, Targets.Count / connections);
        return [.. Targets.Skip(connection * each).Take(each)];
    }

    private static JsonObject OpenFrom(DateOnly today)
    {
        var starts = new DateOnly(today.Year, today.Month, 1);
        return new()
        {
            ["startsOn"] = Text(starts), ["endsOn"] = Text(starts.AddMonths(1).AddDays(-1)),
            ["opensOn"] = Text(today), ["dueOn"] = Text(today.AddDays(30)), ["closesOn"] = Text(today.AddDays(30)),
        };
    }

    private static JsonObject Row(SyntheticTarget target, int year) => new()
    {
        ["id"] = target.Id, ["year"] = year, ["level"] = "departmental", ["field"] = "基准测试 (synthetic)",
        ["title"] = $"基准测试用合成目标 {target.Id[^5..]} (synthetic)",
        ["nature"] = "anticipated", ["kind"] = "quantitative", ["leadUnit"] = target.Unit,
        ["source"] = "基准测试 (synthetic)，不是静安区的目标",
        ["unitOfMeasure"] = "件", ["targetValue"] = 90_000_000, ["direction"] = "increase",
        ["aggregation"] = "cumulative",
    };

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
