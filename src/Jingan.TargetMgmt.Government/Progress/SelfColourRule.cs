using System.Data.Common;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>A unit's own colour claim 自评 is one of the scheme that its target is rated by.</summary>
internal static class SelfColourRule
{
    // The evaluator's process may be down at the last minute of the due day: that keeps nobody from reporting.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The refusal of a colour that the scheme in force does not have; null when it has it,
    /// or cannot be asked just now.</summary>
    public static async Task<Problem?> RefusalAsync(
        IRatingFacts ratings, Period period, string claimed, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            var colours = await ratings.ReadColoursAsync(period, patience.Token);
            return colours.Count == 0 || colours.Any(c => c.Code == claimed)
                ? null
                : Problem.Invalid("/selfColour", new(
                $"收到“{claimed}”；本期可用颜色：{string.Join("、", colours.Select(c => $"{c.Code} {c.Name}"))}",
                $"is \"{claimed}\"; the colours of the scheme in force "
                    + $"are {string.Join(", ", colours.Select(c => c.Code))}"));
        }
        catch (Exception silent) when (silent is FactsUnavailableException or DbException
            || (silent is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }
}
