namespace Jingan.TargetMgmt.Contracts;

/// <summary>Where a period's facts begin and end in the government log: what was in force at the opening counts,
/// and what came in up to the close.</summary>
/// <param name="OpenedSize">Size of the government log when the period opened; null before.
/// Targets and unit names count as they were then.</param>
/// <param name="FirstDueOn">The due day as it was at the opening; null before.
/// No later change moves <see cref="IssuableFrom"/>.</param>
/// <param name="Closed">The close; null while reports are taken.</param>
public sealed record PeriodMarks(long? OpenedSize = null, DateOnly? FirstDueOn = null, ClosedPeriod? Closed = null)
{
    /// <summary>How many days after the first due day the evaluator may issue, whatever the office does.</summary>
    public const int DaysToIssue = 30;

    /// <summary>The first day on which the evaluator may issue although nobody closed the period,
    /// and issuing closes it; null before the opening.</summary>
    public DateOnly? IssuableFrom => FirstDueOn?.AddDays(DaysToIssue);
}

/// <summary>The close of a period: its facts are those of the government log up to this size, for ever.</summary>
/// <param name="Size">Size of the log; entries from this index on do not count.</param>
/// <param name="Root">RFC 6962 root hash at that size, 64 lower-case hexadecimal digits.</param>
/// <param name="At">When it was closed, UTC.</param>
/// <param name="Index">Where the entry <c>period-closed</c> stands.</param>
public sealed record ClosedPeriod(long Size, string Root, string At, long Index);
