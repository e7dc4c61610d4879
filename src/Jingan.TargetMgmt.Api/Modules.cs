namespace Jingan.TargetMgmt.Api;

/// <summary>Setting <c>Modules</c>: which sides run in this process.
/// The government side brings the reports with it.</summary>
internal sealed record Modules(bool Government, bool Evaluation)
{
    public bool AreApart => !(Government && Evaluation);

    /// <summary>What a collector calls this process.</summary>
    public string ProcessName =>
        !AreApart ? "targetmgmt" : Government ? "targetmgmt-government" : "targetmgmt-evaluation";

    /// <summary>Both unless told otherwise.</summary>
    /// <exception cref="ArgumentException">It names something else.</exception>
    public static Modules Of(IConfiguration configuration)
    {
        var text = configuration["Modules"];
        if (string.IsNullOrWhiteSpace(text))
        {
            return new(true, true);
        }

        var names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.Except(["government", "evaluation"]).Any()
            ? throw new ArgumentException($"Modules must be government, evaluation, or both with a comma, not {text}")
            : new(names.Contains("government"), names.Contains("evaluation"));
    }
}
