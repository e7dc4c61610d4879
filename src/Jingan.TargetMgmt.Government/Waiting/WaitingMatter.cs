using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Waiting;

/// <summary>How a matter that a unit waits for stands.</summary>
internal enum WaitingState
{
    /// <summary>The unit waited for has not answered.</summary>
    Open,

    /// <summary>It has.</summary>
    Answered,
}

/// <summary>Somebody waited for 等候, as one report says it, and the newest answer to the matter.</summary>
/// <param name="Progress">Log index of the report.</param>
/// <param name="Item">Its number within the report, from 1 on.</param>
/// <param name="TargetId">The target that the report is about.</param>
/// <param name="Unit">The unit that waits.</param>
/// <param name="OnUnit">The unit waited for.</param>
/// <param name="OnTarget">The target waited for; null where it is the unit as such.</param>
/// <param name="Since">The day since when.</param>
/// <param name="What">For what.</param>
/// <param name="Answer">The newest answer, whichever report it was given to.</param>
internal sealed record WaitingMatter(
    long Progress, long Item, TargetId TargetId, string Title, Period Period, UnitCode Unit, UnitCode OnUnit,
    TargetId? OnTarget, DateOnly Since, string What, WaitingState State, WaitingAnswer? Answer)
{
    /// <summary>The place of the matter in a list in log order.</summary>
    [JsonIgnore]
    public long Cursor => CursorOf(Progress, Item);

    /// <summary>A report names fewer than a hundred.</summary>
    public static long CursorOf(long progress, long item) => (progress * 100) + item;
}

/// <summary>An answer as it was given.</summary>
/// <param name="Progress">Log index of the report that waits.</param>
/// <param name="Unit">The unit that answers.</param>
internal sealed record GivenAnswer(
    long Progress, long Item, TargetId TargetId, Period Period, UnitCode WaitingUnit, UnitCode Unit, bool Done,
    DateOnly? ExpectedOn, string Text, string AnsweredBy, string AnsweredAt);
