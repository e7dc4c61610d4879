using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Tables;

namespace Jingan.TargetMgmt.Http.Importing;

/// <summary>A row of a table on its way to a JSON object: its members, what was read otherwise than it was written,
/// what is wrong, and which cell a pointer means.</summary>
/// <param name="table">The table.</param>
/// <param name="row">The row.</param>
/// <param name="columns">The columns by their numbers.</param>
public sealed class RowReading(Table table, TableRow row, IReadOnlyDictionary<int, ImportColumn> columns)
{
    private readonly Dictionary<string, TableCell> _columns = row.Cells.Where(c => columns.ContainsKey(c.Column))
        .ToDictionary(c => columns[c.Column].Name);

    // What no column is called: an item of a list, or a list that several columns fill.
    private readonly Dictionary<string, TableCell> _read = [];

    private readonly List<(int Column, ReadCell Note)> _notes = [];

    public JsonObject Members { get; } = [];

    public List<(string Pointer, string Message)> Faults { get; } = [];

    /// <summary>What was read otherwise than it was written, from left to right.</summary>
    public IEnumerable<ReadCell> ReadAs => _notes.OrderBy(n => n.Column).Select(n => n.Note);

    /// <summary>The cell in a column; null where nothing stands in it.</summary>
    public TableCell? Find(string column) => _columns.GetValueOrDefault(column);

    /// <summary>The address of the cell that a pointer into the row means: its own, or that of what it is part of;
    /// null where no cell is meant.</summary>
    public string? AddressOf(string pointer)
    {
        for (; pointer.Length > 0; pointer = pointer[..pointer.LastIndexOf('/')])
        {
            if (columns.FirstOrDefault(c => "/" + c.Value.Name == pointer) is { Key: > 0 and var column })
            {
                return table.AddressOf(new TableCell(row.Number, column, ""));
            }

            if (_read.TryGetValue(pointer, out var cell))
            {
                return table.AddressOf(cell);
            }
        }

        return null;
    }

    /// <summary>Puts what a cell says where a pointer means: into a member, or at the end of a list in one.</summary>
    public void Take(TableCell cell, string pointer, CellReading reading)
    {
        _read[pointer] = cell;
        Faults.AddRange(reading.Faults.Select(f => (pointer + f.At, f.Why.Current)));
        if (reading.Value is null)
        {
            return;
        }

        Members[pointer[1..]] = reading.Value;
        Note(cell, reading.As);
    }

    /// <summary>Adds an item to a list. What is said of it, is said of the cell.</summary>
    public void Add(TableCell cell, string member, JsonObject? item, params IReadOnlyList<(string At, Text Why)> faults)
    {
        if (Members[member] is not JsonArray list)
        {
            Members[member] = list = [];
        }

        var pointer = $"/{member}/{list.Count}";
        _read[pointer] = cell;
        _read.TryAdd("/" + member, cell);
        Faults.AddRange(faults.Select(f => (pointer + f.At, f.Why.Current)));
        list.Add(item);
    }

    /// <summary>Puts what cells say into an object, a member each, at a pointer: a member itself, or an item at the end
    /// of a list. What is said of a member, is said of its cell.</summary>
    /// <param name="at">What is said of the object as a whole, is said of this cell.</param>
    /// <param name="pointer">The member, or the list's.</param>
    /// <param name="isItem">Whether it is an item of a list.</param>
    /// <param name="parts">The object's members.</param>
    public void TakeObject(
        TableCell at, string pointer, bool isItem,
        params IReadOnlyList<(string Member, TableCell? Cell, Func<TableCell, CellReading> Read)> parts)
    {
        var item = new JsonObject();
        if (isItem)
        {
            _read.TryAdd(pointer, at);
            if (Members[pointer[1..]] is not JsonArray list)
            {
                Members[pointer[1..]] = list = [];
            }

            pointer += $"/{list.Count}";
            list.Add(item);
        }
        else
        {
            Members[pointer[1..]] = item;
        }

        _read[pointer] = at;
        foreach (var (member, cell, read) in parts)
        {
            if (cell is null)
            {
                continue;
            }

            var reading = read(cell);
            _read[$"{pointer}/{member}"] = cell;
            Faults.AddRange(reading.Faults.Select(f => ($"{pointer}/{member}{f.At}", f.Why.Current)));
            if (reading.Value is not null)
            {
                item[member] = reading.Value;
                Note(cell, reading.As);
            }
        }
    }

    /// <summary>Says of a cell what is wrong with it.</summary>
    public void Refuse(TableCell cell, string pointer, Text why)
    {
        _read[pointer] = cell;
        Faults.Add((pointer, why.Current));
    }

    /// <summary>Shows how a cell was read, unless it says so itself.</summary>
    public void Note(TableCell cell, string? read)
    {
        var held = cell.Number is { } number ? number.ToString(CultureInfo.InvariantCulture) : null;
        if (read is not null && (read != cell.Text || (held is not null && held != read)))
        {
            _notes.Add((
                cell.Column, new(table.AddressOf(cell), ReadCell.Shown(cell.Text, held), ReadCell.Shown(read))));
        }
    }
}
