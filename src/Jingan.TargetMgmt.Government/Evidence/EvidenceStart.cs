using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>What is done before the first upload: the folder is tried, and what a crash left of a removal is
/// deleted.</summary>
internal static class EvidenceStart
{
    public static async Task RunAsync(EvidenceFolder folder, GovernmentDb db, CancellationToken ct)
    {
        folder.Start(db.Clock.GetUtcNow());
        var queries = new QueryBatch();
        var removed = EvidenceStore.AddRemoved(queries);
        await db.ReadAsync(queries, ct);
        foreach (var sha256 in removed.Rows)
        {
            folder.Delete(sha256);
        }
    }
}
