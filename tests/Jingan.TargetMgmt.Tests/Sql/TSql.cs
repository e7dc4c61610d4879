using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>Microsoft's own T-SQL parsers: SQL Server 2019 (150) and 2022 (160).</summary>
internal static class TSql
{
    public static IEnumerable<TSqlParser> Parsers() =>
    [
        new TSql150Parser(initialQuotedIdentifiers: true), new TSql160Parser(initialQuotedIdentifiers: true),
    ];

    public static TSqlScript Parse(TSqlParser parser, string name, string sql)
    {
        var script = parser.Parse(new StringReader(sql), out var errors);
        Assert.True(
            errors.Count == 0, $"{name}: {string.Join("; ", errors.Select(e => $"line {e.Line}: {e.Message}"))}");
        return (TSqlScript)script;
    }

    /// <summary>Every part of a script that is of that kind.</summary>
    public static List<T> Find<T>(TSqlScript script)
        where T : TSqlFragment
    {
        var finder = new Finder<T>();
        script.Accept(finder);
        return finder.Found;
    }

    /// <summary>Collects the parts of a fragment that are of that kind.</summary>
    public sealed class Finder<T> : TSqlFragmentVisitor
    {
        public List<T> Found { get; } = [];

        public override void Visit(TSqlFragment fragment)
        {
            if (fragment is T found)
            {
                Found.Add(found);
            }
        }
    }
}
