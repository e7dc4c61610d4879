using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Http.Importing;

/// <summary>One row of an import: what it says, or what keeps it from saying it.
/// Pointers are relative to the row.</summary>
/// <param name="Id">What names it, where that can be read.</param>
/// <param name="CellOf">Of a table: the address of the cell that a pointer means; null where it means none.</param>
public sealed record ImportRow<T>(
    int Row, string? Id, T? Item, IReadOnlyList<(string Pointer, string Message)> Faults,
    Func<string, string?>? CellOf = null)
    where T : class
{
    /// <summary>What names it, short enough to be shown.</summary>
    public string? ShownId => Id is { } id ? Beginning.Shown(id, MostOfAText) : null;

    /// <summary>A fault for people, with the cell that it is about, and what it is part of.</summary>
    public string Tell(string pointer, string message)
    {
        var what = pointer.TrimStart('/');
        var place = CellOf?.Invoke(pointer) is { } cell ? $"{cell} {what}" : what;
        return Beginning.Shown(place.Length == 0 ? message : $"{place}：{message}", MostOfAText);
    }

    private const int MostOfAText = 200;
}

/// <summary>Reads rows of imports.</summary>
public static class ImportRow
{
    // Only to name the row: a text that is not valid Unicode names nothing, and is refused below.
    private static string? IdOf(JsonNode? node, string member)
    {
        try
        {
            return (node as JsonObject)?[member] is JsonValue value && value.TryGetValue<string>(out var text)
                ? text
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // Enough to mend a row.
    private const int MostOfRow = 20;

    /// <summary>A row behind so many with faults that it was not looked at.</summary>
    public static ImportRow<T> NotRead<T>(int row)
        where T : class => new(row, null, null, []);

    /// <summary>Reads a JSON object as a row, with the strictness of every other body.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="node">The object.</param>
    /// <param name="idMember">The member that names it.</param>
    /// <param name="faults">Of members that are not in it, because what stood there is none.</param>
    /// <param name="told">How many faults the rows before it have: an answer names so many,
    /// and no more are looked for.</param>
    public static ImportRow<T> Of<T>(
        int row, JsonNode? node, string idMember, IReadOnlyList<(string Pointer, string Message)> faults, int told)
        where T : class
    {
        var id = IdOf(node, idMember);
        try
        {
            var (item, all) = JsonFaults.Read<T>(
                node, faults, Math.Clamp(RequestLimits.MostErrors - told, 1, MostOfRow));
            return new(row, id, item, item is null && all.Count == 0
                ? [("", new Text("不得为 null", "must not be null").Current)]
                : all);
        }
        catch (InvalidOperationException)
        {
            return new(row, id, null, [("", new Text("含无效的 Unicode", "is not valid Unicode").Current)]);
        }
    }
}
