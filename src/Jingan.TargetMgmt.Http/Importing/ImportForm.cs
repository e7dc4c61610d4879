using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Spellings;

namespace Jingan.TargetMgmt.Http.Importing;

/// <summary>What an import's columns are called and what their cells mean.</summary>
/// <param name="Id">The member that names a row.</param>
/// <param name="Template">Where a table to start from is found.</param>
/// <param name="Columns">All columns, in the order in which a row's cells are read.</param>
public sealed record ImportForm(string Id, Contracts.Text Template, params IReadOnlyList<ImportColumn> Columns)
{
    /// <summary>The column that a heading names, by its member or in the office's words; null where none does.
    /// </summary>
    public ImportColumn? Find(TableCell heading)
    {
        if (heading.Fault is not null)
        {
            return null;
        }

        var text = Key(heading.Text);
        return Columns.FirstOrDefault(c => Key(c.Name) == text)
            ?? Columns.FirstOrDefault(c => c.Headings.Any(h => Key(h) == text));
    }

    // A star marks what is required, a space or a line break is there to make a narrow column.
    private static string Key(string heading) =>
        string.Concat(PlainForm.Of(heading).Where(c => !char.IsWhiteSpace(c) && c != '*')).ToLowerInvariant();
}

/// <summary>A column of an import.</summary>
/// <param name="Name">The member that its cells fill, or what a further column of that member is called.</param>
/// <param name="Read">Puts what a cell says into its row.</param>
/// <param name="Headings">What people call it.</param>
public sealed record ImportColumn(
    string Name, Action<TableCell, RowReading> Read, params IReadOnlyList<string> Headings)
{
    public bool IsRequired { get; init; }

    /// <summary>Whether it is there for whoever fills in the table, and its cells are passed over.</summary>
    public bool IsPassedOver { get; init; }

    /// <summary>Its heading for people.</summary>
    public string Shown => Headings is [var first, ..] ? $"{first}（{Name}）" : Name;

    /// <summary>A column whose cells are the member's value.</summary>
    public static ImportColumn Of(
        string member, Func<TableCell, CellReading> read, params IReadOnlyList<string> headings) =>
        new(member, (cell, row) => row.Take(cell, "/" + member, read(cell)), headings);

    /// <summary>A column that is there for people: nothing of it is read.</summary>
    public static ImportColumn ForPeople(string name, params IReadOnlyList<string> headings) =>
        new(name, (_, _) => { }, headings);

    /// <summary>A column whose cells are passed over.</summary>
    public static ImportColumn PassedOver(string heading) => new(heading, (_, _) => { }) { IsPassedOver = true };

    /// <summary>A column that must be there.</summary>
    public static ImportColumn Required(
        string member, Func<TableCell, CellReading> read, params IReadOnlyList<string> headings) =>
        Of(member, read, headings) with { IsRequired = true };
}
