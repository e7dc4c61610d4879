using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Store;

namespace Jingan.TargetMgmt.Log;

/// <summary>What a start must store before anybody is served: seeds, the example scheme, demo access.</summary>
public static class StartCommit
{
    /// <summary>Stores it, or ends the start.</summary>
    /// <remarks>
    /// When another process has stored it in the meantime there is nothing to do. A log in doubt does not end the
    /// start: the side is read-only and says why, at <c>/health/ready</c> too,
    /// and takes the other side of the process down no more than any doubt does.
    /// </remarks>
    /// <exception cref="StartException">It was not stored.</exception>
    public static async Task CommitAtStartAsync(
        this SideLog db, IReadOnlyList<CommitUnit> units, Text what, CancellationToken ct) =>
        Insist(await db.Queue.CommitAsync(units, ct), db.Side, what);

    internal static void Insist(CommitOutcome outcome, string side, Text what)
    {
        if (outcome is { IsStored: false, IsConflict: false, Doubt: null })
        {
            throw new StartException(new(
                $"{side} 侧未能保存{what.Zh}：写入队列未受理；请重新启动",
                $"the {side} side could not store {what.En}: the queue of writes did not take it; start again"));
        }
    }
}

/// <summary>The service cannot start as it is; the message says why, in both languages.</summary>
public sealed class StartException(Text reason) : Exception($"{reason.Zh} / {reason.En}");
