namespace Jingan.TargetMgmt.Contracts;

/// <summary>How what a client of the service set out to do has failed.</summary>
public enum FailureKind
{
    /// <summary>The request was understood and refused: by the server (4xx),
    /// or here because of what is already there.</summary>
    Refused,

    /// <summary>What was verified is proven not to be what was signed. Never for want of something:
    /// that is <see cref="Impossible"/>.</summary>
    Damaged,

    /// <summary>The request could not be tried or finished: bad usage, unreadable or missing file, no connection,
    /// 5xx.</summary>
    Impossible,
}

/// <summary>Ends what a client of the service set out to do. The message is one line for people,
/// in the language in force; it says what to do next.</summary>
/// <param name="kind">How it failed.</param>
/// <param name="message">The line.</param>
public sealed class ClientException(FailureKind kind, string message) : Exception(message)
{
    /// <summary>How it failed.</summary>
    public FailureKind Kind => kind;

    /// <summary>What the line is about, one by one.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>The exception for a request that was understood and refused.</summary>
    /// <param name="message">Why, and what to do next.</param>
    public static ClientException Refused(Text message) => new(FailureKind.Refused, message.Current);

    /// <summary>The exception for what is proven not to be what was signed.</summary>
    /// <param name="message">What differs.</param>
    public static ClientException Damaged(Text message) => new(FailureKind.Damaged, message.Current);

    /// <summary>The exception for a request that could not be tried or finished.</summary>
    /// <param name="message">Why, and what to do next.</param>
    public static ClientException Impossible(Text message) => new(FailureKind.Impossible, message.Current);
}
