using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Web.Languages;
using Jingan.TargetMgmt.Web.Sessions;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Web.Trust;

/// <summary>What came of checking a log in the browser.</summary>
/// <param name="Good">Whether nothing is wrong; null where it could not be found out.</param>
/// <param name="Sentences">What was found, a sentence each.</param>
/// <param name="Size">How many entries were checked.</param>
public sealed record LogProof(bool? Good, IReadOnlyList<string> Sentences, long Size)
{
    private const int MostTold = 20;

    /// <summary>Checks a whole log: every entry's hash, the tree, the checkpoint's signature, every assessor's
    /// signature, the rules of what entries say, and that it continues what this browser saw last.</summary>
    /// <param name="side">Which of the two.</param>
    /// <param name="origin">Where it is served.</param>
    /// <param name="token">Access token; entries are for those with a role.</param>
    /// <param name="progress">How many entries of how many are done.</param>
    internal static async Task<LogProof> RunAsync(
        string side, Uri origin, string? token, Browser browser, Action<long, long> progress, CancellationToken ct)
    {
        CultureInfo.CurrentUICulture = Language.Culture; // what is found is told in it
        using var log = new ServedLog(new(origin, $"logs/{side}/"), token);
        try
        {
            var memory = new LogMemory(browser, log.Name);
            var key = memory.Key ?? await ReadKeyAsync(log, ct);
            if (!WitnessPolicy.TryParse($"log {key}\nquorum none\n", out var policy, out var fault))
            {
                throw ClientException.Impossible(new(
                    $"{log.Name} 的公钥读不懂（{fault}）。", $"the key of {log.Name} is not understood ({fault})."));
            }

            var report = await new LogVerifier(log, policy, memory.Checkpoint, government: null)
            {
                Progress = size => done => progress(done, size),
            }.RunAsync(ct);
            var checkpoint = report.Verified.Checkpoint;
            if (report.Worst is null)
            {
                memory.Remember(key, report.Note);
                Text[] told = [Said(checkpoint, memory.Checkpoint), SaidOfKey(key, memory.Key is null)];
                return new(true, [.. told.Select(t => t.Current)], checkpoint.Size);
            }

            return new(
                report.Worst == FailureKind.Damaged ? false : null,
                [.. report.Findings.Damage.Concat(report.Findings.Missing).Take(MostTold).Select(f => f.Current),
                    .. report.Stopped is { } stopped ? (string[])[stopped.Message] : []],
                checkpoint.Size);
        }
        catch (ClientException failure)
        {
            return new(failure.Kind == FailureKind.Damaged ? false : null, [failure.Message], 0);
        }
    }

    private static async Task<string> ReadKeyAsync(ServedLog log, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        await log.ReadAsync(ServedLog.KeyPath, buffer, ct);
        return Encoding.UTF8.GetString(buffer.ToArray()).Trim();
    }

    // A key that comes from the log itself proves that nothing changed since, not whose log it is.
    private static Text SaidOfKey(string key, bool isFirst) => isFirst
        ? new(
            $"公钥 {key} 第一次取自服务本身：请与其所有者公布的核对。",
            $"The key {key} came from the service itself, for the first time: compare it with what its owner "
                + "publishes.")
        : new($"公钥与上次相同：{key}。", $"The key is the one of last time: {key}.");

    private static Text Said(Checkpoint checkpoint, Checkpoint? last) => last is null
        ? new(
            $"{checkpoint.Size} 条记录全部重新计算，与签名的检查点一致；本浏览器第一次核验，已记住这个检查点。",
            $"All {checkpoint.Size} entries were recomputed and agree with the signed checkpoint; this browser "
                + "checked for the first time and remembers it.")
        : new(
            $"{checkpoint.Size} 条记录全部重新计算，与签名的检查点一致；且是本浏览器上次所见（{last.Size} 条）的延续，没有改写。",
            $"All {checkpoint.Size} entries were recomputed and agree with the signed checkpoint; they continue "
                + $"what this browser saw last ({last.Size}), nothing was rewritten.");
}
