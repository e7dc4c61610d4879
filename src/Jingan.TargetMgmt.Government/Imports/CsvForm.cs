using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Imports;

/// <summary>What an import's columns are called and what their cells mean.</summary>
/// <param name="Id">The column, and the member of a JSON row, that names the row.</param>
/// <param name="Columns">All of them.</param>
/// <param name="Required">Those that must be there.</param>
/// <param name="ReadCell">A cell's value by its column; null when the cell is not what its column holds.</param>
/// <param name="CellFault">What such a cell is told.</param>
internal sealed record CsvForm(
    string Id, IReadOnlyList<string> Columns, IReadOnlyList<string> Required, Func<string, string, JsonNode?> ReadCell,
    Func<string, Text> CellFault)
{
    public static readonly Text IsFormula = new("不得以 = + - @ 开头（公式）", "must not begin with = + - @ (a formula)");

    /// <summary>A form of plain texts; what <see cref="Http.Requests.Csv"/> put before a text that looks like a formula
    /// is taken away again.</summary>
    public static CsvForm OfTexts(
        string id, IReadOnlyList<string> required, params IReadOnlyList<string> others) => new(
        id, [.. required, .. others], required,
        (_, cell) => ReadText(cell), _ => IsFormula);

    /// <summary>A cell of a plain text; null of one that looks like a formula.</summary>
    public static JsonNode? ReadText(string cell) =>
        LooksLikeFormula(cell) ? null : JsonValue.Create(WithoutQuote(cell));

    /// <summary>What Excel or WPS would run when the file is opened again (OWASP, CSV injection).</summary>
    public static bool LooksLikeFormula(string cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];

    private static string WithoutQuote(string cell) =>
        cell.StartsWith('\'') && LooksLikeFormula(cell[1..]) ? cell[1..] : cell;
}
