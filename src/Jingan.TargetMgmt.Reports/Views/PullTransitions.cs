using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Reports.Views;

/// <summary>GET /reports/transitions: how many targets went from which colour to which between two periods of a year.
/// It is two columns of the matrix, counted against each other.</summary>
internal static class PullTransitions
{
    internal sealed record Response(
        int Year, Period From, Period To, IReadOnlyList<LogHead> Logs, IReadOnlyList<SchemeColour> Colours,
        Movement Movement, IReadOnlyList<Transition> Transitions);

    /// <summary>The targets by the direction they moved in. A colour is compared with a colour of the scheme in force
    /// only: a state is no colour, and silence is neither better nor worse.</summary>
    internal sealed record Movement(int Better, int Same, int Worse, int NotCompared);

    /// <summary>The targets that went from one colour or state to another, by id.</summary>
    internal sealed record Transition(Stand From, Stand To, int Count, IReadOnlyList<TargetId> Targets);

    /// <summary>How a target stands in a period: by its released colour, else by a state.</summary>
    internal sealed record Stand(string? Colour, TargetState? State);

    internal static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/transitions", Handle).InEitherForm<Response>(
            nameof(PullTransitions),
            "Between two periods of a year: how many targets went from which colour or state to which.");
        group.MapGet("/transitions.csv", Handle).AsTable(nameof(PullTransitions));
        group.MapGet("/transitions.json", Handle).AsJson<Response>(nameof(PullTransitions));
    }

    internal static async Task<IResult> Handle(
        Period from, Period to, string? @for, HttpContext http, IProgressFacts progress, IRatingFacts ratings,
        CancellationToken ct)
    {
        if (Fault(from, to) is { } fault)
        {
            return Problem.Invalid("/to", fault);
        }

        if (CsvFor.TryRead(@for, out var reader) is { } refusal)
        {
            return refusal;
        }

        var government = await progress.ReadYearAsync(to.Year, ct);
        foreach (var period in new[] { from, to })
        {
            if (government.Periods.All(p => p.Code != period))
            {
                return PeriodReading.NoSuchPeriod(period);
            }
        }

        var evaluation = await ratings.ReadYearAsync(to.Year, ct);
        var matrix = PullMatrix.Read(to.Year, government, evaluation);
        var report = Read(matrix, evaluation.Colours, from, to);
        return Csv.IsWanted(http) ? TransitionsTable.ToResult(report, matrix, reader) : TypedResults.Ok(report);
    }

    /// <param name="scheme">The colours that have a rank: the matrix may have others, of another scheme.</param>
    internal static Response Read(
        PullMatrix.Response matrix, IReadOnlyList<SchemeColour> scheme, Period from, Period to)
    {
        var moves = MovesOf(matrix, from, to).ToList();
        var rank = scheme.ToDictionary(c => c.Code, c => c.Rank);
        var directions = moves.Select(m => Direction(m.From, m.To, rank)).ToList();
        return new(
            matrix.Year, from, to, matrix.Logs, matrix.Colours,
            new(directions.Count(d => d < 0), directions.Count(d => d == 0), directions.Count(d => d > 0),
                directions.Count(d => d is null)),
            [.. moves.GroupBy(m => (m.From, m.To))
                .OrderBy(g => Order(g.Key.From, matrix)).ThenBy(g => Order(g.Key.To, matrix))
                .Select(g => new Transition(g.Key.From, g.Key.To, g.Count(), [.. g.Select(m => m.Target)]))]);
    }

    /// <summary>The place of a colour or state in a table: colours best first, then states.</summary>
    internal static int Order(Stand stand, PullMatrix.Response matrix) => stand.State is { } state
        ? matrix.Colours.Count + (int)state
        : matrix.Colours.Select(c => c.Code).ToList().IndexOf(stand.Colour!);

    private static Text? Fault(Period from, Period to) =>
        from.Year != to.Year
            ? new($"须与 from（{from}）同属一年：目标按年编号", $"must be of the year of from ({from}): targets are of a year")
        : from.IsQuarter != to.IsQuarter
            ? new("须与 from 同为月或同为季度", "must be a month like from, or a quarter like it")
        : from.LastMonth >= to.LastMonth
            ? new($"须晚于 from（{from}）", $"must come after from ({from})")
        : null;

    private static IEnumerable<(TargetId Target, Stand From, Stand To)> MovesOf(
        PullMatrix.Response matrix, Period from, Period to)
    {
        var (first, second) = (matrix.Periods.ToList().IndexOf(from), matrix.Periods.ToList().IndexOf(to));
        return matrix.Rows.Select(r => (r.TargetId, StandOf(r.Cells[first]), StandOf(r.Cells[second])));
    }

    private static Stand StandOf(PullMatrix.Cell cell) => new(cell.Colour, cell.State);

    private static int? Direction(Stand from, Stand to, Dictionary<string, int> rank) =>
        from.Colour is { } before && to.Colour is { } after
        && rank.TryGetValue(before, out var first) && rank.TryGetValue(after, out var second)
            ? second.CompareTo(first)
            : null;
}
