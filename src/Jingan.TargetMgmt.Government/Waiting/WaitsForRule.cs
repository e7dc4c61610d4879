using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Waiting;

/// <summary>Whom a report may wait for: another unit, or a target that another unit leads.</summary>
internal static class WaitsForRule
{
    /// <summary>The same list with the unit of every one, or why it is not taken. Null where the report waits for
    /// nobody.</summary>
    /// <param name="unit">The unit that reports.</param>
    /// <param name="year">The target's year.</param>
    /// <param name="today">The day in Shanghai.</param>
    public static async Task<(Problem? Refusal, IReadOnlyList<WaitsFor>? Named)> ReadAsync(
        GovernmentDb db, IReadOnlyList<WaitsFor>? waits, UnitCode unit, int year, DateOnly today, CancellationToken ct)
    {
        if (waits is not { Count: > 0 })
        {
            return (null, null);
        }

        var queries = new QueryBatch();
        var leads = waits.Select(w => w.TargetId is { } id ? WaitingStore.AddLead(queries, id) : null).ToList();
        var units = waits.Select(w => w.Unit is { } code ? WaitingStore.AddUnit(queries, code) : null).ToList();
        await db.ReadAsync(queries, ct);
        var faults = Faults(
            waits, [.. leads.Select(l => l?.Rows.Select(u => (UnitCode?)u).FirstOrDefault())],
            [.. units.Select(u => u?.Rows.Count > 0)], unit, year, today).ToList();
        return faults.Count > 0
            ? (Problem.Invalid(faults), null)
            : (null, [.. waits.Select((w, i) => w with
            {
                Unit = w.Unit ?? leads[i]!.Rows[0], What = w.What.Trim(),
            })]);
    }

    /// <summary>What is wrong with them, by member.</summary>
    /// <param name="leads">Who leads the target that each names; null where there is none.</param>
    /// <param name="isKnown">Whether the unit that each names is there.</param>
    public static IEnumerable<(string Pointer, string Message)> Faults(
        IReadOnlyList<WaitsFor> waits, IReadOnlyList<UnitCode?> leads, IReadOnlyList<bool> isKnown, UnitCode unit,
        int year, DateOnly today)
    {
        var named = new HashSet<(UnitCode?, TargetId?, DateOnly)>();
        for (var i = 0; i < waits.Count; i++)
        {
            var (wait, at) = (waits[i], $"/waitsFor/{i}");
            var on = wait.Unit ?? leads[i];
            if (wait.TargetId is { } id && leads[i] is null)
            {
                yield return ($"{at}/targetId", new Text($"没有目标 {id}", $"there is no target {id}").Current);
            }
            else if (wait.Unit is { } code && !isKnown[i])
            {
                yield return ($"{at}/unit", new Text($"没有单位 {code}", $"there is no unit {code}").Current);
            }
            else if (wait is { Unit: { } other, TargetId: { } led } && leads[i] != other)
            {
                yield return ($"{at}/unit", new Text(
                    $"{led} 由 {leads[i]} 牵头，不是 {other}；只写 targetId 即可",
                    $"{led} is led by {leads[i]}, not by {other}; the targetId alone will do").Current);
            }
            else if (on == unit)
            {
                yield return (wait.Unit is null ? $"{at}/targetId" : $"{at}/unit", new Text(
                    "是本单位自己；须写所等候的其他单位，或其牵头的目标",
                    "is your own unit; name the other unit that you wait for, or a target that it leads").Current);
            }
            else if (!named.Add((on, wait.TargetId, wait.Since)))
            {
                yield return (at, new Text("同一事项写了两次", "names the same matter twice").Current);
            }

            if (wait.Since > today)
            {
                yield return ($"{at}/since", new Text("不得晚于今天", "must not be in the future").Current);
            }
            else if (wait.Since < new DateOnly(year - 1, 1, 1))
            {
                yield return ($"{at}/since", new Text(
                    $"{wait.Since:yyyy-MM-dd} 过早；请核对年份",
                    $"is {wait.Since:yyyy-MM-dd}, long before the target's year; check the year").Current);
            }
        }
    }
}
