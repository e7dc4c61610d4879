using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Tables;

namespace Jingan.TargetMgmt.Government.Sheets;

/// <summary>What a reporting sheet says of itself, on a sheet that only programs see.</summary>
/// <param name="Unit">The unit that it was made for.</param>
/// <param name="Period">The period that it was made for.</param>
/// <param name="Targets">What it told of each target.</param>
internal sealed record SheetKey(UnitCode Unit, Period Period, IReadOnlyList<SheetPromise> Targets)
{
    /// <summary>The sheet's name.</summary>
    public const string Sheet = "jingan.key";

    // The form's name and version: the first row's first cells.
    private const string Name = "静安区目标管理填报表", Version = "1";

    private const int HeadCells = 5, TargetCells = 8;

    /// <summary>The rows of the sheet: itself and a checksum first, then a target each.</summary>
    public IEnumerable<IReadOnlyList<string>> ToRows()
    {
        List<string[]> targets = [.. Targets.Select(CellsOf)];
        string[] head = [Name, Version, Unit.Value, Period.Value];
        return [[.. head, Checksum([head, .. targets])], .. targets];
    }

    /// <summary>Reads the sheet; null where a program other than ours has changed it.</summary>
    public static SheetKey? Read(Table table)
    {
        List<string[]> rows = [.. table.Rows.Select(Cells)];
        if (rows is not [{ Length: HeadCells } head, .. var targets] || head[0] != Name || head[1] != Version
            || targets.Any(t => t.Length != TargetCells) || Checksum([head[..^1], .. targets]) != head[^1]
            || !UnitCode.TryParse(head[2], null, out var unit) || !Period.TryParse(head[3], null, out var period)
            || targets.Any(t => !long.TryParse(t[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return null;
        }

        return new(unit, period, [.. targets.Select(t => new SheetPromise(
            t[0], long.Parse(t[1], CultureInfo.InvariantCulture), t[2], t[3], t[4], t[5], t[6], t[7]))]);
    }

    private static string[] CellsOf(SheetPromise promise) =>
    [
        promise.TargetId, promise.Version.ToString(CultureInfo.InvariantCulture), promise.Title, promise.LeadUnit,
        promise.UnitOfMeasure, promise.Promised, promise.Planned, promise.Nodes,
    ];

    // A blank cell is none in a table.
    private static string[] Cells(TableRow row)
    {
        var cells = new string[row.Number == 1 ? HeadCells : TargetCells];
        Array.Fill(cells, "");
        foreach (var cell in row.Cells)
        {
            if (cell.Column > cells.Length || cell.Fault is not null)
            {
                return [];
            }

            cells[cell.Column - 1] = cell.Text;
        }

        return cells;
    }

    // Against accidents alone: what a sheet says decides nothing that its sender could not send without it.
    private static string Checksum(IEnumerable<string[]> rows) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(r => string.Join('\t', r))))));
}
