using System.Security.Cryptography;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>Tables of facts, compared with what the entries make: none altered, none taken away, none added.</summary>
/// <param name="expected">What the entries below <paramref name="size"/> make.</param>
internal sealed class FactPass(
    SideLog db, StatementCache statements, TableRows rows, RowDigest digest, RowSums expected, long size)
{
    /// <exception cref="DoubtException">A row differs; the reason names table, row and entry.</exception>
    public void Run(FactTable table)
    {
        var stored = new RowSums(digest, size);
        var last = -1L;
        foreach (var row in RowsOf(table))
        {
            if (row.At is not (>= 0 and var at))
            {
                throw Added(table.Name, row);
            }

            last = Math.Max(last, at);
            if (at < size)
            {
                stored.Add(table.Name, at, row.Columns);
            }
        }

        // A row is stored with its entry: one that is ahead of the log now has none.
        if (last >= (statements.NewestCheckpoint(null)?.Size ?? 0))
        {
            throw new DoubtException(new(
                $"{table.Name}：有数据行称依据第 {last} 条记录，日志中没有该记录",
                $"{table.Name}: a row names entry {last}, which the log does not have"));
        }

        foreach (var from in expected.Differences(stored, table.Name))
        {
            Locate(table, from, Math.Min(from + RowSums.Stretch, size));
        }
    }

    private IEnumerable<StoredRow> RowsOf(FactTable table)
    {
        foreach (var row in rows.Of(table.RowsSql))
        {
            if (table.Hashed is { } column && row.Columns[column] is byte[] bytes)
            {
                row.Columns[column] = SHA256.HashData(bytes);
            }

            yield return row;
        }
    }

    // Only where the sums differ: the rows themselves, side by side.
    private void Locate(FactTable table, long from, long to)
    {
        var missing = MadeBy(table.Name, from, to);
        StoredRow? added = null;
        foreach (var row in RowsOf(table).Where(r => r.At >= from && r.At < to))
        {
            if (!missing.Remove((row.At!.Value, digest.Of(table.Name, row.At.Value, row.Columns))))
            {
                added ??= row;
            }
        }

        if (missing.Count > 0)
        {
            var ((at, _), row) = missing.MinBy(m => m.Key.At);
            throw new DoubtException(new(
                $"{table.Name}：第 {at} 条记录所记的数据行缺失或被改动：{RowDigest.Show(row)}",
                $"{table.Name}: the row that entry {at} tells of was altered or is missing: {RowDigest.Show(row)}"));
        }

        if (added is { } unfounded)
        {
            throw Added(table.Name, unfounded);
        }
    }

    private Dictionary<(long At, UInt128 Row), IReadOnlyList<object?>> MadeBy(string table, long from, long to)
    {
        Dictionary<(long, UInt128), IReadOnlyList<object?>> made = [];
        using var entries = statements.Query(LogReplay.RowsSql, new { from, to }, null);
        while (entries.Read())
        {
            var (index, data) = (entries.GetInt64(0), entries.GetFieldValue<byte[]>(2));
            foreach (var row in db.Rows.Made(index, EntryHead.Read(data), data).Where(m => m.Table == table))
            {
                made.Add((index, digest.Of(table, index, row.Columns)), row.Columns);
            }
        }

        return made;
    }

    private static DoubtException Added(string table, StoredRow row) => new(new Text(
        $"{table}：日志中没有此数据行的依据：{row.At?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–"} | "
            + $"{RowDigest.Show(row.Columns)}",
        $"{table}: a row that no entry tells "
            + $"of: {row.At?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–"} | "
            + $"{RowDigest.Show(row.Columns)}"));
}
