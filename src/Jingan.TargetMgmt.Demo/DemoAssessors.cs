using Jingan.TargetMgmt.Cli.Server;
using Jingan.TargetMgmt.Cli.Signing;

namespace Jingan.TargetMgmt.Cli.Demo;

/// <summary>Three made-up assessors. Their keys stay on this machine, in a folder, and are made once.</summary>
internal sealed class DemoAssessors : IDisposable
{
    private const int Count = 3;

    private readonly List<AssessorKey> _keys = [];

    public AssessorKey this[int assessor] => _keys[assessor];

    /// <summary>Makes the keys that are missing and registers them; those that are registered stay.</summary>
    /// <param name="evaluator">The evaluator's client.</param>
    /// <param name="folder">Where the keys are.</param>
    /// <param name="founding">The key that signs for them; where there is no such file, the first signs for itself and for the others.</param>
    /// <param name="now">The moment.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<DemoAssessors> RegisterAsync(ApiClient evaluator, string folder, string founding, DateTimeOffset now, CancellationToken ct)
    {
        var assessors = new DemoAssessors();
        using var other = Path.Exists(founding) ? AssessorKey.Load(founding, kid: null) : null;
        var log = await Statements.OriginAsync(evaluator, ct);
        for (var i = 0; i < Count; i++)
        {
            var key = KeyIn(Path.Combine(folder, $"synthetic-{(char)('a' + i)}.pem"), isEd25519: i == Count - 1);
            assessors._keys.Add(key);
            var claims = Statements.Assessor(log, key.Kid, key.PublicKey, Synthetic.AssessorName(i), replaces: null, now);
            await Statements.PostAsync(evaluator, "assessors", (other ?? assessors._keys[0]).Sign(claims), isDryRun: false, ct);
        }

        return assessors;
    }

    public void Dispose() => _keys.ForEach(k => k.Dispose());

    // Both kinds of key that assessors may have are among the three.
    private static AssessorKey KeyIn(string file, bool isEd25519)
    {
        if (!Path.Exists(file))
        {
            using var made = isEd25519 ? AssessorKey.NewEd25519() : AssessorKey.New();
            KeyFile.TryCreate(file, made.ToPem());
        }

        return AssessorKey.Load(file, kid: null);
    }
}
