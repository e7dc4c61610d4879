namespace Jingan.TargetMgmt.Contracts;

/// <summary>Whom a unit waits for 等候: a difficulty that somebody else can lift. Said again in a later report, of the
/// same unit and since the same day, it is the same matter.</summary>
/// <param name="Unit">The unit waited for. A report may leave it out where it names a target: then it is the unit that
/// leads that target when the report is taken. Entries always name it.</param>
/// <param name="TargetId">The target waited for; null where it is the unit as such.</param>
/// <param name="Since">The day since when.</param>
/// <param name="What">For what.</param>
public sealed record WaitsFor(DateOnly Since, string What, UnitCode? Unit = null, TargetId? TargetId = null);

/// <summary>What the unit waited for says. A later answer stands in the place of an earlier one, and both in the
/// log.</summary>
/// <param name="Index">Its index in the government log.</param>
/// <param name="Done">Whether what was waited for is there.</param>
/// <param name="ExpectedOn">When it will be; null where the unit does not say.</param>
/// <param name="Text">What the unit says.</param>
/// <param name="AnsweredBy">Who answered: the access token's name.</param>
/// <param name="AnsweredAt">UTC instant, see <see cref="UtcText"/>.</param>
public sealed record WaitingAnswer(
    long Index, bool Done, DateOnly? ExpectedOn, string Text, string AnsweredBy, string AnsweredAt);

/// <summary>Whom a report says that its unit waits for, and what that unit answered.</summary>
/// <param name="Item">Its number within the report, from 1 on.</param>
/// <param name="Unit">The unit waited for.</param>
/// <param name="TargetId">The target waited for; null where it is the unit as such.</param>
/// <param name="Since">The day since when.</param>
/// <param name="What">For what.</param>
/// <param name="Answer">The newest answer to the matter; null while there is none.</param>
public sealed record ReportWaiting(
    long Item, UnitCode Unit, TargetId? TargetId, DateOnly Since, string What, WaitingAnswer? Answer = null);

/// <summary>How a co-unit's part 配合部分 of a target stands.</summary>
/// <param name="DoneOn">The day it was done; null while open.</param>
/// <param name="ForecastOn">When the unit expects it done.</param>
public sealed record PartState(DateOnly? DoneOn = null, DateOnly? ForecastOn = null);
