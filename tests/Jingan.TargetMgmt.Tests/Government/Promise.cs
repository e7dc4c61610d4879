using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>One sound target of each kind, and short ways to vary it.</summary>
internal static class Promise
{
    public static readonly Target Quantitative = new(
        new("JA2018-028"), 2018, TargetLevel.Departmental, "美丽静安", "建成公共绿地7万平方米", TargetNature.Binding,
        TargetKind.Quantitative, new("LSJ"), "政府工作报告",
        UnitOfMeasure: "万平方米", TargetValue: 7, Direction: Direction.Increase, Aggregation: Aggregation.Cumulative);

    public static readonly Target Milestone = new(
        new("JA2018-030"), 2018, TargetLevel.Departmental, "经济质量效益", "开展经济普查", TargetNature.Binding,
        TargetKind.Milestone, new("TJJ"), "政府工作报告",
        Nodes: [new("N1", "普查启动", new(2018, 9, 30)), new("N2", "普查完成", new(2018, 12, 31))]);

    public static readonly Target Qualitative = new(
        new("JA2018-007"), 2018, TargetLevel.Departmental, "区域协调发展", "拓展后街功能", TargetNature.Binding,
        TargetKind.Qualitative, new("SWW"), "政府工作报告");

    public static PlanPoint At(string period, decimal value) => new(new(period), value);

    /// <summary>JSON pointers of what the validator refuses.</summary>
    public static IEnumerable<string> Faults(Target target) =>
        new TargetValidator().Validate(target).ToErrors().Select(e => e.Pointer).Distinct();
}
