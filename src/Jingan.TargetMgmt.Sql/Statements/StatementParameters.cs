using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Sql.Statements;

/// <summary>The parameters that a statement takes, and where they come from: the members of the parameters' object that
/// the text names, letter by letter, and <c>@logIndex</c> where the object does not supply it.</summary>
internal sealed partial class StatementParameters
{
    private const string LogIndex = "logIndex";

    // What nvarchar(n) and varbinary(n) hold; anything longer is declared as max.
    private const int MostText = 4000, MostBytes = 8000, Unlimited = -1;

    // The texts are constants of the code, so that these are as many as there are statements.
    private static readonly ConcurrentDictionary<(string Sql, Type Type), StatementParameters> Known = [];

    private readonly PropertyInfo[] _members;
    private readonly bool _takesLogIndex;

    internal StatementParameters(string sql, Type type)
    {
        var named = Named().Matches(sql).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        _members = [.. type.GetProperties().Where(m => named.Contains(m.Name))];
        _takesLogIndex = named.Contains(LogIndex) && _members.All(m => m.Name != LogIndex);
    }

    /// <summary>The parameters of a statement with an object of a type, found once:
    /// a server is sent the same few texts in every batch.</summary>
    public static StatementParameters Of(string sql, Type type) => Known.GetOrAdd((sql, type), k => new(k.Sql, k.Type));

    public int Count => _members.Length + (_takesLogIndex ? 1 : 0);

    /// <summary>The names of the parameters, in the order of <see cref="ValueAt"/>.</summary>
    public IEnumerable<string> Names => _members.Select(m => m.Name).Concat(_takesLogIndex ? [LogIndex] : []);

    public object? ValueAt(int position, object parameters, long logIndex) =>
        position < _members.Length ? _members[position].GetValue(parameters) : logIndex;

    /// <summary>Adds the parameters, without values, to a command's.</summary>
    /// <param name="into">Those of the command.</param>
    /// <param name="create">Makes one.</param>
    /// <param name="suffix">What the text has behind every name, see <see cref="MultiRowInsert"/>.</param>
    public void Define(DbParameterCollection into, Func<DbParameter> create, string suffix = "")
    {
        foreach (var (name, type) in _members.Select(m => (m.Name, m.PropertyType)).Concat(_takesLogIndex
            ? [(LogIndex, typeof(long))]
            : []))
        {
            var parameter = create();
            parameter.ParameterName = "@" + name + suffix;
            parameter.DbType = KindOf(name, type);
            into.Add(parameter);
        }
    }

    /// <summary>Gives the parameters their values.</summary>
    /// <param name="to">Those of the command.</param>
    /// <param name="parameters">The parameters' object.</param>
    /// <param name="logIndex">For <c>@logIndex</c>.</param>
    /// <param name="first">Where the statement's first parameter stands among the command's.</param>
    public void Bind(DbParameterCollection to, object parameters, long logIndex, int first = 0)
    {
        for (var i = 0; i < Count; i++)
        {
            SetValue(to[first + i], ValueAt(i, parameters, logIndex));
        }
    }

    /// <summary>Gives a defined parameter its value and, where it has a length, one of two sizes.</summary>
    /// <remarks>SqlClient would declare the value's own length in the statement's text,
    /// and a server plan every length anew.</remarks>
    public static void SetValue(DbParameter parameter, object? value)
    {
        parameter.Value = value ?? DBNull.Value;
        switch (parameter.DbType)
        {
            case DbType.String:
                parameter.Size = value is string { Length: > MostText } ? Unlimited : MostText;
                break;
            case DbType.Binary:
                parameter.Size = value is byte[] { Length: > MostBytes } ? Unlimited : MostBytes;
                break;
        }
    }

    // Typed, because an untyped null would be taken for text by one of the engines.
    private static DbType KindOf(string name, Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(long) => DbType.Int64,
        var t when t == typeof(string) => DbType.String,
        var t when t == typeof(byte[]) => DbType.Binary,
        var t => throw new ArgumentException(
            $"A statement's parameter is text, a 64-bit integer or bytes: @{name} is {t.Name}."),
    };

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Named();
}
