namespace Jingan.TargetMgmt.Web.Wire;

/// <summary>A unit's request for more time, and what became of it.</summary>
public sealed record ExtensionRequest(
    long? Request, string Period, string Unit, string? TargetId, string? Until, string Reason, string AskedBy,
    string AskedAt, string State, ExtensionAnswer? Answer);

public sealed record AskForTime(string Reason, string TargetId, string? Until);

public sealed record ExtensionAnswer(bool Granted, string Reason, string? Until);

public sealed record AnswerExtension(bool Granted, string Reason, string? Until);

/// <summary>A year's periods, opened by one rule.</summary>
public sealed record OpenYear(
    int Year, int DueWorkingDays, int ClosesDaysAfter, bool Months, bool Quarters, bool OpensAfterEnd);

public sealed record YearOpened(IReadOnlyList<OpenedPeriod> Periods);

public sealed record OpenedPeriod(string Code, string OpensOn, string DueOn, string ClosesOn);

/// <summary>A unit that waits for another.</summary>
public sealed record WaitingMatter(
    long Progress, int Item, string TargetId, string Title, string Period, string Unit, string OnUnit, string Since,
    string What, string State, WaitingReply? Answer);

public sealed record WaitingReply(bool Done, string? ExpectedOn, string Text);

/// <summary>What the unit waited for answers.</summary>
public sealed record AnswerWaiting(string Text, bool Done, string? ExpectedOn);

/// <summary>An answer as it was taken.</summary>
public sealed record GivenAnswer(long Progress, int Item);

/// <summary>What came of a table of targets.</summary>
public sealed record ImportedTargets(IReadOnlyList<ImportedTarget> Rows);

public sealed record ImportedTarget(string? Id);
