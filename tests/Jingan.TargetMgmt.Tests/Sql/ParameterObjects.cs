using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Evaluation;
using Jingan.TargetMgmt.Government;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>The .NET types of the parameters that the code passes with each SQL text, read from the compiled code: the
/// text and the object stand in one method.</summary>
internal static partial class ParameterObjects
{
    private static readonly List<(HashSet<string> Texts, List<Type> Objects)> Methods =
    [
        .. from assembly in (Assembly[])[typeof(GovernmentModule).Assembly, typeof(EvaluationModule).Assembly,
            .. SqlConstants.Shared]
           from type in assembly.GetTypes()
           from method in MethodCode.Of(type)
           where method.Texts.Count > 0
           select (method.Texts.ToHashSet(), method.Created.Where(IsAnonymous).ToList()),
    ];

    public static IEnumerable<string> Names(string sql) =>
        Parameters().Matches(sql).Select(m => m.Value[1..]).Distinct();

    /// <summary>Each parameter with its one type.</summary>
    public static IReadOnlyDictionary<string, Type> Of(string name, string sql)
    {
        // The queue supplies the log index where no object does.
        // Of several objects in the method the one with the least besides is meant.
        var names = Names(sql).ToList();
        var needed = names.Where(n => n != "logIndex").ToList();
        var objects = Methods.Where(m => m.Texts.Contains(sql)).SelectMany(m => m.Objects)
            .Select(o =>
                o.GetProperties().ToDictionary(p => p.Name, p => p.PropertyType, StringComparer.OrdinalIgnoreCase))
            .Where(o => needed.All(o.ContainsKey)).GroupBy(o => o.Count).MinBy(g => g.Key)?.ToList() ?? [];
        Assert.True(objects.Count > 0 || needed.Count == 0,
            $"{name}: no object with {string.Join(", ", needed)} is made where the text is named");
        return names.ToDictionary(n => n, n =>
        {
            var types = objects.Where(o => o.ContainsKey(n)).Select(o => o[n]).Distinct().ToList();
            Assert.True(types.Count == 1 || n == "logIndex",
                $"{name}: @{n} is {string.Join(" or ", types.Select(t => t.Name))}");
            return types.Count == 1 ? types[0] : typeof(long);
        });
    }

    private static bool IsAnonymous(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute))
        && type.Name.Contains("AnonymousType", StringComparison.Ordinal);

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameters();
}
