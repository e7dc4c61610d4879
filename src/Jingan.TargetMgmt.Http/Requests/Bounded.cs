using System.Collections;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>Keeps refusals small, whatever was sent: what a caller made up is told back to it in part only.</summary>
internal static class Bounded
{
    public const int Pointer = 200;
    public const int Message = 300;
    public const int Detail = 1000;

    /// <summary>The first items of a list; anything else as it is.</summary>
    /// <param name="value">A member of an answer.</param>
    /// <param name="left">How many items were left out.</param>
    public static object? List(object? value, out int left)
    {
        left = 0;
        if (value is string or IDictionary || value is not IEnumerable items)
        {
            return value;
        }

        List<object?> all = [.. items];
        left = Math.Max(0, all.Count - RequestLimits.MostErrors);
        return left == 0 ? value : all.GetRange(0, RequestLimits.MostErrors);
    }
}
