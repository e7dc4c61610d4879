using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>Access that is about to end, so that somebody renews it before its holder stands before a closed door.
/// </summary>
public static class AccessExpiry
{
    /// <summary>How long before its end access is told of.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <summary>The lines that end soon, the first to end first. A line whose holder has another one that lasts longer
    /// is renewed already.</summary>
    public static IReadOnlyList<AccessToken> Ending(AccessFile file, DateTimeOffset now)
    {
        var lasting = file.Usable.Where(t => EndOf(t) >= now + Soon).Select(HolderOf).ToHashSet();
        return
        [
            .. file.Usable.Where(t => EndOf(t) > now && EndOf(t) < now + Soon && !lasting.Contains(HolderOf(t)))
                .OrderBy(EndOf).ThenBy(t => t.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The lines that are over, each the last of a holder who has no other one.</summary>
    public static IReadOnlyList<AccessToken> Over(AccessFile file, DateTimeOffset now) =>
    [
        .. file.Usable.GroupBy(HolderOf).Select(own => own.MaxBy(EndOf)!).Where(t => EndOf(t) <= now).OrderBy(EndOf)
            .ThenBy(t => t.Name, StringComparer.Ordinal),
    ];

    private static (string, string, string?, bool) HolderOf(AccessToken line) =>
        (line.Name, line.Role, line.Unit, line.Signs == true);

    private static DateTimeOffset EndOf(AccessToken line) =>
        UtcText.TryParse(line.Expires, out var end) ? end : DateTimeOffset.MinValue;
}

/// <summary>Access as the health check shows it, to anybody: numbers and a day, nobody's name.</summary>
/// <param name="EndingSoon">How many tokens and people of this process end within 30 days and are not renewed.</param>
/// <param name="NextEnd">When the first of them ends, UTC; null when there is none.</param>
public sealed record AccessHealth(int EndingSoon, string? NextEnd)
{
    public static AccessHealth Of(AccessFile file, DateTimeOffset now)
    {
        var ending = AccessExpiry.Ending(file, now);
        return new(ending.Count, ending.Count > 0 ? ending[0].Expires : null);
    }
}
