using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>A schema as SQL Server's own tools understand it, and statements bound to its tables and columns:
/// without a server.</summary>
/// <remarks>It compares no types, counts no values, and believes every column of a derived table with <c>select
/// t.*</c>: see <see cref="SqlTextTests"/> and <see cref="ParameterTypeTests"/>.</remarks>
internal sealed class TSqlBinding : IDisposable
{
    private readonly TSqlModel _model;
    private string? _refused;

    public TSqlBinding(SqlServerVersion version, IEnumerable<(string Name, string Sql)> scripts)
    {
        _model = new(version, new());
        var batches = scripts.SelectMany(
            s => TSql.Parse(new TSql160Parser(initialQuotedIdentifiers: true), s.Name, s.Sql).Batches,
            (s, batch) => (s.Name, s.Sql, Batch: batch))
            .ToLookup(b => b.Batch.Statements.Any(s => s is InsertStatement));
        var statements = batches[false].SelectMany(
            b => b.Batch.Statements, (b, statement) => (b.Name, b.Sql, statement)).ToList();
        var dropped = statements.SelectMany(s =>
            (s.statement as DropTableStatement)?.Objects.Select(o => o.BaseIdentifier.Value) ?? []).ToHashSet();

        // The model takes one statement at a time, and none that takes something away.
        foreach (var (name, sql, statement) in statements.Where(s =>
            s.statement is not (DropTableStatement or DropIndexStatement) && !dropped.Contains(TableOf(s.statement))))
        {
            Add(name, sql.Substring(statement.StartOffset, statement.FragmentLength));
        }

        // It keeps no rows; what fills a table is bound as what queries are.
        foreach (var (name, sql, batch) in batches[true])
        {
            Bind(
                $"{name}, rows", sql.Substring(batch.StartOffset, batch.FragmentLength),
                new Dictionary<string, Type>());
        }
    }

    /// <summary>How many statements were taken.</summary>
    public int Bound { get; private set; }

    public IEnumerable<TSqlObject> Tables => _model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass);

    /// <summary>Binds a statement, as the body of a procedure.</summary>
    public void Bind(string name, string sql, IReadOnlyDictionary<string, Type> parameters)
    {
        if (Add(name,
            "create procedure "
                + $"[{name}] {string.Join(", ", parameters.Select(p => $"@{p.Key} {TypeOf(p.Value)}"))} as\n{sql}"))
        {
            Bound++;
        }
    }

    /// <summary>Everything that is wrong, with the statement's name.
    /// The server's own catalog is not in the model.</summary>
    public IReadOnlyList<string> Problems() => _refused is not null
        ? [_refused]
        : [.. _model.Validate()
            .Select(m => m.Message)
            .Where(m => !m.Contains("unresolved reference to object [sys].", StringComparison.Ordinal))
            .Distinct()];

    public void Dispose() => _model.Dispose();

    private static string TableOf(TSqlStatement statement) => statement switch
    {
        CreateTableStatement table => table.SchemaObjectName.BaseIdentifier.Value,
        CreateIndexStatement index => index.OnName.BaseIdentifier.Value,
        CreateTriggerStatement trigger => trigger.TriggerObject.Name.BaseIdentifier.Value,
        _ => "",
    };

    // After a statement it cannot read the model takes no other.
    private bool Add(string name, string sql)
    {
        if (_refused is not null)
        {
            return false;
        }

        try
        {
            _model.AddObjects(sql);
            return true;
        }
        catch (DacModelException failure)
        {
            _refused = $"{name}: {failure.Message}";
            return false;
        }
    }

    private static string TypeOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(long) => "bigint",
        var t when t == typeof(string) => "nvarchar(4000)",
        var t when t == typeof(byte[]) => "varbinary(max)",
        var t => throw new InvalidDataException($"A parameter is text, a 64-bit integer or bytes, not {t.Name}."),
    };
}
