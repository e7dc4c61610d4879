using CsCheck;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Suggestions;

/// <summary>What holds for every target the contract allows, not only for the ones thought of.</summary>
public sealed class SuggestionPropertyTests
{
    private const long Max = 999_999_999_999_999_999;
    private const long Iterations = 5_000;

    // Small values meet often, large ones reach the limits; both matter.
    private static readonly Gen<decimal> Value =
        Gen.OneOf(Gen.Long[-4, 4], Gen.Long[-40, 40].Select(n => n * 1_000_000), Gen.Long[-Max, Max],
            Gen.OneOf(-Max, Max)).Select(Measure.FromMillionths);

    private static readonly Gen<Direction> AnyDirection = Gen.OneOf(Enum.GetValues<Direction>());

    private static readonly Gen<Period> AnyPeriod = Gen.OneOf(
        Gen.Int[1, 12].Select(m => new Period($"2018-{m:D2}")), Gen.Int[1, 4].Select(q => new Period($"2018-Q{q}")));

    // A plan that never turns back: sorted values between baseline and target, in the target's direction.
    private static readonly Gen<Target> QuantitativeTarget =
        Gen.Select(AnyDirection, Value, Value, Value.Array[0, 4], Gen.Int[1, 12].ArrayUnique[4], Gen.Bool, Gen.Bool)
            .Select((direction, x, y, values, months, step, binding) =>
            {
                var (baseline, target) = direction == Direction.Decrease
                    ? (Math.Max(x, y), Math.Min(x, y))
                    : (Math.Min(x, y), Math.Max(x, y));
                var clamped = values.Select(v => Math.Clamp(v, Math.Min(x, y), Math.Max(x, y)));
                var ordered = direction == Direction.Decrease ? clamped.OrderDescending() : clamped.Order();
                var plan = months.Order().Zip(ordered, (month, value) => new PlanPoint(new($"2018-{month:D2}"), value))
                    .ToArray();
                return Facts.Quantitative(
                    direction, baseline, target, binding ? TargetNature.Binding : TargetNature.Anticipated, plan) with
                {
                    PlanShape = step ? PlanShape.Step : null,
                };
            });

    [Fact]
    public void More_progress_never_worsens_the_colour() =>
        Gen.Select(QuantitativeTarget, AnyPeriod, Value, Value).Sample((target, period, x, y) =>
        {
            var upIsBetter = target.Direction is Direction.Increase or Direction.Maintain;
            var (worse, better) = upIsBetter ? (Math.Min(x, y), Math.Max(x, y)) : (Math.Max(x, y), Math.Min(x, y));
            return Rank(target.Reports(better), period) <= Rank(target.Reports(worse), period);
        }, iter: Iterations);

    [Fact]
    public void The_colour_agrees_with_the_table_in_arithmetic_of_unlimited_size() =>
        Gen.Select(QuantitativeTarget, AnyPeriod, Value).Sample((target, period, actual) =>
            SuggestionRule.Suggest(ColourScheme.Example2018, period, target.Reports(actual)).Colour == Table2018.Colour(
                target, period, actual), iter: Iterations);

    [Fact]
    public void Near_the_edges_too() =>
        Gen.Select(QuantitativeTarget, AnyPeriod, Gen.OneOf(80, 95, 100, 105, 110), Gen.Long[-1, 1])
            .Sample((target, period, percent, off) =>
        {
            var planned = PlannedValue.InMillionths(target, period.LastMonth)!.Value;
            var b = (Int128)Measure.ToMillionths(target.Baseline!.Value);
            var edge = target.Direction is Direction.Increase or Direction.Decrease
                ? b + (((planned.Numerator - (b * planned.Denominator)) * percent) / (100 * planned.Denominator))
                : (Int128)Measure.ToMillionths(target.TargetValue!.Value) * percent / 100;
            var actual = Measure.FromMillionths((long)Int128.Clamp(edge + off, -Max, Max));
            return SuggestionRule.Suggest(ColourScheme.Example2018, period, target.Reports(actual)).Colour
                == Table2018.Colour(target, period, actual);
        }, iter: Iterations);

    [Fact]
    public void What_is_shown_lies_in_the_band_that_decided() =>
        Gen.Select(QuantitativeTarget, AnyPeriod, Value).Sample((target, period, actual) =>
        {
            var suggestion = SuggestionRule.Suggest(ColourScheme.Example2018, period, target.Reports(actual));
            var deciding = ColourScheme.Example2018.Classes.Single(c => c.Name == suggestion.Class);
            var shown = deciding.Measure == SchemeMeasure.K ? suggestion.Inputs.K : suggestion.Inputs.Distance;
            return deciding.Measure == SchemeMeasure.Reached
                || shown is not (> -1_000_000_000_000 and < 1_000_000_000_000)
                || deciding.Bands.Single(b =>
                    b.Contains(Ratio.Of((Int128)(shown!.Value * 1_000_000), 1_000_000))).Colour == suggestion.Colour;
        }, iter: Iterations);

    [Fact]
    public void Going_down_mirrors_going_up_and_a_floor_mirrors_a_ceiling() =>
        Gen.Select(QuantitativeTarget, AnyPeriod, Value).Sample((target, period, actual) =>
        {
            var mirrored = target with
            {
                Direction = target.Direction switch
                {
                    Direction.Increase => Direction.Decrease,
                    Direction.Decrease => Direction.Increase,
                    Direction.NotExceed => Direction.Maintain,
                    _ => Direction.NotExceed,
                },
                Baseline = -target.Baseline,
                TargetValue = -target.TargetValue,
                Plan = [.. target.Plan!.Select(p => p with { Value = -p.Value })],
            };
            var one = SuggestionRule.Suggest(ColourScheme.Example2018, period, target.Reports(actual));
            var other = SuggestionRule.Suggest(ColourScheme.Example2018, period, mirrored.Reports(-actual));
            return (one.Class, one.Colour, one.Inputs.K, one.Inputs.GapPoints, one.Inputs.Distance, one.Inputs.Reached)
                == (other.Class, other.Colour, other.Inputs.K, other.Inputs.GapPoints, other.Inputs.Distance,
                    other.Inputs.Reached)
                && one.Inputs.Planned == -other.Inputs.Planned;
        }, iter: Iterations);

    [Fact]
    public void Every_target_has_a_colour_or_a_state_and_always_the_same() =>
        Gen.Select(AnyTarget(), AnyPeriod, AnyReport(), AnyScheme()).Sample((target, period, report, scheme) =>
        {
            var (value, doneOn, earlier, isSilent) = report;
            var states = target.Nodes?.Zip(doneOn, (n, day) => new NodeState(n.Code, day)).ToArray();
            var lead = isSilent
                ? null
                : Facts.Report(target.LeadUnit, target.Kind == TargetKind.Quantitative ? value : null, states);
            var before = earlier.Select((v, i) => new EarlierReport(new($"2018-{i + 1:D2}"), v, states)).ToArray();
            var facts = new TargetFacts(target, 1, lead, [], before);
            var suggestion = SuggestionRule.Suggest(scheme, period, facts);
            return suggestion == SuggestionRule.Suggest(scheme, period, facts)
                && (suggestion.State == TargetState.Reported) == (suggestion.Colour is not null)
                && (suggestion.Colour is null || scheme.Colours.Any(c => c.Code == suggestion.Colour))
                && (suggestion.Class is not null || suggestion.Colour is null);
        }, iter: Iterations);

    [Fact]
    public void The_plan_that_reports_show_is_the_one_that_the_suggestion_follows_from() =>
        Gen.Select(AnyTarget(), AnyPeriod).Sample((target, period) =>
            SuggestionRule.Suggest(ColourScheme.Example2018, period, new(target, 1, null, [], [])).Inputs.Planned
                == PlannedValue.Of(target, period), iter: Iterations);

    private static int Rank(TargetFacts facts, Period period) =>
        ColourScheme.Example2018.Colours.Single(c =>
            c.Code == SuggestionRule.Suggest(ColourScheme.Example2018, period, facts).Colour).Rank;

    private static Gen<DateOnly> AnyDay() => Gen.Int[0, 364].Select(d => new DateOnly(2018, 1, 1).AddDays(d));

    private static Gen<Target> AnyTarget() => Gen.OneOf(
        QuantitativeTarget,
        QuantitativeTarget.Select(t => t with { TargetValue = null, Provisional = true, Plan = null }),
        QuantitativeTarget.Select(t => t with { Baseline = t.Direction == Direction.Decrease ? t.Baseline : null }),
        QuantitativeTarget.Select(t => t with { Suspension = new(new("2018-03"), new("2018-Q3")) }),
        AnyDay().Array[1, 5].Select(days => Facts.Promise(TargetKind.Milestone) with
        {
            Nodes = [.. days.Select((day, i) => new TargetNode($"n{i}", "节点", day))],
        }),
        Gen.Const(Facts.Promise(TargetKind.Qualitative)));

    private static Gen<(decimal Value, DateOnly?[] DoneOn, decimal[] Earlier, bool IsSilent)> AnyReport() =>
        Gen.Select(
            Value,
            AnyDay().Select(Gen.Bool, (day, done) => done ? day : (DateOnly?)null).Array[5],
            Value.Array[0, 11],
            Gen.Int[0, 9].Select(n => n == 0));

    private static Gen<ColourScheme> AnyScheme()
    {
        var example = ColourScheme.Example2018;
        var classes = Enum.GetValues<SchemeMeasure>()
            .Select(measure => new SchemeClass("any", new(), measure, [new("red", From: 5), new("blue", Is: true)]));
        return Gen.OneOf(
        [
            example,
            example with { Classes = [] },
            example with
            {
                Layers =
                [
                    new("two", new(["yellow"], ["yellow"]), "red"),
                    new("three", new(["red", "red"], ["red"]), "yellow"),
                ],
            },
            .. classes.Select(c => example with { Classes = [c] }),
        ]);
    }
}
