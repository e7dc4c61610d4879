using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>What a list of ratings in force is filtered by; empty text means "any".</summary>
/// <param name="From">The first period, by code.</param>
/// <param name="To">The last.</param>
/// <param name="Unreleased">Those of periods without an issued report too.</param>
/// <param name="Sealed">Of these, those too that wait for their second mark, or for the sample that may ask for one,
/// which nobody sees before it is there.</param>
internal sealed record RatingFilter(
    string From, string To, string Target = "", string Colour = "", string Unit = "", bool Unreleased = false,
    bool Sealed = false)
{
    // Sorts after every code.
    private const string End = "~";

    public static readonly RatingFilter Any = new("", End);

    public static RatingFilter Of(Period period) => new(period.Value, period.Value);

    /// <summary>Everything of a period, for the rules: what is sealed decides, and is not shown.</summary>
    public static RatingFilter AllOf(Period period) => Of(period) with { Unreleased = true, Sealed = true };
}
