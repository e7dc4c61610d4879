using System.Data.Common;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary>Has SQL Server check the ledger under the log against the digests that the log holds, and its witnesses
/// with it: rows that were changed past the server do not agree with them.</summary>
internal sealed class LedgerCheck(string connectionString)
{
    /// <summary>What the server has shown; null when it could not be asked.</summary>
    /// <param name="digests">Of the verified log.</param>
    /// <param name="findings">Take what is wrong, or could not be checked.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ClientException">The database does not answer, or has no ledger.</exception>
    public async Task<LedgerVerdict?> RunAsync(
        IReadOnlyList<(long Index, LoggedLedgerDigest Digest)> digests, Findings findings, CancellationToken ct)
    {
        if (digests.Count == 0)
        {
            findings.AddMissing(0, new(
                "日志中没有账本摘要，SQL Server 账本未核验：服务须接 SQL Server 2022 或更高版本，且 Log:LedgerDigestEvery 不为 0；到时会写入第一份。",
                "the log holds no ledger digests, so the SQL Server ledger was not checked: the service needs SQL "
                    + "Server 2022 or later and a Log:LedgerDigestEvery other than 0, and writes the first one when "
                    + "it is due."));
            return null;
        }

        try
        {
            using var connection = SqlDialect.SqlServer.CreateConnection(connectionString);
            await connection.OpenAsync(ct);
            RequireLedger(connection);
            var verdict = await SqlDialect.SqlServer.VerifyLedgerAsync(
                connection, Join(digests.Select(d => d.Digest)), ct);
            Judge(verdict, digests, findings);
            return verdict;
        }
        catch (Exception outage) when (DatabaseConnection.Failure(outage) is { } failure)
        {
            throw failure;
        }
        catch (InvalidDataException silent)
        {
            throw ClientException.Impossible(new(
                $"SQL Server 账本未核验：{silent.Message}", $"the SQL Server ledger was not checked: {silent.Message}"));
        }
    }

    /// <summary>The digests as the server takes them: each one as it gave it.</summary>
    internal static string Join(IEnumerable<LoggedLedgerDigest> digests) =>
        $"[{string.Join(",", digests.Select(d => d.Text))}]";

    /// <summary>Finds what the verdict proves. The server itself does not look at a digest's database name: another
    /// database differs too, and that proves nothing.</summary>
    internal static void Judge(
        LedgerVerdict verdict, IReadOnlyList<(long Index, LoggedLedgerDigest Digest)> digests, Findings findings)
    {
        var (at, newest) = (digests[^1].Index, digests[^1].Digest.Content.DatabaseName);
        if (verdict.Mismatch is not { } mismatch)
        {
            return;
        }

        if (digests.Any(d => d.Digest.Content.DatabaseName == verdict.Database))
        {
            findings.AddDamage(at, new(
                $"数据库 {verdict.Database} 的 SQL Server 账本与日志中的摘要不符：{mismatch}",
                $"the SQL Server ledger of database {verdict.Database} does not agree with the digests in the "
                    + $"log: {mismatch}"));
        }
        else
        {
            findings.AddMissing(at, new(
                $"摘要属于数据库 {newest}，连接的却是 {verdict.Database}，两者不符；请检查连接字符串。若确是同一数据库改了名，则其账本被改动：{mismatch}",
                $"the digests are of database {newest}, this is {verdict.Database}, and they do not agree: check the "
                    + "connection string. If it is that database under a new name, its ledger was "
                    + $"altered: {mismatch}"));
        }
    }

    private static void RequireLedger(DbConnection connection)
    {
        if (!SqlDialect.SqlServer.CanMakeLedgerTables(connection))
        {
            throw ClientException.Impossible(new(
                "此服务器没有账本；须为 SQL Server 2022 或更高版本。", "this server has no ledger: it takes SQL Server 2022 or later."));
        }

        if (!SqlDialect.SqlServer.HasLedgerTables(connection))
        {
            throw ClientException.Impossible(new(
                $"在数据库 {connection.Database} 中看不到账本表：不是这一侧的数据库，或由 2019 版迁来，或此登录名不属角色 ledger_auditor。",
                $"database {connection.Database} shows no ledger tables: it is not this side's, or was moved from "
                    + "2019, or the login is not in the role ledger_auditor."));
        }
    }
}
