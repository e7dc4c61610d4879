using System.Globalization;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Schemes;

/// <summary>Reads a scheme document. What comes out counts only if no error was noted;
/// refused values are then placeholders.</summary>
internal static class SchemeReader
{
    private const int MaxColours = 50;
    private const int MaxClasses = 200;
    private const int MaxLayers = 50;
    private const int MaxPrevious = 12;
    private const int MaxFlags = 10;

    public static ColourScheme Read(SchemeElement root)
    {
        var members = root.Members("version", "title", "isExample", "arithmetic", "colours", "classes", "layers",
            "flags");
        var version = members.Required("version", Version) ?? "";
        var title = members.Required("title", e => e.Text()) ?? "";
        var isExample = members.Required("isExample", e => e.Boolean()) ?? false;
        var arithmetic = members.Required("arithmetic", Arithmetic) ?? 0;
        var colours = members.Required("colours", e => e.List(1, MaxColours, Colour)) ?? [];
        var defined = colours.Select(c => c.Code).ToHashSet();
        var classes = members.Required("classes", e => e.List(1, MaxClasses, new ClassReader(defined).Class)) ?? [];
        var layers = members.Required("layers", e => e.List(0, MaxLayers, l => Layer(l, defined))) ?? [];
        var flags = members.Optional("flags", e => e.List(0, MaxFlags, Flag)) ?? [];

        root.Errors.AddDuplicates("/colours", "code", colours.Select(c => NullIfRefused(c.Code)));
        root.Errors.AddDuplicates("/colours", "rank", colours.Select(c => c.Rank < 0
            ? null
            : c.Rank.ToString(CultureInfo.InvariantCulture)));
        root.Errors.AddDuplicates("/classes", "name", classes.Select(c => NullIfRefused(c.Name)));
        root.Errors.AddDuplicates("/layers", "name", layers.Select(l => NullIfRefused(l.Name)));
        root.Errors.AddDuplicates("/flags", "name", flags.Select(f => NullIfRefused(f.Name)));
        return new(version, title, isExample, arithmetic, colours, classes, layers) { Flags = flags };
    }

    private static string? NullIfRefused(string text) => text.Length == 0 ? null : text;

    private static string? Version(SchemeElement element) =>
        element.Text(
            SchemeSyntax.Version(), "应为 1 至 32 位字母、数字、点或连字符", "Must be 1 to 32 letters, digits, dots and hyphens.");

    private static int? Arithmetic(SchemeElement element)
    {
        if (element.Json.ValueKind == JsonValueKind.Number && element.Json.TryGetInt32(out var number)
            && Suggestions.Arithmetic.Known.Contains(number))
        {
            return number;
        }

        var known = string.Join(", ", Suggestions.Arithmetic.Known);
        element.Refuse($"本程序的算法版本为：{known}", $"The arithmetic that this program has: {known}.");
        return null;
    }

    private static SchemeColour Colour(SchemeElement element)
    {
        var members = element.Members("code", "name", "meaning", "letter", "shape", "hex", "rank");
        return new(
            members.Required("code", ColourCode) ?? "",
            members.Required("name", e => e.Text()) ?? "",
            members.Required("meaning", e => e.Text()) ?? "",
            members.Required("letter", e => e.Text()) ?? "",
            members.Required("shape", e => e.Text()) ?? "",
            members.Required("hex", e => e.Text(SchemeSyntax.Hex(), "应为 #rrggbb", "Must be #rrggbb.")) ?? "",
            members.Required("rank", e => e.Natural()) ?? -1);
    }

    private static string? ColourCode(SchemeElement element) =>
        element.Text(SchemeSyntax.ColourCode(), "应为 1 至 32 位小写字母、数字或连字符",
            "Must be 1 to 32 lower-case letters, digits and hyphens.");

    private static SchemeLayer Layer(SchemeElement element, HashSet<string> defined)
    {
        var members = element.Members("name", "when", "colour");
        return new(
            members.Required("name", e => e.Text()) ?? "",
            members.Required("when", e => Condition(e, defined)) ?? new([], []),
            members.Required("colour", e => e.ColourIn(defined)) ?? "");
    }

    private static SchemeFlag Flag(SchemeElement element)
    {
        var members = element.Members("name", "when");
        return new(members.Required("name", e => e.Text()) ?? "", members.Required("when", Forecast) ?? default);
    }

    private static SchemeForecast? Forecast(SchemeElement element) =>
        element.Members("forecast").Required("forecast", e => e.OneOf<SchemeForecast>());

    private static LayerCondition Condition(SchemeElement element, HashSet<string> defined)
    {
        var members = element.Members("previous", "current");
        return new(
            members.Required("previous", e => e.List(0, MaxPrevious, c => c.ColourIn(defined) ?? "")) ?? [],
            members.Required("current", e => e.List(1, MaxColours, c => c.ColourIn(defined) ?? "")) ?? []);
    }
}
