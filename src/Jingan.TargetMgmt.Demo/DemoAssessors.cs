using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Demo;

/// <summary>Three made-up assessors.</summary>
/// <param name="keys">One key for each.</param>
/// <param name="founding">The key that signs for them; null: the first signs for itself and for the others.</param>
internal sealed class DemoAssessors(IReadOnlyList<AssessorKey> keys, AssessorKey? founding) : IDisposable
{
    /// <summary>How many there are.</summary>
    public const int Count = 3;

    public AssessorKey this[int assessor] => keys[assessor];

    /// <summary>A key for one of them. Both kinds that assessors may have are among the three.</summary>
    public static AssessorKey NewKey(int assessor) =>
        assessor == Count - 1 ? AssessorKey.NewEd25519() : AssessorKey.New();

    /// <summary>Registers the keys; those that are registered stay.</summary>
    /// <param name="evaluator">The evaluator's client.</param>
    /// <param name="now">The moment.</param>
    /// <param name="ct">Gives up.</param>
    public async Task RegisterAsync(ApiClient evaluator, DateTimeOffset now, CancellationToken ct)
    {
        var log = await Statements.OriginAsync(evaluator, ct);
        foreach (var (i, key) in keys.Index())
        {
            var claims = Statements.Assessor(log, key.Kid, key.PublicKey, Synthetic.AssessorName(i), replaces: null,
                now);
            await Statements.PostAsync(evaluator, "assessors", (founding ?? keys[0]).Sign(claims), isDryRun: false, ct);
        }
    }

    public void Dispose()
    {
        founding?.Dispose();
        foreach (var key in keys)
        {
            key.Dispose();
        }
    }
}
