using System.Data.Common;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Reading;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary>A side's embedded database, empty. On a server it is made by others, who have the rights
/// (<c>jtm migrate</c>).</summary>
internal static class DatabaseStep
{
    public static SetupStep Of(SetupAnswers answers, string side, FileOwner? owner)
    {
        var path = FileOf(answers, side);
        return new(
            new($"空数据库 {path}", $"empty database {path}"),
            () => File.Exists(path) && (owner is null || FileOwner.Of(path)?.User == owner.User)
                && IsCurrent(path, side),
            () =>
            {
                Migrate(path, side);
                owner?.Take(path);
            });
    }

    public static string FileOf(SetupAnswers answers, string side) => Path.Combine(answers.Storage, $"{side}.db");

    /// <summary>Whether a log has begun there.</summary>
    public static bool HasLog(SetupAnswers answers, string side)
    {
        var path = FileOf(answers, side);
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            return false;
        }

        try
        {
            return LogGlance.Read(SqlDialect.Sqlite, ConnectionTo(path)) is not null;
        }
        catch (DbException outage) when (DatabaseConnection.Failure(outage) is { } failure)
        {
            throw failure;
        }
    }

    private static string ConnectionTo(string path) => $"Data Source={path}";

    private static bool IsCurrent(string path, string side)
    {
        try
        {
            new SchemaMigration(side, SqlDialect.Sqlite, SqlDialect.Sqlite.ToLook(ConnectionTo(path))).Require();
            return true;
        }
        catch (SchemaException)
        {
            return false;
        }
    }

    private static void Migrate(string path, string side)
    {
        OwnerOnlyData.SetUmask();
        try
        {
            new SchemaMigration(side, SqlDialect.Sqlite, ConnectionTo(path)).Apply();
        }
        catch (SchemaException refused)
        {
            throw ClientException.Refused(refused.Reason);
        }
        catch (DbException outage) when (DatabaseConnection.Failure(outage) is { } failure)
        {
            throw failure;
        }
    }
}
