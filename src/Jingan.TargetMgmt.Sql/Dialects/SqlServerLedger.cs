using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Sql.Dialects;

/// <summary>How the answers of SQL Server's ledger procedures are read.</summary>
internal static class SqlServerLedger
{
    // The hash of a block is not the digest's; and what follows every reason for which verification fails.
    private const int OtherHash = 37368, VerificationFailed = 37392;

    public static async Task<string?> DigestAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = Command(connection, sql);
        return await command.ExecuteScalarAsync(ct) as string;
    }

    public static async Task<LedgerVerdict> VerifyAsync(
        DbConnection connection, string sql, string digests, CancellationToken ct)
    {
        await using var command = Command(connection, sql);
        command.CommandTimeout = 0; // it reads every row of every ledger table
        command.Parameters.Add(new SqlParameter("@found", SqlDbType.NVarChar, -1) { Value = digests });
        try
        {
            return await ReadAsync(command, connection.Database, ct);
        }
        catch (SqlException failure) when (IsMismatch(failure.Errors.Cast<SqlError>().Select(e => e.Number)))
        {
            return new(
                connection.Database, null, string.Join(" ", failure.Errors.Cast<SqlError>().Select(e => e.Message)));
        }
    }

    /// <summary>Whether errors prove that the ledger is not what it was;
    /// all others say only that it could not be verified.</summary>
    internal static bool IsMismatch(IEnumerable<int> errors) => errors.Any(e => e is OtherHash or VerificationFailed);

    // To the end: an error after the first rows would otherwise be passed over.
    private static async Task<LedgerVerdict> ReadAsync(DbCommand command, string database, CancellationToken ct)
    {
        List<long> values = [];
        await using var rows = await command.ExecuteReaderAsync(ct);
        do
        {
            while (await rows.ReadAsync(ct))
            {
                values.Add(rows.IsDBNull(0) ? -1 : Convert.ToInt64(rows.GetValue(0), CultureInfo.InvariantCulture));
            }
        }
        while (await rows.NextResultAsync(ct));
        return values is [.. var blocks, 0]
            ? new(database, blocks is [.., >= 0 and var last] ? last : null, null)
            : throw new InvalidDataException(
                $"sp_verify_database_ledger answered {string.Join(", ", values)} and gave no reason.");
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // a constant of the dialect
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
