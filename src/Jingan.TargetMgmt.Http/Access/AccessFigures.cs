using System.Diagnostics.Metrics;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>How many tokens and people are about to lose access, by role, see <see cref="AccessExpiry"/>; whose it is
/// stands in the files.</summary>
public sealed class AccessFigures : IDisposable
{
    /// <summary>The name of this room's meters.</summary>
    public const string MeterName = "Jingan.TargetMgmt.Http";

    private readonly AccessTokens _tokens;
    private readonly TimeProvider _clock;
    private readonly Meter _meter;

    public AccessFigures(AccessTokens tokens, TimeProvider clock)
    {
        (_tokens, _clock) = (tokens, clock);
        _meter = new(new MeterOptions(MeterName) { Scope = this });
        _meter.CreateObservableGauge("jingan.access.tokens.expiring", Expiring, "{token}",
            "Tokens and people whose access ends within thirty days and is not renewed.");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Expiring()
    {
        var ending = AccessExpiry.Ending(_tokens.Current(), _clock.GetUtcNow());
        return Role.All.Select(role => new Measurement<int>(
            ending.Count(t => t.Role == role), new KeyValuePair<string, object?>("jingan.role", role)));
    }
}
