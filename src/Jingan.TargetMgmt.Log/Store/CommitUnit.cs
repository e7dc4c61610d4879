using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Log.Store;

/// <summary>One write: exactly one log entry and the rows that are projected from it, all or nothing. Data only,
/// no callbacks.</summary>
/// <param name="Entry">The exact bytes that are hashed, stored and served for ever;
/// null for what is no fact of its own, such as a witness's line.</param>
/// <param name="Statements">The rows.</param>
public sealed record CommitUnit(byte[]? Entry, IReadOnlyList<Statement> Statements);

/// <summary>What became of a submission: stored, with the receipts of its entries in order; or nothing stored,
/// and why.</summary>
public sealed record CommitOutcome
{
    /// <summary>An assumption of the preparation no longer holds.</summary>
    public static readonly CommitOutcome Conflict = new() { IsConflict = true };

    /// <summary>Too many writes are waiting.</summary>
    public static readonly CommitOutcome Busy = new() { IsBusy = true };

    public bool IsConflict { get; private init; }

    public bool IsBusy { get; private init; }

    /// <summary>Set when the side is read-only: what is wrong with its log.</summary>
    public Text? Doubt { get; private init; }

    /// <summary>Set when the clock is behind the log: why nothing is taken until it is right.</summary>
    public Text? Late { get; private init; }

    public bool IsStored => !IsConflict && !IsBusy && Doubt is null && Late is null;

    public IReadOnlyList<Receipt> Receipts { get; private init; } = [];

    public static CommitOutcome Stored(IReadOnlyList<Receipt> receipts) => new() { Receipts = receipts };

    public static CommitOutcome ClockBehind(Text reason) => new() { Late = reason };

    public static CommitOutcome ReadOnly(Text doubt) => new() { Doubt = doubt };
}
