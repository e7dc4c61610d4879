using System.Text.Json;

namespace Jingan.TargetMgmt.Contracts;

/// <summary>A JSON value that is not what its member holds. The reason says what was found and what to write.</summary>
/// <param name="reason">For people.</param>
public sealed class RefusedValueException(Text reason) : JsonException(reason.En)
{
    private const int LongestQuote = 40;

    /// <summary>What was found and what to write.</summary>
    public Text Reason { get; } = reason;

    /// <summary>What was found, short enough to be shown.</summary>
    public static string Quote(string found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return Beginning.Shown(found, LongestQuote);
    }
}
