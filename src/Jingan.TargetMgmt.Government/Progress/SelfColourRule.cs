using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Facts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>A unit's own colour claim 自评 is one of the scheme that its target is rated by. The evaluator is asked once
/// for each period, however many reports there are.</summary>
internal sealed class SelfColourRule(IRatingFacts ratings)
{
    private readonly Dictionary<Period, IReadOnlyList<SchemeColour>> _known = [];

    /// <summary>The refusal of a colour that the scheme in force does not have; null when it has it, nothing is
    /// claimed, or the evaluator's side cannot be asked just now.</summary>
    public async Task<Problem?> RefusalAsync(Period period, string? claimed, CancellationToken ct)
    {
        if (claimed is null)
        {
            return null;
        }

        if (!_known.TryGetValue(period, out var colours))
        {
            _known[period] = colours = await PatientReading.ReadOrAsync(
                token => ratings.ReadColoursAsync(period, token), [], ct);
        }

        return colours.Count == 0 || colours.Any(c => c.Code == claimed)
            ? null
            : Problem.Invalid("/selfColour", new(
                $"收到“{claimed}”；本期可用颜色：{string.Join("、", colours.Select(c => $"{c.Code} {c.Name}"))}",
                $"is \"{claimed}\"; the colours of the scheme in force "
                    + $"are {string.Join(", ", colours.Select(c => c.Code))}"));
    }
}
