using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>What the grammar takes and the server does not: an aggregate over an expression that names an outer
/// query's column beside another one (error 8124), or that holds a query itself (error 130).</summary>
public sealed class TSqlAggregateTests
{
    private static readonly string[] Aggregates = ["MAX", "MIN", "SUM", "AVG", "COUNT", "COUNT_BIG", "STRING_AGG"];

    [Fact]
    public void No_query_aggregates_what_a_server_refuses() =>
        Assert.Empty(SqlConstants.All().SelectMany(q => Refused(q.Sql).Select(r => $"{q.Name}: {r}")).Distinct());

    [Theory]
    [InlineData("select (select max(case when b.x < a.y then b.x end) from b) from a", true)]
    [InlineData("select (select max(b.x) from b where b.x < a.y) from a", false)]
    [InlineData("select (select max(a.y) from b) from a", false)]
    [InlineData("select max(case when b.x < c.y then b.x end) from b cross join (select 1 as y) c", false)]
    [InlineData("select sum((select 1)) from a", true)]
    public void The_test_knows_the_two_from_others(string sql, bool isRefused) =>
        Assert.Equal(isRefused, Refused(sql).Any());

    private static IEnumerable<string> Refused(string sql)
    {
        foreach (var query in TSql.Find<QuerySpecification>(TSql.Parse(TSql.Parsers().First(), sql, sql)))
        {
            var own = NamesOf(query.FromClause);
            foreach (var call in Parts<FunctionCall>(query).Where(c => Aggregates.Contains(
                c.FunctionName.Value, StringComparer.OrdinalIgnoreCase) && IsOf(query, c)))
            {
                var columns = call.Parameters.SelectMany(Parts<ColumnReferenceExpression>)
                    .Select(c => string.Join('.', c.MultiPartIdentifier?.Identifiers.Select(i => i.Value) ?? []))
                    .Distinct().ToList();
                if (call.Parameters.SelectMany(Parts<ScalarSubquery>).Any()
                    || (columns.Count > 1 && columns.Exists(c =>
                        c.Split('.') is [var table, _] && !own.Contains(table))))
                {
                    yield return $"{call.FunctionName.Value} over {string.Join(", ", columns)}";
                }
            }
        }
    }

    // Not of a query within it.
    private static bool IsOf(QuerySpecification query, TSqlFragment part) =>
        Parts<QuerySpecification>(query).Where(q => q != query)
            .All(q => part.StartOffset < q.StartOffset || part.StartOffset >= q.StartOffset + q.FragmentLength);

    private static HashSet<string> NamesOf(FromClause? from) => from is null ? [] :
    [
        .. Parts<NamedTableReference>(from).Select(t => t.Alias?.Value ?? t.SchemaObject.BaseIdentifier.Value),
        .. Parts<QueryDerivedTable>(from).Select(t => t.Alias.Value),
    ];

    private static List<T> Parts<T>(TSqlFragment fragment)
        where T : TSqlFragment
    {
        var finder = new TSql.Finder<T>();
        fragment.Accept(finder);
        return finder.Found;
    }
}
