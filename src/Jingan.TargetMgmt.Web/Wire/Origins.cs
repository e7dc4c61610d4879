namespace Jingan.TargetMgmt.Web.Wire;

/// <summary>The access tokens of the two sides; each may be missing, where the sides are apart.</summary>
public sealed record SideTokens(string? Government, string? Evaluation);

/// <summary>Where the two sides of the service are: where the app came from, unless <c>appsettings.json</c> says
/// otherwise.</summary>
/// <param name="Government">Of targets, progress and reports.</param>
/// <param name="Evaluation">Of ratings.</param>
public sealed record Origins(Uri Government, Uri Evaluation)
{
    private static readonly HashSet<string> OfEvaluation =
    [
        "worklist", "worklist.xlsx", "ratings", "assessors", "schemes", "second-marks", "evaluation-reports",
        "quality", "refusals",
    ];

    public static Origins Of(IConfiguration configuration, Uri own) =>
        new(Read(configuration, nameof(Government), own), Read(configuration, nameof(Evaluation), own));

    /// <summary>Whether the two sides are one process at one address.</summary>
    public bool AreOne => Government == Evaluation;

    /// <summary>The side that answers a path below <c>/api/v1/</c>.</summary>
    public Uri Of(string path) => OfEvaluation.Contains(path.Split('/', '?')[0]) ? Evaluation : Government;

    private static Uri Read(IConfiguration configuration, string name, Uri own) =>
        configuration[name] is { Length: > 0 } address ? new(address.TrimEnd('/') + "/") : own;
}
