using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>The logs that statements were signed for: this one, under the names that it has had,
/// and no other's.</summary>
internal sealed class SignedOrigins(Findings findings)
{
    private readonly Dictionary<string, List<long>> _named = [];

    public void Add(long index, string? log, string? issuedAt)
    {
        if (log is null || !UtcText.TryParse(issuedAt, out _))
        {
            findings.AddDamage(index, new(
                $"第 {index} 条：签名内容未写明为哪个日志（log）、何时（issuedAt）签署。",
                $"entry {index}: what was signed does not say for which log, or when."));
            return;
        }

        (_named.TryGetValue(log, out var own) ? own : _named[log] = []).Add(index);
    }

    /// <param name="names">The names that the log has and has had.</param>
    public void Finish(IReadOnlyCollection<string> names)
    {
        foreach (var (log, index) in _named.Where(n => !names.Contains(n.Key))
            .SelectMany(n => n.Value.Select(i => (n.Key, i))))
        {
            findings.AddDamage(index, new(
                $"第 {index} 条：签名是为日志“{log}”作出的，不是本日志。",
                $"entry {index}: it was signed for the log \"{log}\", not for this one."));
        }
    }
}
