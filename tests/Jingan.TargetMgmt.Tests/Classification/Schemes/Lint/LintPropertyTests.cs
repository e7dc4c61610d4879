using CsCheck;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Schemes.Lint;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Schemes.Lint;

/// <summary>The lint against trying: every target of a small world is given to the suggestion itself.</summary>
public sealed class LintPropertyTests
{
    private const long Iterations = 80;

    private static readonly string[] Colours = ["blue", "green", "yellow", "red"];

    [Fact]
    public void A_scheme_has_a_hole_if_and_only_if_some_target_falls_through() =>
        AnyScheme.Sample(
            scheme => Has(scheme, ProblemCode.SchemeNotTotal) == SchemeWorld.All(SchemeWorld.Grid)
                .Any(s => FallsThrough(s, scheme)), iter: Iterations, print: Print);

    [Fact]
    public void A_scheme_overlaps_if_and_only_if_some_target_has_two_bands() =>
        AnyScheme.Sample(
            scheme => Has(scheme, ProblemCode.SchemeOverlap) == SchemeWorld.All(SchemeWorld.Grid)
                .Any(s => Bands(s, scheme) > 1), iter: Iterations, print: Print);

    [Fact]
    public void A_scheme_is_monotone_if_and_only_if_no_target_loses_by_progress() =>
        AnyScheme.Sample(scheme => Has(scheme, ProblemCode.SchemeNotMonotone) == Reverses(scheme), iter: Iterations,
            print: Print);

    [Fact]
    public void A_class_is_unreachable_if_and_only_if_it_never_decides() =>
        AnyScheme.Sample(scheme =>
        {
            var decided = SchemeWorld.All(SchemeWorld.Grid).Select(s => s.Suggest(scheme).Class).ToHashSet();
            var idle = SchemeLint.Check(scheme).Where(f =>
                f.Code == ProblemCode.SchemeUnreachable && f.Band is null && f.Layer is null).Select(f => f.Class);
            return scheme.Classes.Select(c => c.Name).Where(n => !decided.Contains(n)).SequenceEqual(idle);
        }, iter: Iterations, print: Print);

    [Fact]
    public void Every_value_that_is_said_to_fall_through_or_to_have_two_bands_does() =>
        AnyScheme.Sample(scheme => SchemeLint.Check(scheme).Where(f => f.Example is not null).All(f =>
        {
            var value = f.Example is "infinity" or "true" or "false"
                ? (decimal?)null
                : decimal.Parse(f.Example!, System.Globalization.CultureInfo.InvariantCulture);
            var samples = SchemeWorld.All(value is { } v
                ? [v]
                : SchemeWorld.Grid).Where(s => s.Suggest(scheme).Class == f.Class);
            return samples.Any(s => f.Code == ProblemCode.SchemeNotTotal
                ? FallsThrough(s, scheme)
                : Bands(s, scheme) > 1);
        }), iter: Iterations, print: Print);

    [Fact]
    public void Every_reversal_shown_is_one_between_two_targets_alike() =>
        AnyScheme.Sample(scheme => SchemeLint.Check(scheme).Where(f => f.Worse is not null).All(f =>
        {
            var worse = Given(f.Worse!, scheme);
            var better = Given(f.Better!, scheme);
            return worse.Any(w => better.Any(b =>
                (w.Target.Kind, w.Target.Direction, w.Target.Nature, w.Target.Field, w.Target.Id, w.Period)
                == (b.Target.Kind, b.Target.Direction, b.Target.Nature, b.Target.Field, b.Target.Id, b.Period)
                && IsMoreProgress(w, ClassOf(w, scheme)!, b, ClassOf(b, scheme)!)));
        }), iter: Iterations, print: Print);

    // The targets that have the value and, by the suggestion itself, the class and the colour that the finding says.
    private static IReadOnlyList<Sample> Given(Side side, ColourScheme scheme)
    {
        var value = side.Value is "infinity" or "true" or "false"
            ? (decimal?)null
            : decimal.Parse(side.Value!, System.Globalization.CultureInfo.InvariantCulture);
        return [.. SchemeWorld.All(value is { } v ? [v] : [0, 1]).Where(s =>
            (s.Suggest(scheme).Class, s.Suggest(scheme).Colour) == (side.Class, side.Colour)
            && IsFor(s, side.Measure!.Value)
            && (side.Measure == SchemeMeasure.Reached ? s.Reached == (side.Value == "true") : s.Value == value))];
    }

    private static string Print(ColourScheme scheme) => string.Join('\n', [
        .. scheme.Classes.Select(c =>
            $"{c.Name} {c.Measure} {c.Applies} {string.Join(',', c.Applies.Direction ?? [])} "
            + $"{string.Join(',', c.Applies.Nature ?? [])}: {string.Join(' ', c.Bands)}"),
        .. SchemeLint.Check(scheme).Select(f => $"{f.Code} {f.Message.En} {f.Combination}"),
    ]);

    private static bool Has(ColourScheme scheme, ProblemCode code) => SchemeLint.Check(scheme).Any(f => f.Code == code);

    private static SchemeClass? ClassOf(Sample sample, ColourScheme scheme) =>
        scheme.Classes.FirstOrDefault(c => c.Name == sample.Suggest(scheme).Class);

    // A sample is built for one measure; what a class on another measure says of it is the business of another sample,
    // unless it has no such measure.
    private static bool IsFor(Sample sample, SchemeMeasure measure) =>
        measure == sample.Measure || measure == SchemeMeasure.Reached || !Lives(sample.Target, measure);

    private static bool Lives(Target target, SchemeMeasure measure) => measure switch
    {
        SchemeMeasure.K or SchemeMeasure.GapPoints => target.Direction is Direction.Increase or Direction.Decrease,
        SchemeMeasure.Distance => target.Direction is Direction.NotExceed or Direction.Maintain,
        SchemeMeasure.OverdueDays => target.Kind == TargetKind.Milestone,
        _ => target.Kind != TargetKind.Qualitative,
    };

    private static bool FallsThrough(Sample sample, ColourScheme scheme) =>
        sample.Suggest(scheme) is { State: TargetState.Judgement }
        && (ClassOf(sample, scheme) is not { } c || (c.Measure != SchemeMeasure.Judgement && IsFor(sample, c.Measure)));

    private static int Bands(Sample sample, ColourScheme scheme) =>
        ClassOf(sample, scheme) is not { } c || !Lives(sample.Target, c.Measure) ? 0
        : c.Measure == SchemeMeasure.Reached ? c.Bands.Count(b => b.Contains(sample.Reached))
        : c.Measure == sample.Measure ? c.Bands.Count(b => b.Contains(sample.Ratio))
        : 0;

    private static bool Reverses(ColourScheme scheme) => SchemeWorld.All(SchemeWorld.Grid)
        .Select(s => (Sample: s, Class: ClassOf(s, scheme), s.Suggest(scheme).Colour))
        .Where(s => s.Colour is not null && IsFor(s.Sample, s.Class!.Measure))
        .GroupBy(s => (s.Sample.Target.Kind, s.Sample.Target.Direction, s.Sample.Target.Nature, s.Sample.Target.Field,
            s.Sample.Target.Id, s.Sample.Period))
        .Any(group => group.Any(worse => group.Any(better =>
            Array.IndexOf(Colours, better.Colour) > Array.IndexOf(Colours, worse.Colour)
            && IsMoreProgress(worse.Sample, worse.Class!, better.Sample, better.Class!))));

    private static bool IsMoreProgress(Sample worse, SchemeClass one, Sample better, SchemeClass other)
    {
        if (worse.Reached && !better.Reached)
        {
            return false;
        }

        if (one.Measure != other.Measure || one.Measure == SchemeMeasure.Reached)
        {
            return worse.Reached != better.Reached;
        }

        var order = one.Measure == SchemeMeasure.K
            ? better.Value!.Value.CompareTo(worse.Value)
            : (worse.Value ?? 1_000).CompareTo(better.Value ?? 1_000);
        return order > 0 || (order == 0 && worse.Reached != better.Reached && one.Measure == SchemeMeasure.OverdueDays)
            || (order == 0 && worse.Reached != better.Reached && one.Measure == SchemeMeasure.K && worse.Value == 1);
    }

    private static Gen<T[]?> Maybe<T>(T[] values) => Gen.OneOf(
        Gen.Const((T[]?)null), Gen.Const((T[]?)null),
        Gen.Shuffle(values).Select(Gen.Int[1, values.Length], (all, n) => (T[]?)all[..n]));

    private static Gen<bool?> MaybeTruth =>
        Gen.OneOf([.. ((bool?[])[null, null, null, true, false]).Select(Gen.Const)]);

    private static readonly Gen<Applies> AnyApplies = Gen.Select(
        Gen.OneOf([.. ((TargetKind?[])[null, TargetKind.Quantitative, TargetKind.Quantitative, TargetKind.Milestone,
            TargetKind.Qualitative]).Select(Gen.Const)]),
        Maybe(Enum.GetValues<Direction>()), Maybe(Enum.GetValues<TargetNature>()), Gen.Bool, Gen.Int[0, 7], MaybeTruth,
        MaybeTruth)
        .Select((kind, direction, nature, _, named, reached, lastPeriod) => new Applies(
            kind, direction, nature, named == 1 ? [SchemeWorld.NamedField] : null,
            named == 2 ? [new(SchemeWorld.NamedTarget)] : null, reached, lastPeriod));

    // Neighbours that meet, with a random fault here and there: by chance alone hardly a scheme would be whole.
    private static readonly Gen<Band[]> AnyBands = Gen.Select(Gen.Int[-3, 5].ArrayUnique[0, 3], Gen.Bool.Array[4],
        Gen.Int[0, 3].Array[4], Gen.Int[0, 12], Gen.Bool)
        .Select((cuts, above, colours, fault, ascending) =>
        {
            Array.Sort(cuts);
            Array.Sort(colours);
            var bands = Enumerable.Range(0, cuts.Length + 1).Select(i => new Band(
                Colours[ascending ? colours[i] : colours[^(i + 1)]],
                i == 0 ? null : cuts[i - 1] / 2m, i > 0 && above[i - 1], i == cuts.Length ? null : cuts[i] / 2m,
                i < cuts.Length && above[i])).ToArray();
            var at = fault % bands.Length;
            bands[at] = fault switch
            {
                0 or 1 => bands[at] with { Colour = "green" },
                2 when bands[at].To is not null => bands[at] with { ToInclusive = !bands[at].ToInclusive },
                3 when bands[at].From is not null => bands[at] with { FromExclusive = !bands[at].FromExclusive },
                4 when bands[at].To is { } to => bands[at] with { To = to + 0.5m },
                5 when bands[at].From is null => bands[at] with { From = -2 },
                _ => bands[at],
            };
            return bands;
        });

    private static readonly Gen<SchemeClass> AnyClass = Gen.Select(
        AnyApplies, Gen.OneOf(Enum.GetValues<SchemeMeasure>()), AnyBands, Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 5],
        Gen.Bool)
        .Select((applies, measure, bands, yes, no, fault, natural) =>
            new SchemeClass("", natural ? Natural(applies, measure) : applies, measure, measure switch
            {
                SchemeMeasure.Judgement => [],
                SchemeMeasure.Reached => fault == 0
                    ? [new(Colours[yes], Is: true)]
                    : [new(Colours[Math.Min(yes, no)], Is: true), new(Colours[no], Is: false)],
                _ => bands,
            }));

    // Nothing wrong with these: what comes before them is at fault.
    private static readonly SchemeClass[] Whole =
    [
        new("", new(Reached: true), SchemeMeasure.Reached, [new("blue", Is: true)]),
        new("", new(TargetKind.Quantitative, [Direction.Increase, Direction.Decrease]), SchemeMeasure.K,
            [new("red", To: 0.5m), new("green", From: 0.5m)]),
        new("", new(TargetKind.Quantitative), SchemeMeasure.Distance, [new("green", To: 0.5m), new("red", From: 0.5m)]),
        new("", new(TargetKind.Milestone), SchemeMeasure.OverdueDays, [new("green", To: 1), new("yellow", From: 1)]),
        new("", new(), SchemeMeasure.Judgement, []),
    ];

    private static readonly Gen<ColourScheme> AnyScheme = Gen.Select(AnyClass.Array[1, 4], Gen.Bool, Gen.Bool)
        .Select((classes, complete, only) =>
        ColourScheme.Example2018 with
        {
            Classes = [.. (only ? classes[..1] : classes).Concat(complete
                ? Whole
                : []).Select((c, i) => c with { Name = $"c{i}" })],
        });

    private static Applies Natural(Applies applies, SchemeMeasure measure) => measure switch
    {
        SchemeMeasure.K or SchemeMeasure.GapPoints => applies with
        {
            Kind = TargetKind.Quantitative,
            Direction = [Direction.Increase, Direction.Decrease],
        },
        SchemeMeasure.Distance => applies with
        {
            Kind = TargetKind.Quantitative,
            Direction = [Direction.NotExceed, Direction.Maintain],
        },
        SchemeMeasure.OverdueDays => applies with { Kind = TargetKind.Milestone, Direction = null },
        _ => applies,
    };
}
