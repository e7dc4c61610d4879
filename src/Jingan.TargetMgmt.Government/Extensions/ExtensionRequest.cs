using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Extensions;

/// <summary>How a request for an extension stands: it follows from its answer.</summary>
internal enum ExtensionRequestState
{
    /// <summary>The office has not answered.</summary>
    Open,

    /// <summary>The office granted it until a day.</summary>
    Granted,

    /// <summary>The office refused it.</summary>
    Refused,
}

/// <summary>A request for an extension 延期申请: a unit asks, the office answers once, and everybody sees both.</summary>
/// <param name="Request">Its index in the government log. Null in the answer to the asking, whose receipt says
/// it.</param>
/// <param name="TargetId">Null where it asks for all of the unit's targets.</param>
/// <param name="Until">The day that it asks for; null where it leaves that to the office.</param>
internal sealed record ExtensionRequest(
    long? Request, Period Period, UnitCode Unit, TargetId? TargetId, DateOnly? Until, string Reason, string AskedBy,
    string AskedAt, ExtensionRequestState State, ExtensionAnswer? Answer, IReadOnlyList<string> Actions)
{
    /// <summary>The request with its answer.</summary>
    public ExtensionRequest With(ExtensionAnswer answer) => this with
    {
        State = answer.Granted ? ExtensionRequestState.Granted : ExtensionRequestState.Refused,
        Answer = answer,
        Actions = [],
    };
}

/// <summary>What the office said to a request.</summary>
/// <param name="Index">Its index in the government log. Null in the answer to the answering, whose receipt says
/// it.</param>
/// <param name="Until">Until when it is granted; null where it is refused.</param>
internal sealed record ExtensionAnswer(
    long? Index, bool Granted, DateOnly? Until, string Reason, string AnsweredBy, string AnsweredAt);
