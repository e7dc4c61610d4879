using System.Diagnostics.Metrics;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>How many access tokens are about to run out, by role; whose they are stands in the file.</summary>
public sealed class AccessFigures : IDisposable
{
    /// <summary>The name of this room's meters.</summary>
    public const string MeterName = "Jingan.TargetMgmt.Http";

    /// <summary>How long before its end a token counts.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    private readonly AccessTokens _tokens;
    private readonly TimeProvider _clock;
    private readonly Meter _meter;

    public AccessFigures(AccessTokens tokens, TimeProvider clock)
    {
        (_tokens, _clock) = (tokens, clock);
        _meter = new(new MeterOptions(MeterName) { Scope = this });
        _meter.CreateObservableGauge("jingan.access.tokens.expiring", Expiring, "{token}",
            "Access tokens that count and run out within fourteen days.");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Expiring()
    {
        var (usable, now) = (_tokens.Current().Usable, _clock.GetUtcNow());
        return Role.All.Select(role => new Measurement<int>(
            usable.Count(t => t.Role == role && UtcText.TryParse(t.Expires, out var end)
                && end > now && end <= now + Soon),
            new KeyValuePair<string, object?>("jingan.role", role)));
    }
}
