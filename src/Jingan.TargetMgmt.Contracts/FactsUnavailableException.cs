namespace Jingan.TargetMgmt.Contracts;

/// <summary>The other side's facts cannot be had just now: 503 <c>facts_unavailable</c>.
/// Nothing is put in their place.</summary>
/// <param name="side">Which side does not answer.</param>
/// <param name="reason">Why, for people. Holds no token and nothing of the answer.</param>
/// <param name="cause">What was caught, if anything.</param>
public sealed class FactsUnavailableException(string side, Text reason, Exception? cause = null)
    : Exception($"The facts of the {side} side cannot be read: {reason.En}.", cause)
{
    /// <summary>The side that does not answer: <c>government</c> or <c>evaluation</c>.</summary>
    public string Side => side;

    /// <summary>Why, for people.</summary>
    public Text Reason => reason;
}
