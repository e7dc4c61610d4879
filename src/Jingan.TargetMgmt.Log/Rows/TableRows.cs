using System.Data.Common;
using Jingan.TargetMgmt.Sql.Dialects;

namespace Jingan.TargetMgmt.Log.Rows;

/// <summary>A stored row: where in the log it says that it belongs (null where it says nothing),
/// and its columns.</summary>
internal readonly record struct StoredRow(long? At, object?[] Columns);

/// <summary>All rows of a table, in pages where the engine has them,
/// so that no read stays open while the round rests.</summary>
internal sealed class TableRows(SqlDialect dialect, DbConnection connection, Pace pace)
{
    private const long PageSize = 2048;

    public IEnumerable<StoredRow> Of(string rowsSql)
    {
        for (long? next = long.MinValue; next is { } from;)
        {
            next = null;
            using (var page = connection.CreateCommand())
            {
#pragma warning disable CA2100 // a constant, in pages
                page.CommandText = dialect.PageOf(rowsSql);
#pragma warning restore CA2100
                Bind(page, "@from", from);
                Bind(page, "@take", PageSize);
                using var rows = page.ExecuteReader();
                var count = 0;
                while (rows.Read())
                {
                    count++;
                    var place = rows.GetInt64(0);
                    next = count < PageSize || place == long.MaxValue ? null : place + 1;
                    yield return Read(rows);
                }

                next = dialect.HasPages ? next : null;
            }

            pace.Rest();
        }
    }

    private static StoredRow Read(DbDataReader rows)
    {
        var columns = new object?[rows.FieldCount - 2];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = rows.GetValue(i + 2) is var value && value is DBNull ? null : value;
        }

        return new(rows.IsDBNull(1) ? null : rows.GetInt64(1), columns);
    }

    private static void Bind(DbCommand command, string name, long value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
