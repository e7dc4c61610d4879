using System.Globalization;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Rating;

/// <summary>What the codes of a worklist stand for: units and colours by name,
/// and each target's colour in the period before.</summary>
internal sealed class WorklistNames
{
    private readonly Dictionary<string, string> _units = [];
    private readonly Dictionary<string, string> _colours = [];
    private readonly Dictionary<string, string> _last = [];

    private sealed record NamedUnit(string Code, string Name);

    private sealed record NamedColour(string Code, string Name);

    private sealed record LastRating(string TargetId, string? Colour = null);

    /// <param name="target">The only target asked about; null for all.</param>
    /// <param name="scheme">The scheme whose colours are named; null for none.</param>
    public static async Task<WorklistNames> ReadAsync(
        ApiClient client, string period, string? target, string? scheme, CancellationToken ct)
    {
        var names = new WorklistNames();
        await TryAsync(async () =>
        {
            await foreach (var node in client.ListAsync("units?", ct))
            {
                var unit = ServerJson.Read<NamedUnit>(node);
                names._units[unit.Code] = unit.Name;
            }
        });
        await TryAsync(async () =>
        {
            await foreach (var node in client.ListAsync(
                $"ratings?period={Before(period)}" + (target is null ? "" : $"&target={target}"), ct))
            {
                var rating = ServerJson.Read<LastRating>(node);
                names._last[rating.TargetId] = rating.Colour ?? "";
            }
        });
        await TryAsync(async () =>
        {
            var document = scheme is null
                ? null
                : (await client.GetAsync($"schemes/{Uri.EscapeDataString(scheme)}", "application/json", ct)).ToObject();
            foreach (var node in document?["colours"]?.AsArray() ?? [])
            {
                var colour = ServerJson.Read<NamedColour>(node!);
                names._colours[colour.Code] = colour.Name;
            }
        });
        return names;
    }

    /// <summary>Code and name of the lead unit.</summary>
    public string OfUnit(WorklistItem item) =>
        item.Facts?.Target?.LeadUnit is not { } code ? "-" : _units.TryGetValue(code, out var name) ? $"{code} {name}"
        : code;

    /// <summary>A colour by its name in the scheme, which is Chinese; in English by its code.</summary>
    public string OfColour(string? code) =>
        string.IsNullOrEmpty(code) ? "-" : new Text(_colours.GetValueOrDefault(code) ?? code, code).Current;

    /// <summary>The colour in force; a sealed one stays so: the second assessor must not see it.</summary>
    public string OfRating(WorklistItem item) => item.Rating is not { } rating ? "-"
        : rating.Colour is null ? new Text("（密封）", "(sealed)").Current : OfColour(rating.Colour);

    /// <summary>The target's colour in the period before; null when it has none.</summary>
    public string? Last(WorklistItem item) => _last.GetValueOrDefault(item.TargetId);

    // Where the sides run apart, one of them does not know everything: codes do without names.
    private static async Task TryAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (Exception failure) when (failure is ServerRefusal or ClientException)
        {
            // Shown by their codes. What stands in the way of more than names, the next call will say.
        }
    }

    private static string Before(string code)
    {
        var period = new Period(code);
        var before = period.StartsOn.AddDays(-1);
        return period.IsQuarter
            ? string.Create(CultureInfo.InvariantCulture, $"{before.Year:0000}-Q{before.Month / 3}")
            : before.ToString("yyyy-MM", CultureInfo.InvariantCulture);
    }
}
