using System.Collections.Concurrent;
using System.Data.Common;
using Jingan.TargetMgmt.Sql;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>Every table, column, index, trigger and view, compared with what the migrations make. Whoever redefines
/// one, adds one or takes one away is found by its name.</summary>
internal static class SchemaCheck
{
    // What the scripts of this program make does not change while it runs.
    private static readonly ConcurrentDictionary<(string Side, string Engine, bool HasLedger),
        IReadOnlyDictionary<string, string>> Expected = [];

    /// <exception cref="DoubtException">An object differs; the reason names it.</exception>
    public static void Run(SideLog db)
    {
        using var connection = db.Open();
        Run(db, connection);
    }

    public static void Run(SideLog db, DbConnection connection)
    {
        var expected = Expected.GetOrAdd((db.Side, db.Dialect.Name, db.HasLedgerTables), k =>
            db.Dialect.ExpectedSchema(k.Side, k.HasLedger));
        if (Difference(db.Dialect.ReadSchema(connection), expected) is var (name, what))
        {
            throw new DoubtException(new(
                $"数据库结构与升级脚本不符：{name}{what.Zh}", $"the schema is not what the migrations make: {name} {what.En}"));
        }
    }

    /// <summary>The first object, by its name, that is not as it should be; null when all are.</summary>
    internal static (string Name, Contracts.Text What)? Difference(
        IReadOnlyDictionary<string, string> stored, IReadOnlyDictionary<string, string> expected)
    {
        foreach (var name in expected.Keys.Union(stored.Keys).Order(StringComparer.Ordinal))
        {
            var (isStored, isExpected) =
                (stored.TryGetValue(name, out var definition), expected.TryGetValue(name, out var script));
            if (!isStored || !isExpected || definition != script)
            {
                return (name, !isStored ? new("缺失", "is missing") : !isExpected ? new("是外加的", "was added")
                    : new("被改动", "was altered"));
            }
        }

        return null;
    }
}
