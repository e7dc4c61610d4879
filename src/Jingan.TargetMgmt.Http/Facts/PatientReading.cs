using System.Data.Common;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Facts;

/// <summary>Questions to the other side that can do without an answer: its process may be down at the last minute of a
/// due day, and that keeps nobody from reporting.</summary>
public static class PatientReading
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The answer, or what does in its place where there is none in time.</summary>
    /// <param name="read">Asks.</param>
    /// <param name="otherwise">What does in its place.</param>
    /// <param name="ct">Ends the asking for good.</param>
    public static async Task<T> ReadOrAsync<T>(
        Func<CancellationToken, Task<T>> read, T otherwise, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return await read(patience.Token);
        }
        catch (Exception silent) when (silent is FactsUnavailableException or DbException
            || (silent is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return otherwise;
        }
    }
}
