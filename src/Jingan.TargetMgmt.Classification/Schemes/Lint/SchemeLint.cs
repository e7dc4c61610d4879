using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Schemes.Lint;

/// <summary>What must hold before a scheme is published: every target has one colour, more progress never worsens it,
/// nothing in the document is idle.</summary>
/// <remarks>A step of its own after reading: schemes published before a check was added still load.
/// Pure and exact.</remarks>
internal static class SchemeLint
{
    // Of each check: enough to see the pattern, and the rest shows once these are mended.
    private const int MaxEach = 20;

    /// <summary>What is wrong, the gravest code first, each with its counter-example;
    /// empty when the scheme may be published.</summary>
    public static IReadOnlyList<Finding> Check(ColourScheme scheme)
    {
        if (Selection.Of(scheme.Classes) is not { } selection)
        {
            return [new(ProblemCode.Invalid, new(
                $"各类别区分的领域与目标组合超过 {Selection.MaxGroups} 种，无法逐一检查；请减少 field 或 targets。",
                $"The classes tell more than {Selection.MaxGroups} groups of fields and targets apart, too many to "
                    + "check; name fewer in field or targets."))];
        }

        var ranks = scheme.Colours.ToDictionary(c => c.Code, c => c.Rank);
        var tables = new Dictionary<int, ClassTable>();
        foreach (var (index, @class) in scheme.Classes.Index())
        {
            var asked = selection.AskedOf(index)
                .Where(a => a.Shape.Has(@class.Measure))
                .Select(a => a.Reached)
                .Distinct()
                .ToList();
            if (asked.Count > 0)
            {
                tables.Add(index, new(@class, ranks, asked));
            }
        }

        return [.. ((IEnumerable<Finding>[])[
            NotTotal(scheme, selection).Concat(tables.Values.Select(BandLint.Hole).OfType<Finding>()),
            tables.Values.Select(BandLint.Overlap).OfType<Finding>(),
            tables.Values.Select(BandLint.Reversal).Concat(selection.Passings.Select(p =>
                PassingLint.Reversal(tables[p.Unreached], tables[p.Reached]))).OfType<Finding>(),
            scheme.Classes.Where((_, i) => !selection.AskedOf(i).Any()).Select(NeverFirst)
                .Concat(tables.Values.SelectMany(BandLint.Unreachable)),
            new LayerLint(scheme).Run(TargetShape.All.Select(s => Suggested(s, tables, selection))),
            Pale(scheme),
        ]).SelectMany(findings => findings.Take(MaxEach))];
    }

    private static IEnumerable<Finding> Pale(ColourScheme scheme) =>
        scheme.Colours.Where(c => !Contrast.IsEnough(c.Hex)).Select(c => new Finding(ProblemCode.SchemeContrast, new(
        $"颜色“{c.Code}”（{c.Hex}）在白底上的对比度为 {Contrast.Ratio(c.Hex)}，须不低于 4.5；请选用更深的颜色。",
        $"Colour {c.Code} ({c.Hex}) has a contrast of {Contrast.Ratio(c.Hex)} on white, 4.5 at least is needed; "
            + "choose a darker one."))
        {
            Colours = [c.Code],
            Contrast = Contrast.Ratio(c.Hex),
        });

    private static IEnumerable<Finding> NotTotal(ColourScheme scheme, Selection selection) =>
        selection.Uncovered.Values.Select(c => new Finding(ProblemCode.SchemeNotTotal, new(
            "有一类目标不属于任何类别，见 combination；请补上类别（需由评估员判断的，指标用 judgement）。",
            "A kind of target is in no class, see combination; add one, with the measure judgement where the "
                + "evaluator is to judge."))
        {
            Combination = c,
        }).Concat(selection.NotMeasured.Select(n => new Finding(ProblemCode.SchemeNotTotal, new(
            $"类别“{scheme.Classes[n.Key].Name}”适用于没有该指标的目标，见 combination；请用 kind、direction 限定该类别。",
            $"Class {scheme.Classes[n.Key].Name} takes targets that do not have its measure, see combination; narrow "
                + "it with kind and direction."))
        {
            Class = scheme.Classes[n.Key].Name,
            Measure = scheme.Classes[n.Key].Measure,
            Combination = n.Value,
        }));

    private static Finding NeverFirst(SchemeClass @class) => new(ProblemCode.SchemeUnreachable, new(
        $"类别“{@class.Name}”永远轮不到：它的目标都已由前面的类别决定，或并不存在；请删除、前移或改正。",
        $"Class {@class.Name} can never decide: classes before it take its targets, or there are none; remove, move "
            + "or correct it."))
    {
        Class = @class.Name,
        Measure = @class.Measure,
    };

    private static HashSet<string> Suggested(
        TargetShape shape, Dictionary<int, ClassTable> tables, Selection selection) =>
    [
        .. tables.Where(t => shape.Has(t.Value.Class.Measure))
            .SelectMany(t => selection.AskedOf(t.Key).Where(a => a.Shape == shape)
            .SelectMany(a => t.Value.FromWorst(a.Reached).Select(p => t.Value.Class.Bands[p.Band].Colour))),
    ];
}
