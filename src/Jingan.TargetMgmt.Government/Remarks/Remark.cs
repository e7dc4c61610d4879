using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Remarks;

/// <summary>Whether the unit has answered a remark: it follows from its revisions.</summary>
internal enum RemarkState
{
    /// <summary>No revision names it.</summary>
    Open,

    /// <summary>A revision of the same report names it.</summary>
    Answered,
}

/// <summary>A remark 区府办意见 on a progress report, and the revision that answers it.</summary>
/// <param name="Index">Its index in the government log. Null in the answer to the making, whose receipt says
/// it.</param>
/// <param name="Revision">The revision that it is about.</param>
/// <param name="Progress">Log index of that revision.</param>
internal sealed record Remark(
    long? Index, TargetId TargetId, Period Period, UnitCode Unit, long Revision, long Progress, RemarkCode Code,
    string Text, string RemarkedBy, string RemarkedAt, RemarkState State, RemarkAnswer? Answer)
{
    /// <summary>The remark as it stands beside its report.</summary>
    public ReportRemark ToReport() =>
        new(Index!.Value, Revision, Code, Text, RemarkedBy, RemarkedAt, Answer?.Revision);
}

/// <summary>The revision by which a unit answers a remark.</summary>
/// <param name="Index">Its index in the government log.</param>
internal sealed record RemarkAnswer(long Index, long Revision, string AnsweredAt);
