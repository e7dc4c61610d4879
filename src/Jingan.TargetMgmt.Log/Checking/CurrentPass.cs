using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>Tables of what is in force: each row says what the newest entry about its key says, and no key lacks its
/// row. The tables of versions were compared before.</summary>
internal sealed class CurrentPass(SideLog db, StatementCache statements, TableRows rows)
{
    /// <exception cref="DoubtException">A row differs; the reason names table, row and entry.</exception>
    public void Run(CurrentTable table)
    {
        foreach (var (at, columns) in rows.Of(table.RowsSql))
        {
            var (row, newest, data) = (columns[..^2], (long?)columns[^2], (byte[]?)columns[^1]);
            if (newest is null || at is not { } index || data is null)
            {
                throw new DoubtException(new(
                    $"{table.Name}：日志中没有此数据行的依据：{RowDigest.Show(row)}",
                    $"{table.Name}: a row that no entry tells of: {RowDigest.Show(row)}"));
            }

            if (index != newest)
            {
                throw new DoubtException(new(
                    $"{table.Name}：数据行停在第 {index} 条记录，最新的是第 {newest} 条：{RowDigest.Show(row)}",
                    $"{table.Name}: a row stands at entry {index}, the newest about it "
                        + $"is {newest}: {RowDigest.Show(row)}"));
            }

            var made = db.Rows.Made(index, EntryHead.Read(data), data).FirstOrDefault(m => m.Table == table.Name);
            var expected = made.Columns is null || table.Complete is null ? made : table.Complete(made, row, Earlier);
            if (expected.Columns is null || !RowDigest.Same(expected.Columns, row))
            {
                throw new DoubtException(new(
                    $"{table.Name}：数据行与第 {index} 条记录不符：{RowDigest.Show(row)}",
                    $"{table.Name}: a row is not what entry {index} says: {RowDigest.Show(row)}"));
            }
        }

        ExpectEveryKey(table);
    }

    private void ExpectEveryKey(CurrentTable table)
    {
        using var counts = statements.Query(table.CountsSql, new { }, null);
        counts.Read();
        var (stored, keys) = (counts.GetInt64(0), counts.GetInt64(1));
        if (stored != keys)
        {
            throw new DoubtException(new(
                $"{table.Name}：应有 {keys} 行，现有 {stored} 行", $"{table.Name}: there are {stored} rows instead of {keys}"));
        }
    }

    private List<(long Index, byte[] Data)> Earlier(string sql, object parameters)
    {
        using var entries = statements.Query(sql, parameters, null);
        List<(long, byte[])> found = [];
        while (entries.Read())
        {
            found.Add((entries.GetInt64(0), entries.GetFieldValue<byte[]>(1)));
        }

        return found;
    }
}
