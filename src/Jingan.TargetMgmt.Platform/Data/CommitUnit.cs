namespace Jingan.TargetMgmt.Platform.Data;

/// <summary>One SQL statement of a commit unit with its parameters.</summary>
/// <param name="Sql">A constant in the common subset of both engines. It may also name <c>@logIndex</c> and <c>@checkpointSize</c>, which the queue supplies.</param>
/// <param name="Parameters">An object whose members are the other parameters: string, long, byte[] or null.</param>
/// <remarks>It must change exactly one row: anything else means that what the preparation assumed no longer holds, and the unit conflicts.</remarks>
public sealed record Statement(string Sql, object Parameters);

/// <summary>One write: exactly one log entry and the rows that are projected from it, all or nothing. Data only, no callbacks.</summary>
/// <param name="Entry">The exact bytes that are hashed, stored and served for ever.</param>
/// <param name="Statements">The rows.</param>
public sealed record CommitUnit(byte[] Entry, IReadOnlyList<Statement> Statements);

/// <summary>What became of a commit: receipts in the order of the units, or nothing stored because an assumption no longer holds.</summary>
public sealed record CommitOutcome(IReadOnlyList<Contracts.Receipt> Receipts)
{
    public static readonly CommitOutcome Conflict = new([]);

    public bool IsConflict => Receipts.Count == 0;
}
