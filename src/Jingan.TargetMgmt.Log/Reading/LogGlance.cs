using System.Data.Common;
using Dapper;
using Jingan.TargetMgmt.Sql.Dialects;

namespace Jingan.TargetMgmt.Log.Reading;

/// <summary>A log as somebody finds it who has nothing but its database: the newest checkpoint, unverified.</summary>
/// <param name="Size">How many entries there are.</param>
/// <param name="Note">The checkpoint as it was published.</param>
/// <param name="At">When it was signed, by the clock of the service (UTC text).</param>
public sealed record LogGlance(long Size, ReadOnlyMemory<byte> Note, string At)
{
    private const string NewestSql =
        "select size, note, at from log_checkpoint where size = (select max(size) from log_checkpoint)";

    /// <summary>The newest checkpoint, and nothing is written; null where no log has begun yet.</summary>
    /// <exception cref="DbException">The database cannot be read.</exception>
    public static LogGlance? Read(SqlDialect dialect, string connectionString)
    {
        using var connection = dialect.CreateConnection(dialect.ToLook(connectionString));
        connection.Open();
        try
        {
            return connection.QuerySingleOrDefault<Row>(NewestSql) is { } newest
                ? new(newest.Size, newest.Note, newest.At)
                : null;
        }
        catch (DbException missing) when (dialect.IsMissingTable(missing))
        {
            return null;
        }
    }

    private sealed record Row(long Size, byte[] Note, string At);
}
