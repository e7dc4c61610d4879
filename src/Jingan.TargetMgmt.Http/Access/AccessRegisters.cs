namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The records of the sides that run in this process.</summary>
public sealed class AccessRegisters(IEnumerable<AccessRegister> sides)
{
    private readonly IReadOnlyList<AccessRegister> _sides = [.. sides];

    public AccessRegister Of(string side) => _sides.Single(s => s.Side == side);

    /// <summary>How a token stands where a request goes; a route of no side takes what any of them does.</summary>
    public async ValueTask<AccessStanding> StandingAsync(
        string? side, AccessFile file, string fingerprint, CancellationToken ct)
    {
        var best = AccessStanding.NotOnRecord;
        foreach (var register in _sides)
        {
            if (side is null || register.Side == side)
            {
                var standing = await register.StandingAsync(file, fingerprint, ct);
                best = standing == AccessStanding.Honoured || best == AccessStanding.NotOnRecord ? standing : best;
            }
        }

        return best;
    }

    /// <summary>Writes what the file says to every side's log, before the first request.</summary>
    public async Task StartAsync(AccessFile file, CancellationToken ct)
    {
        foreach (var register in _sides)
        {
            await register.StandingAsync(file, "", ct);
        }
    }
}
