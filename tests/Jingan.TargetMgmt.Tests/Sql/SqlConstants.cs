using System.Reflection;
using Jingan.TargetMgmt.Cli;
using Jingan.TargetMgmt.Evaluation;
using Jingan.TargetMgmt.Government;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Sql;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>Every SQL text of the service: the constants whose names end in Sql, which both engines take. Those of the
/// rooms that both sides share run on both; what ends in TSql is one engine's own.</summary>
internal static class SqlConstants
{
    public static readonly IReadOnlyList<string> Sides = ["government", "evaluation"];

    /// <summary>Sql, Log and Http.</summary>
    public static readonly IReadOnlyList<Assembly> Shared =
    [
        typeof(SqlDatabase).Assembly, typeof(SideLog).Assembly, typeof(AccessStore).Assembly,
    ];

    public static IEnumerable<(string Side, string Name, string Sql)> All() =>
    [
        .. Of(typeof(GovernmentModule).Assembly).Select(c => ("government", c.Name, c.Sql)),
        .. Of(typeof(JtmCommand).Assembly).Select(c => ("government", c.Name, c.Sql)),
        .. Of(typeof(EvaluationModule).Assembly).Select(c => ("evaluation", c.Name, c.Sql)),
        .. Shared.SelectMany(Of).SelectMany(c => Sides.Select(side => (side, c.Name, c.Sql))),
    ];

    public static IEnumerable<(string Name, string Sql)> Of(Assembly assembly) =>
        from type in assembly.GetTypes()
        from field in type.GetFields(
            BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where field.IsLiteral && field.Name.EndsWith("Sql", StringComparison.Ordinal)
            && !field.Name.EndsWith("TSql", StringComparison.Ordinal)
        select ($"{type.Name}.{field.Name}", (string)field.GetRawConstantValue()!);
}
