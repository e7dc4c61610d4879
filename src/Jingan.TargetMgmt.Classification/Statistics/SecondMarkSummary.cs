using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>A target drawn into the sample, and its marks.</summary>
/// <param name="Class">The class it was drawn from.</param>
/// <param name="First">The colour that stood when it was marked a second time; null before.</param>
/// <param name="Second">The second mark; null before.</param>
/// <param name="Adjudicated">Log index of the rating that decided between two different marks.</param>
internal sealed record MarkedTarget(TargetId TargetId, string Class, string? First, string? Second, long? Adjudicated);

/// <summary>What second marks of a period came to.</summary>
/// <param name="Sampled">How many targets were drawn.</param>
/// <param name="Missing">Those without a second mark.</param>
/// <param name="Disagreements">Those with two different marks.</param>
/// <param name="Overall">Agreement over all pairs.</param>
/// <param name="Classes">The same for each class.</param>
internal sealed record SecondMarkSummary(
    int Sampled, IReadOnlyList<TargetId> Missing, IReadOnlyList<MarkedTarget> Disagreements, Agreement Overall,
    IReadOnlyList<ClassAgreement> Classes)
{
    /// <summary>The summary of a period's sample; null when no sample was drawn.</summary>
    public static SecondMarkSummary? Of(IReadOnlyList<MarkedTarget> sample, IReadOnlyList<SchemeColour> colours)
    {
        if (sample.Count == 0)
        {
            return null;
        }

        var places = colours.OrderBy(c => c.Rank).Select((c, place) => (c.Code, place))
            .ToDictionary(c => c.Code, c => c.place);
        var marked = sample.Where(t => t is { First: not null, Second: not null }).ToList();
        // Marks of an earlier scheme may have colours that have no place in this one: they are not compared,
        // and must not hold the report up.
        var compared = marked.Where(t => places.ContainsKey(t.First!) && places.ContainsKey(t.Second!))
            .ToLookup(t => t.Class);
        Agreement Among(IEnumerable<MarkedTarget> targets) =>
            Agreement.Of([.. targets.Select(t => (places[t.First!], places[t.Second!]))]);
        return new(
            sample.Count, [.. sample.Except(marked).Select(t => t.TargetId)],
            [.. marked.Where(t => t.First != t.Second)], Among(compared.SelectMany(t => t)),
            [.. marked.Select(t => t.Class)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(c => new ClassAgreement(c, Among(compared[c]),
                [.. compared[c].CountBy(t => (t.First, t.Second))
                    .OrderBy(m => places[m.Key.First!])
                    .ThenBy(m => places[m.Key.Second!])
                    .Select(m => new MarkPair(m.Key.First!, m.Key.Second!, m.Value))]))]);
    }
}

/// <summary>Agreement within a class.</summary>
/// <param name="Marks">The pairs that were compared, from which anybody can compute the figures again and pool them;
/// null in reports issued before they were shown.</param>
internal sealed record ClassAgreement(string Class, Agreement Agreement, IReadOnlyList<MarkPair>? Marks = null);

/// <summary>How many targets got these two colours.</summary>
internal sealed record MarkPair(string First, string Second, int Count);
