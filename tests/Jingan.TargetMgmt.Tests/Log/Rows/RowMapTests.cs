using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Tests.Sql;

namespace Jingan.TargetMgmt.Tests.Log.Rows;

/// <summary>A table that nobody compares with the log is one that can be altered:
/// every table and every column is in its side's map.</summary>
public sealed partial class RowMapTests
{
    // A parent's column stands for it in the same query, or the rows' order does.
    private static readonly string[] Elsewhere = ["idempotency", .. RowMap.LogTables, .. RowMap.Mutable];

    [Theory, InlineData("government"), InlineData("evaluation")]
    public void Every_table_is_in_the_map_of_its_side(string side)
    {
        var (db, file) = TemporaryDatabase.Of(side);
        using (file)
        {
            var tables = Schema.OfSqlServer(side).Tables.Except(Elsewhere).Order();
            Assert.Equal(tables, db.Rows.Facts.Select(t => t.Name).Concat(db.Rows.Current.Select(t => t.Name)).Order());
        }
    }

    [Theory, InlineData("government"), InlineData("evaluation")]
    public void Every_column_is_read(string side)
    {
        var (db, file) = TemporaryDatabase.Of(side);
        using (file)
        {
            var read = db.Rows.Facts.Select(t => (t.Name, t.RowsSql))
                .Concat(db.Rows.Current.Select(t => (t.Name, t.RowsSql)))
                .Concat(db.Rows.Seen.Concat(SeenRows.OfLog).Select(t => (Name: t.Name.Split('.')[0], t.RowsSql)))
                .SelectMany(t => Column().Matches(t.RowsSql).Select(c => $"{t.Name}.{c.Groups[1].Value}")).ToHashSet();
            var columns = Schema.OfSqlServer(side).Columns.Select(c => c[..c.IndexOf(' ', StringComparison.Ordinal)])
                .Where(c => !c.StartsWith("log_entry.", StringComparison.Ordinal)
                    && !c.StartsWith("log_node.", StringComparison.Ordinal)
                    && !RowMap.Mutable.Contains(c.Split('.')[0]));
            Assert.Empty(columns.Except(read));
        }
    }

    [GeneratedRegex(@"\bt\.(\w+)")]
    private static partial Regex Column();
}
