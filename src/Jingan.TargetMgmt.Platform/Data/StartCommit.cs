using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Platform.Data;

/// <summary>What a start must store before anybody is served: seeds, the example scheme, demo access.</summary>
public static class StartCommit
{
    /// <summary>Stores it, or ends the start. When another process has stored it in the meantime there is nothing to do.</summary>
    /// <exception cref="StartException">It was not stored.</exception>
    public static async Task CommitAtStartAsync(this Database db, IReadOnlyList<CommitUnit> units, Text what, CancellationToken ct)
    {
        var outcome = await db.Queue.CommitAsync(units, ct);
        if (!outcome.IsStored && !outcome.IsConflict)
        {
            var reason = outcome.Doubt ?? new Text("等待写入的请求过多", "too many writes are waiting");
            throw new StartException(new(
                $"{db.Side} 侧未能保存{what.Zh}：{reason.Zh}", $"the {db.Side} side could not store {what.En}: {reason.En}"));
        }
    }
}

/// <summary>The service cannot start as it is; the message says why, in both languages.</summary>
public sealed class StartException(Text reason) : Exception($"{reason.Zh} / {reason.En}");

/// <summary>No connection to the server came free in time: many wait for it, or it answers slowly. To a caller that is an outage like any other of the database.</summary>
public sealed class NoConnectionException(Exception cause) : System.Data.Common.DbException(cause.Message, cause);
