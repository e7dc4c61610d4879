using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>A row, and what is to become of it.</summary>
/// <param name="Row">The row.</param>
/// <param name="Period">The period that it is about, where that is known.</param>
/// <param name="Code">The code of its refusal; null where it is taken.</param>
/// <param name="Faults">What keeps it back.</param>
internal sealed record BatchOutcome(
    ImportRow<BatchReport> Row, Period? Period, string? Code, IReadOnlyList<(string Pointer, string Message)> Faults)
{
    /// <summary>The report that it becomes.</summary>
    public ProgressEntry? Entry { get; init; }

    /// <summary>What stores the report.</summary>
    public CommitUnit? Unit { get; init; }

    /// <summary>What stores the draft.</summary>
    public Statement? Draft { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public static BatchOutcome Refused(ImportRow<BatchReport> row, Period? period, Problem refusal) => new(
        row, period, refusal.Code.Code, refusal.Errors is { } errors
            ? [.. errors.SelectMany(e => e.Value.Select(m => (e.Key, m)))]
            : [("", refusal.Detail.Current)]);

    /// <summary>The row's answer.</summary>
    /// <param name="isHeldBack">Whether other rows keep it from being stored.</param>
    /// <param name="most">How many errors are told.</param>
    public BatchRow ToRow(bool isHeldBack, int most) => new(
        Row.Row, Row.ShownId, Period,
        Code is not null ? "rejected" : isHeldBack ? "ready" : Draft is not null ? "drafted" : "reported",
        Code is null && !isHeldBack ? Entry?.Revision : null, Code,
        [.. Faults.Take(most).Select(f => Row.Tell(f.Pointer, f.Message))], Warnings)
    {
        Marks =
        [
            .. Faults.Take(most).SelectMany(f => Row.CellOf?.Invoke(f.Pointer) is { } cell
                ? [(cell[(cell.LastIndexOf('!') + 1)..], f.Message)]
                : Enumerable.Empty<(string, string)>()),
        ],
    };
}
