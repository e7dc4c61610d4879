using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Schemes.Lint;

/// <summary>What is wrong with a scheme, with the counter-example that proves it.
/// Members that do not belong to the code are null.</summary>
/// <param name="Code">One of the <c>scheme_…</c> codes.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record Finding(ProblemCode Code, Text Message)
{
    public string? Class { get; init; }

    public SchemeMeasure? Measure { get; init; }

    /// <summary>The value that proves it, exact: a decimal, <c>infinity</c>, <c>true</c> or <c>false</c>.</summary>
    public string? Example { get; init; }

    /// <summary>The colours concerned: both of an overlap, the one of a band that never holds or is too pale.</summary>
    public IReadOnlyList<string>? Colours { get; init; }

    /// <summary>Position of the band within its class, from 0.</summary>
    public int? Band { get; init; }

    public string? Layer { get; init; }

    /// <summary>The colours of the periods before, oldest first, under which a layer turns the order round.</summary>
    public IReadOnlyList<string>? Previous { get; init; }

    /// <summary>The side with less progress, which has the better colour.</summary>
    public Side? Worse { get; init; }

    /// <summary>The side with more progress, which has the worse colour.</summary>
    public Side? Better { get; init; }

    /// <summary>A target in a situation that has no colour.</summary>
    public Combination? Combination { get; init; }

    /// <summary>Contrast on white, rounded down to hundredths.</summary>
    public string? Contrast { get; init; }
}

/// <summary>One side of a reversal: a value of a class,
/// or the class's colour before a layer and what becomes of it.</summary>
internal sealed record Side(
    string Colour, string? Class = null, SchemeMeasure? Measure = null, string? Value = null, string? Becomes = null);

/// <summary>A target in a situation; without field or target it is any that the scheme does not name.</summary>
internal readonly record struct Combination(
    TargetKind Kind, Direction? Direction, TargetNature Nature, string? Field, string? Target, bool Reached,
    bool LastPeriod);
