using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Crash.Tests;

/// <summary>The real process is killed under load, again and again. Nothing that it acknowledged may be lost, and it may never say two things about its logs.</summary>
/// <remarks><c>JTM_CRASH_ROUNDS</c> sets how often; a round takes about two seconds.</remarks>
public sealed class CrashTests(ITestOutputHelper output) : IDisposable
{
    private const int Reporters = 32, Assessors = 2;

    private readonly string _folder = Directory.CreateTempSubdirectory("targetmgmt-crash").FullName;
    private readonly List<PinnedLog> _logs = [];
    private readonly List<Writer> _writers = [];
    private readonly HashSet<Acknowledged> _lastBeforeAKill = [];
    private string _evaluator = "";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [SuppressMessage("Security", "CA5394", Justification = "Moments to kill at, not secrets.")]
    public async Task No_kill_loses_an_acknowledged_write_or_makes_a_second_root()
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("JTM_CRASH_ROUNDS"), CultureInfo.InvariantCulture, out var more) ? more : 50;
        var moments = new Random();
        for (var round = 0; round < rounds; round++)
        {
            using var service = new ServiceProcess(_folder);
            if (round % 10 == 9)
            {
                await Task.Delay(moments.Next(100, 1500), TestContext.Current.CancellationToken); // killed while it starts
                continue;
            }

            await BeReadyAsync(service);
            var load = Task.WhenAll([.. _writers.Select(w => w.RunAsync(service.Http)), .. _logs.Select(l => l.WatchAsync(service.Http))]);
            await Task.WhenAny(load, Task.WhenAny(_writers.Select(w => w.Begun))); // a busy machine takes its time
            await Task.WhenAny(load, Task.Delay(moments.Next(0, 700), TestContext.Current.CancellationToken));
            service.Kill();
            await load;
            _lastBeforeAKill.UnionWith(_writers.Where(w => w.Receipts.Count > 0).Select(w => w.Receipts[^1]));
        }

        using var last = new ServiceProcess(_folder);
        await BeReadyAsync(last);
        foreach (var log in _logs)
        {
            await AssertNothingIsLostAsync(last.Http, log);
        }
    }

    // Ready, without doubt, and each log a continuation of all that was seen of it, no shorter than any receipt says.
    private async Task BeReadyAsync(ServiceProcess service)
    {
        await service.BeReadyAsync();
        if (_logs.Count == 0)
        {
            await MeetAsync(service.Http);
        }

        foreach (var log in _logs)
        {
            await log.AdvanceAsync(service.Http);
            var promised = _writers.SelectMany(w => w.Receipts.TakeLast(1)).Where(r => r.Log == log.Side).Select(r => r.CheckpointSize).DefaultIfEmpty().Max();
            Assert.True(log.Newest!.Size >= promised, $"The {log.Side} log has {log.Newest.Size} entries; a receipt names the checkpoint of {promised}.");
        }
    }

    private async Task MeetAsync(HttpClient http)
    {
        var library = await Library.PrepareAsync(http, _folder, Reporters + Assessors);
        _evaluator = library.Evaluator;
        _logs.AddRange([await PinnedLog.PinAsync(http, "government"), await PinnedLog.PinAsync(http, "evaluation")]);
        _writers.AddRange(library.Targets.Take(Reporters).Select((t, i) => new Reporter(library, t) { Repeats = i % 2 == 0 }));
        foreach (var (target, _) in library.Targets.Skip(Reporters))
        {
            _writers.Add(await Assessor.OfAsync(http, library, target));
        }
    }

    private async Task AssertNothingIsLostAsync(HttpClient http, PinnedLog log)
    {
        var entries = await log.DownloadAsync(http, _evaluator);
        var receipts = _writers.SelectMany(w => w.Receipts).Where(r => r.Log == log.Side).ToList();
        output.WriteLine($"{log.Side}: {entries.Count} entries, {receipts.Count} receipts, {log.Seen} checkpoints seen");
        Assert.NotEmpty(receipts);
        Assert.Equal(receipts.Count, receipts.DistinctBy(r => r.Index).Count());
        foreach (var receipt in receipts)
        {
            Assert.Equal(Convert.ToHexStringLower(MerkleTree.HashLeaf(entries[(int)receipt.Index])), receipt.LeafHash);
            Assert.Contains(receipt.Mark, Mark(entries[(int)receipt.Index]), StringComparison.Ordinal);
        }

        // What got no answer was sent again: it must not stand there twice.
        var repeated = _writers.Where(w => w.Repeats).Select(w => w.Name).ToHashSet();
        var marks = entries.Select(Mark).Where(m => repeated.Contains(m.Split(' ')[0])).ToList();
        Assert.Equal(marks.Count, marks.Distinct().Count());

        await Parallel.ForEachAsync(
            _lastBeforeAKill.Where(r => r.Log == log.Side), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (receipt, _) => await log.AssertProvesAsync(http, receipt));
    }

    // A report's narrative, or the rationale of a rating, which is in what the assessor signed.
    private static string Mark(byte[] entry)
    {
        var json = JsonNode.Parse(entry)!;
        return (string?)json["narrative"]
            ?? ((string?)json["jws"] is { } jws ? (string?)JsonNode.Parse(Base64Url.DecodeFromChars(jws.Split('.')[1]))!["rationale"] : null)
            ?? "";
    }
}
