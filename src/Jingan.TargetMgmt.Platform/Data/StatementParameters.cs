using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Reflection;

namespace Jingan.TargetMgmt.Platform.Data;

/// <summary>Which parameters a statement takes, and from where.</summary>
/// <param name="Members">Of the parameters' object, those that the text names.</param>
/// <param name="TakesLogIndex">Whether the text names <c>@logIndex</c> without the object supplying it.</param>
internal sealed record StatementParameters(IReadOnlyList<PropertyInfo> Members, bool TakesLogIndex)
{
    public const string LogIndex = "logIndex";

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> MembersOf = [];

    public static StatementParameters Of(string sql, Type type)
    {
        var members = MembersOf.GetOrAdd(type, t => t.GetProperties()).Where(m => sql.Contains("@" + m.Name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return new(members, sql.Contains("@" + LogIndex, StringComparison.Ordinal) && members.All(m => m.Name != LogIndex));
    }

    /// <summary>Makes the parameter of that name and type. Typed, because an untyped null would be taken for text by one of the engines.</summary>
    public static DbParameter Define(DbParameter parameter, string name, Type type)
    {
        parameter.ParameterName = "@" + name;
        parameter.DbType = (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(long) => DbType.Int64,
            var t when t == typeof(string) => DbType.String,
            var t when t == typeof(byte[]) => DbType.Binary,
            var t => throw new ArgumentException($"A statement's parameter is text, a 64-bit integer or bytes: @{name} is {t.Name}."),
        };
        return parameter;
    }
}
