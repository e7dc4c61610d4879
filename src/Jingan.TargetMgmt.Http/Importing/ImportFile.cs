using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables;

namespace Jingan.TargetMgmt.Http.Importing;

/// <summary>What a request brought.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="ReadAs">How they were read.</param>
/// <param name="Ignored">What of the file does not count.</param>
public sealed record ImportFile<T>(
    IReadOnlyList<ImportRow<T>> Rows, ImportReading ReadAs, IReadOnlyList<IgnoredCell> Ignored)
    where T : class
{
    /// <summary>The answer, given what became of the rows.</summary>
    public ImportResponse ToResponse(IReadOnlyList<ImportRowOutcome> rows) => new(rows, ReadAs, Ignored);
}

/// <summary>How a table was read where it could have been read otherwise.</summary>
/// <param name="File">The encoding and the separator that were found; null where nothing had to be found out.</param>
/// <param name="Cells">The first cells whose value is spelled otherwise in JSON.</param>
/// <param name="MoreCells">How many more there are.</param>
public sealed record ImportReading(string? File, IReadOnlyList<ReadCell> Cells, int MoreCells)
{
    public static readonly ImportReading Literal = new(null, [], 0);

    public static ImportReading Of(Table table, IEnumerable<ReadCell> cells)
    {
        var all = cells.ToList();
        return new(
            table.ReadAs?.Current, [.. all.Take(RequestLimits.MostErrors)],
            Math.Max(0, all.Count - RequestLimits.MostErrors));
    }
}

/// <summary>A cell and what it was read as.</summary>
/// <param name="Cell">Its address.</param>
/// <param name="Found">What stands in it.</param>
/// <param name="Value">What it means.</param>
public sealed record ReadCell(string Cell, string Found, string Value)
{
    /// <summary>A text short enough to be shown, with the number that a cell holds beside another that it shows.
    /// </summary>
    public static string Shown(string text, string? held = null) => held is null || held == text
        ? RefusedValueException.Quote(text)
        : $"{RefusedValueException.Quote(text)} ({held})";
}

/// <summary>A cell or a row that does not count.</summary>
/// <param name="Cell">Its address.</param>
/// <param name="Why">What it is.</param>
public sealed record IgnoredCell(string Cell, string Why)
{
    private static readonly Text ForPeople = new("是供核对的列，不导入", "is a column for people and not imported");

    public static IReadOnlyList<IgnoredCell> Of(Table table, ImportLayout layout) =>
        [.. layout.Columns.Where(c => c.Value.IsPassedOver)
            .Select(c => new IgnoredCell(
                table.AddressOf(new TableCell(table.Rows[0].Number, c.Key, "")), ForPeople.Current))
            .Concat(table.Ignored.Select(n => new IgnoredCell(table.AddressOf(n.Address), n.Why.Current)))
            .Take(RequestLimits.MostErrors)];
}
