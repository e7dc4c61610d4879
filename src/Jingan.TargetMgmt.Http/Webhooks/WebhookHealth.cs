using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>A side's messages to the configured endpoints as the health check shows them. What was given up is for an
/// administrator to look at: the side does its work all the same.</summary>
/// <param name="Side"><c>government</c> or <c>evaluation</c>.</param>
/// <param name="Dead">How many were given up and not sent again since.</param>
/// <param name="OldestDead">When the oldest of them was made, UTC; null when there is none.</param>
public sealed record WebhookHealth(string Side, long Dead, string? OldestDead)
{
    /// <summary>Counts them.</summary>
    public static async Task<WebhookHealth> ReadAsync(SideLog db, WebhookOptions options, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var counts = options.Endpoints.Select(e => WebhookQueries.AddDead(queries, e.Name)).ToList();
        if (counts.Count > 0)
        {
            await db.ReadAsync(queries, ct);
        }

        var dead = counts.SelectMany(c => c.Rows).Where(d => d.Count > 0).ToList();
        return new(
            db.Side, dead.Sum(d => d.Count), dead.Select(d => d.Oldest).Order(StringComparer.Ordinal).FirstOrDefault());
    }
}
