using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TargetMgmt.Web.Languages;
using Jingan.TargetMgmt.Web.Sessions;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Web.Trust;

/// <summary>What came of checking a log in the browser.</summary>
/// <param name="Good">Whether nothing is wrong; null where it could not be found out.</param>
/// <param name="Sentences">What was found, a sentence each.</param>
/// <param name="Size">How many entries were checked.</param>
/// <param name="Checkpoint">The signed checkpoint that they were checked against; empty where there was none.</param>
public sealed record LogProof(bool? Good, IReadOnlyList<string> Sentences, long Size, string Checkpoint = "")
{
    private const int MostTold = 20;

    /// <summary>The log that shows another key than this browser knows, and that key; null where none does.</summary>
    public (string Log, string Key)? NewKey { get; private init; }

    /// <summary>Checks a whole log: every entry's hash, the tree, the checkpoint's signature, every assessor's
    /// signature, the rules of what entries say, and that it continues what this browser saw last.</summary>
    /// <param name="side">Which of the two.</param>
    /// <param name="origin">Where it is served.</param>
    /// <param name="token">Access token; entries are for those with a role.</param>
    /// <param name="progress">How many entries of how many are done.</param>
    /// <param name="issued">An issued report that is held against the log; null: none.</param>
    /// <param name="government">The government log that ratings are followed to; null: they are not.</param>
    internal static async Task<LogProof> RunAsync(
        string side, Uri origin, string? token, Browser browser, Action<long, long> progress, CancellationToken ct,
        (byte[] Bytes, string Name)? issued = null, ServedLog? government = null)
    {
        CultureInfo.CurrentUICulture = Language.Culture; // what is found is told in it
        using var log = new ServedLog(new(origin, $"logs/{side}/"), token, browser);
        try
        {
            var memory = await LogMemory.OpenAsync(browser, log.Name);
            var (key, policy) = await PolicyAsync(log, memory, ct, government, browser);
            var check = issued is { } file ? new ReportCheck(file.Bytes, file.Name) : null;
            var report = await new LogVerifier(log, policy, memory.Checkpoint, government)
            {
                Progress = size => done => progress(done, size), Report = check,
            }.RunAsync(ct);
            var checkpoint = report.Verified.Checkpoint;
            var note = Encoding.UTF8.GetString(report.Note.ToBytes());
            if (report.Worst is null)
            {
                var isKept = await memory.RememberAsync(key, report.Note, checkpoint);
                Text[] told = [.. check is null ? (Text[])[] : [SaidOf(check)],
                    Said(checkpoint, memory.Checkpoint, isKept), SaidOfKey(key, memory.Key is null)];
                return new(true, [.. told.Select(t => t.Current)], checkpoint.Size, note);
            }

            return new(
                report.Worst == FailureKind.Damaged ? false : null,
                [.. report.Findings.Damage.Concat(report.Findings.Missing).Take(MostTold).Select(f => f.Current),
                    .. report.Stopped is { } stopped ? (string[])[stopped.Message] : []],
                checkpoint.Size, note);
        }
        catch (Exception failure) when (failure is ClientException or NewKeyException)
        {
            return Of(failure);
        }
    }

    /// <summary>Checks that an entry is in a log, by a proof and the key that this browser knows.</summary>
    /// <param name="leafHash">What a receipt says of the entry; null where there is only its place.</param>
    /// <param name="held">The proof that somebody holds; null for the one that the service gives now.</param>
    internal static async Task<LogProof> OfEntryAsync(
        string side, Uri origin, string? token, Browser browser, long index, string? leafHash, byte[]? held,
        CancellationToken ct)
    {
        CultureInfo.CurrentUICulture = Language.Culture;
        using var log = new ServedLog(new(origin, $"logs/{side}/"), token, browser);
        try
        {
            var (_, policy) = await PolicyAsync(log, await LogMemory.OpenAsync(browser, log.Name), ct);
            var entry = await ReadAsync(log, string.Create(CultureInfo.InvariantCulture, $"entry/{index}"), ct);
            var proof = held ?? await ReadAsync(log, string.Create(CultureInfo.InvariantCulture, $"proof/{index}"), ct);
            var verified = ReceiptVerifier.Verify(proof, () => entry, policy, log.Name);
            var found = Convert.ToHexStringLower(verified.LeafHash);
            var note = Encoding.UTF8.GetString(verified.Note.ToBytes());
            var isSame = verified.Index == index && (leafHash is null || leafHash == found);
            var told = isSame
                ? new Text(
                    $"{log.Name} 第 {index} 条就在日志里，内容与回执相同（{found}）。",
                    $"entry {index} of {log.Name} is in the log and says what the receipt says ({found}).")
                : new Text(
                    $"{log.Name} 第 {index} 条的叶哈希是 {found}，回执上是 {leafHash}：内容已不是当时的内容。",
                    $"entry {index} of {log.Name} has the leaf hash {found}, the receipt {leafHash}: it is not what it "
                        + "was.");
            return new(isSame, [told.Current], 1, note);
        }
        catch (Exception failure) when (failure is ClientException or NewKeyException)
        {
            return Of(failure);
        }
    }

    /// <summary>Checks that entries stand where they are said to stand, by the log's hashes alone, which are for
    /// everybody: the tree under the signed checkpoint, and that it continues what this browser saw last.</summary>
    /// <param name="leaves">The entries.</param>
    internal static async Task<LogProof> OfLeavesAsync(
        Uri origin, Browser browser, IReadOnlyList<NamedLeaf> leaves, Action<long, long> progress, CancellationToken ct)
    {
        CultureInfo.CurrentUICulture = Language.Culture;
        using var log = new ServedLog(new(origin, "logs/evaluation/"), token: null, browser);
        try
        {
            var memory = await LogMemory.OpenAsync(browser, log.Name);
            var (key, policy) = await PolicyAsync(log, memory, ct);
            var check = new LeafCheck(log, policy, memory.Checkpoint)
            {
                Progress = size => done => progress(done, size),
            };
            var (note, checkpoint, findings) = await check.RunAsync(leaves, ct);
            var printed = Encoding.UTF8.GetString(note.ToBytes());
            if (findings.Worst is { } worst)
            {
                return new(
                    worst == FailureKind.Damaged ? false : null,
                    [.. findings.Damage.Concat(findings.Missing).Take(MostTold).Select(f => f.Current)],
                    checkpoint.Size, printed);
            }

            var isKept = await memory.RememberAsync(key, note, checkpoint);
            return new(
                true,
                [SaidOfLeaves(leaves.Count, checkpoint, memory.Checkpoint, isKept).Current,
                    SaidOfKey(key, memory.Key is null).Current],
                checkpoint.Size, printed);
        }
        catch (Exception failure) when (failure is ClientException or NewKeyException)
        {
            return Of(failure);
        }
    }

    private static LogProof Of(Exception failure) => failure is NewKeyException changed
        ? new(null, [changed.Message], 0) { NewKey = (changed.Log, changed.Key) }
        : new(failure is ClientException { Kind: FailureKind.Damaged } ? false : null, [failure.Message], 0);

    // The key that this browser knows; at the first time the one that the log itself shows. A log may change its key;
    // that it did is for its owner to publish, and for a person to compare.
    private static async Task<(string Key, WitnessPolicy Policy)> PolicyAsync(
        ServedLog log, LogMemory memory, CancellationToken ct, ServedLog? government = null, Browser? browser = null)
    {
        var key = await KeyOfAsync(log, memory, ct);
        var other = government is null || browser is null
            ? ""
            : $"log {await KeyOfAsync(government, await LogMemory.OpenAsync(browser, government.Name), ct)}\n";
        return WitnessPolicy.TryParse($"log {key}\n{other}quorum none\n", out var policy, out var fault)
            ? (key, policy)
            : throw ClientException.Impossible(new(
                $"{log.Name} 的公钥读不懂（{fault}）。", $"the key of {log.Name} is not understood ({fault})."));
    }

    private static async Task<string> KeyOfAsync(ServedLog log, LogMemory memory, CancellationToken ct)
    {
        var shown = Encoding.UTF8.GetString(await ReadAsync(log, ServedLog.KeyPath, ct)).Trim();
        return memory.Key is { } known && known != shown ? throw new NewKeyException(log.Name, known, shown) : shown;
    }

    private sealed class NewKeyException(string log, string known, string shown) : Exception(new Text(
        $"{log} 现在用的公钥是 {shown}，本浏览器上次所见是 {known}。所有者公布过换钥的，请与公布的核对，再接受新公钥；没有公布的，不要相信它。",
        $"{log} shows the key {shown}, and this browser last saw {known}. If its owner has published that the key "
            + "changed, compare, and accept the new one; if not, do not believe it.").Current)
    {
        public string Log => log;

        public string Key => shown;
    }

    private static Text SaidOf(ReportCheck report) => new(
        $"{report.Period} 的评估报告与日志一致：{report.Ratings} 项评定正是有效的那些，签名、统计都对。",
        $"the evaluation report of {report.Period} agrees with the log: its {report.Ratings} ratings are those in "
            + "force, signature and statistics are right.");

    private static async Task<byte[]> ReadAsync(ServedLog log, string path, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        return await log.ReadAsync(path, buffer, ct) == FileOutcome.Read
            ? buffer.ToArray()
            : throw ClientException.Damaged(new(
                $"{log.Name} 里没有 {path}，或者不给看。", $"{log.Name} has no {path}, or does not show it."));
    }

    private static Text SaidOfLeaves(int count, Checkpoint checkpoint, Checkpoint? last, bool isKept)
    {
        var found = new Text(
            $"所示 {count} 项评定的记录都在评定日志里，各在其位；日志 {checkpoint.Size} 条的哈希与签名的检查点一致，",
            $"The records of the {count} ratings shown stand in the evaluation log, each at its place; the hashes of "
                + $"its {checkpoint.Size} entries agree with the signed checkpoint");
        var memory = (last, isKept) switch
        {
            ({ } seen, _) => new Text(
                $"且是本浏览器上次所见（{seen.Size} 条）的延续。", $" and continue what this browser saw last ({seen.Size})."),
            (null, true) => new("本浏览器已记住它。", ", which this browser remembers."),
            (null, false) => new("这个浏览器不让保存，记不住它。", "; this browser keeps nothing and will not remember it."),
        };
        return new(found.Zh + memory.Zh, found.En + memory.En);
    }

    // A key that comes from the log itself proves that nothing changed since, not whose log it is.
    private static Text SaidOfKey(string key, bool isFirst) => isFirst
        ? new(
            $"公钥 {key} 第一次取自服务本身：请与其所有者公布的核对。",
            $"The key {key} came from the service itself, for the first time: compare it with what its owner "
                + "publishes.")
        : new($"公钥与上次相同：{key}。", $"The key is the one of last time: {key}.");

    private static Text Said(Checkpoint checkpoint, Checkpoint? last, bool isKept) => (last, isKept) switch
    {
        (null, true) => new(
            $"{checkpoint.Size} 条记录全部重新计算，与签名的检查点一致；本浏览器第一次核验，已记住这个检查点。",
            $"All {checkpoint.Size} entries were recomputed and agree with the signed checkpoint; this browser "
                + "checked for the first time and remembers it."),
        (null, false) => new(
            $"{checkpoint.Size} 条记录全部重新计算，与签名的检查点一致；这个浏览器不让保存，记不住这个检查点：请导出核验结果留存，以便下次对照。",
            $"All {checkpoint.Size} entries were recomputed and agree with the signed checkpoint; this browser lets "
                + "nothing be kept and will not remember it: export what was checked, to compare the next time."),
        ({ } seen, _) => new(
            $"{checkpoint.Size} 条记录全部重新计算，与签名的检查点一致；且是本浏览器上次所见（{seen.Size} 条）的延续，没有改写。",
            $"All {checkpoint.Size} entries were recomputed and agree with the signed checkpoint; they continue "
                + $"what this browser saw last ({seen.Size}), nothing was rewritten."),
    };
}
