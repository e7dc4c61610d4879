namespace Jingan.TargetMgmt.Classification.Schemes;

/// <summary>A rule over time that comes after the class and replaces its colour,
/// such as "two yellows in a row are red".</summary>
internal sealed record SchemeLayer(string Name, LayerCondition When, string Colour)
{
    /// <summary>Whether the layer replaces a colour, given the colours of the periods before, oldest first,
    /// null where a period has none.</summary>
    public bool Holds(IReadOnlyList<string?> before, string current) =>
        When.Current.Contains(current)
        && When.Previous.Count <= before.Count
        && before.Skip(before.Count - When.Previous.Count).SequenceEqual(When.Previous);
}

/// <summary>The colours a layer waits for.</summary>
/// <param name="Previous">One for each of the periods just before, oldest first.</param>
/// <param name="Current">Any of these for the period itself.</param>
internal sealed record LayerCondition(IReadOnlyList<string> Previous, IReadOnlyList<string> Current);
