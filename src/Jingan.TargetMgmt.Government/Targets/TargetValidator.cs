using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>What a target must be by itself; which members belong to which kind is in domain.md,
/// "The things".</summary>
internal sealed partial class TargetValidator : AbstractValidator<Target>
{
    /// <summary>The most points of a plan: as many as a year has months,
    /// because points come one after another.</summary>
    public const int MostPlan = 12;

    public const int MostNodes = 50;
    public const int MostCoUnits = 60;

    public TargetValidator()
    {
        RuleFor(t => t.Year).InclusiveBetween(CalendarYear.First, CalendarYear.Last)
            .Saying("须为四位年份", "must be a year of four digits");
        RuleFor(t => t.Id).Must((t, id) => YearIn(id) is not { } year || year == t.Year)
            .Saying("编号中的年份与 year 不符；请核对编号或年度", "names another year than year does; correct the one or the other");
        RuleFor(t => t.Field).RequiredProse(50);
        RuleFor(t => t.Title).RequiredProse(200);
        RuleFor(t => t.Requirement).Prose(2000);
        RuleFor(t => t.Source).RequiredProse(500);
        RuleFor(t => t.Reason).Prose(1000);
        RuleFor(t => t.UnitOfMeasure).Prose(50);
        RuleFor(t => t.Weight).InclusiveBetween(0, 100).Saying("须在 0 到 100 之间", "must be between 0 and 100");
        RuleFor(t => t.ParentId)
            .Null()
            .When(t => t.Level == TargetLevel.Overall)
            .Saying("总体目标没有上级目标", "an overall target has no parent");
        RuleFor(t => t.CertifyingUnit).Must((t, unit) => unit != t.LeadUnit)
            .Saying("牵头单位填报的数值不能由自己认定；请另定认定单位，或不填",
                "cannot be the lead unit, which does not certify what it reports itself; name another, or none");
        // Counted before anything is looked at: the rules below compare items with one another.
        RuleFor(t => t.Plan).Most(MostPlan);
        RuleFor(t => t.Nodes).Most(MostNodes);
        RuleFor(t => t.CoUnits).Most(MostCoUnits);
        RuleFor(t => t.Related).Most(MostCoUnits);
        RuleFor(t => t.Related).Must(NoNulls).Saying("不得含 null", "must not contain null");
        When(AreCounted, Rules);
    }

    private static bool AreCounted(Target t) => t is
    {
        Plan: null or { Count: <= MostPlan }, Nodes: null or { Count: <= MostNodes },
        CoUnits: null or { Count: <= MostCoUnits },
    };

    private void Rules()
    {
        RuleFor(t => t.Plan).Must(NoNulls).Saying("不得含 null", "must not contain null");
        RuleFor(t => t.Nodes).Must(NoNulls).Saying("不得含 null", "must not contain null");
        RuleFor(t => t.CoUnits).Must(NoNulls).Saying("不得含 null", "must not contain null");
        RuleFor(t => t.Suspension)
            .Must((t, s) =>
                s is null
                || (s.From.Year == t.Year
                    && (s.Until is not { } until || (until.Year == t.Year && until.EndsOn >= s.From.EndsOn))))
            .Saying("暂停须在目标年度内，且 until 不早于 from", "must lie within the target's year, until not before from");
        RuleFor(t => t.Frequency).Custom((frequency, context) =>
        {
            if (FrequencyRule.Fault(frequency, context.InstanceToValidate.Year) is { } fault)
            {
                context.AddFailure("Frequency", fault.Current);
            }
        });

        When(t => NoNulls(t.CoUnits), CoUnits);
        When(t => t.Kind == TargetKind.Quantitative && NoNulls(t.Plan), Quantitative);
        When(t => t.Kind == TargetKind.Milestone && NoNulls(t.Nodes), Milestone);
        When(t => t.Kind != TargetKind.Quantitative, NotQuantitative);
        When(t => t.Kind != TargetKind.Milestone, () =>
            RuleFor(t => t.Nodes).Must(n => n is null or []).Saying("只有节点类目标有节点", "only a milestone target has nodes"));
    }

    private void CoUnits()
    {
        RuleFor(t => t.CoUnits).Must(c => c is null || c.DistinctBy(u => u.Unit).Count() == c.Count)
            .Saying("配合单位重复", "names a unit twice");
        RuleFor(t => t.CoUnits).Must((t, c) => c is null || c.All(u => u.Unit != t.LeadUnit))
            .Saying("牵头单位不能同时是配合单位", "the lead unit is no co-unit");
        RuleForEach(t => t.CoUnits).ChildRules(c => c.RuleFor(u => u.Part).Prose(200));
    }

    private void Quantitative()
    {
        RuleFor(t => t.UnitOfMeasure).Must(u => !string.IsNullOrWhiteSpace(u))
            .Saying("定量目标须有计量单位", "a quantitative target needs one");
        var (directions, ways) =
            (CellReading.Choices(TargetWords.Direction), CellReading.Choices(TargetWords.Aggregation));
        RuleFor(t => t.Direction).NotNull().Saying($"定量目标须有方向，可填：{directions.Zh}",
            $"a quantitative target needs one: write one of {directions.En}");
        RuleFor(t => t.Aggregation).NotNull().Saying($"定量目标须有累计方式，可填：{ways.Zh}",
            $"a quantitative target needs one: write one of {ways.En}");
        RuleFor(t => t.TargetValue).NotNull().When(t => t.Provisional != true)
            .Saying("须有目标值；以市下达为准的，将 provisional 设为 true", "is required unless provisional is true");
        RuleFor(t => t.Baseline)
            .NotNull()
            .When(t => t.Direction == Direction.Decrease)
            .Saying("下降类目标须有基期值", "a decrease target needs one");
        RuleFor(t => t.TargetValue)
            .Must((t, value) => value >= (t.Baseline ?? 0))
            .When(t => t.TargetValue is not null && t.Direction == Direction.Increase)
            .Saying("上升类目标的目标值不得低于基期值（缺省为 0）", "must not be below the baseline (0 when absent)");
        RuleFor(t => t.TargetValue).Must((t, value) => value <= t.Baseline)
            .When(t => t.TargetValue is not null && t.Baseline is not null && t.Direction == Direction.Decrease)
            .Saying("下降类目标的目标值不得高于基期值", "must not be above the baseline");
        RuleFor(t => t.Plan).Custom((plan, context) =>
        {
            if (PlanRule.Fault(context.InstanceToValidate) is { } fault)
            {
                context.AddFailure(fault.Member, fault.Message.Current);
            }
        });
    }

    private void Milestone()
    {
        RuleFor(t => t.Nodes).Must(n => n is { Count: >= 1 })
            .Saying($"须有 1–{MostNodes} 个节点", $"must have 1 to {MostNodes} nodes");
        RuleFor(t => t.Nodes).Must(n => n is null || n.DistinctBy(x => x.Code).Count() == n.Count)
            .Saying("节点代码重复", "names a code twice");
        RuleForEach(t => t.Nodes).ChildRules(n =>
        {
            n.RuleFor(x => x.Code).Matches("^[A-Za-z0-9][A-Za-z0-9_-]{0,15}\\z")
                .Saying("须为 1–16 位字母数字", "must be 1 to 16 letters and digits");
            n.RuleFor(x => x.Title).RequiredProse(200);
        });
        RuleFor(t => t.Nodes).Must((t, n) => n is null || n.All(x => x.Due.Year == t.Year))
            .Saying("节点日期须在目标年度内", "every due date must lie within the target's year");
    }

    private void NotQuantitative()
    {
        RuleFor(t => t.UnitOfMeasure).Null().Saying("只用于定量目标", "belongs to quantitative targets only");
        RuleFor(t => t.Baseline).Null().Saying("只用于定量目标", "belongs to quantitative targets only");
        RuleFor(t => t.TargetValue).Null().Saying("只用于定量目标", "belongs to quantitative targets only");
        RuleFor(t => t.Provisional).NotEqual(true).Saying("只用于定量目标", "belongs to quantitative targets only");
        RuleFor(t => t.Direction).Null().Saying("只用于定量目标", "belongs to quantitative targets only");
        RuleFor(t => t.Aggregation).Null().Saying("只用于定量目标", "belongs to quantitative targets only");
        RuleFor(t => t.Plan).Must(p => p is null or []).Saying("只用于定量目标", "belongs to quantitative targets only");
        RuleFor(t => t.PlanShape).Null().Saying("只用于定量目标", "belongs to quantitative targets only");
    }

    // JA2018-028: letters, then the year. Ids of another form name none.
    private static int? YearIn(TargetId id) =>
        IdWithYear().Match(id.Value) is { Success: true } match
        ? int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    [System.Text.RegularExpressions.GeneratedRegex("^[A-Za-z]+((?:199|20[0-9])[0-9])-")]
    private static partial System.Text.RegularExpressions.Regex IdWithYear();

    // The serializer checks nullability of members, not of list elements.
    private static bool NoNulls<T>(IReadOnlyList<T>? list) => list is null || list.All(x => x is not null);
}
