using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>更正: a rating that came after its period's release, and the one it replaces;
/// what was issued still shows the latter.</summary>
/// <param name="Index">Evaluation-log index of the rating in force.</param>
/// <param name="Supersedes">Index of the rating it replaces; null when the target was not rated at the release.</param>
internal sealed record Correction(TargetId TargetId, string Colour, long Index, long? Supersedes)
{
    /// <summary>The corrections among the targets, by id.</summary>
    public static IReadOnlyList<Correction> Among(IEnumerable<TargetStatus> standings) =>
    [
        .. standings.Where(s => s.Rating is { Correction: true })
            .OrderBy(s => s.Target.Id.Value, StringComparer.Ordinal)
            .Select(s => new Correction(s.Target.Id, s.Rating!.Colour, s.Rating.Index, s.Rating.Supersedes)),
    ];
}
