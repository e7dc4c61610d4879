using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Crash.Tests;

/// <summary>All who use the service in a test, and what they hold against it afterwards:
/// every receipt and every checkpoint they were given.</summary>
internal sealed class Clients
{
    private readonly Library _library;

    private Clients(Library library, IReadOnlyList<PinnedLog> logs, IReadOnlyList<Writer> writers) =>
        (_library, Logs, Writers) = (library, logs, writers);

    public IReadOnlyList<PinnedLog> Logs { get; }

    public IReadOnlyList<Writer> Writers { get; }

    /// <summary>How many receipts were given so far.</summary>
    public int Answered => Writers.Sum(w => w.Receipts.Count);

    /// <summary>Who was given no receipt so far, of those whose every entry is asked for at the end.</summary>
    public IEnumerable<Writer> WithoutReceipt =>
        Writers.Where(w => w is Reporter or Assessor or Uploader && w.Receipts.Count == 0);

    /// <summary>On a service that nobody has used yet.</summary>
    /// <param name="http">The service.</param>
    /// <param name="folder">Where its data folder is, with the demo access.</param>
    /// <param name="reporters">Makes the reporters, each of a target of its own.</param>
    /// <param name="assessors">How many assessors there are beside them.</param>
    /// <param name="uploaders">How many upload evidence beside them.</param>
    /// <param name="drafters">How many save and submit drafts, each of a target of its own.</param>
    /// <param name="askers">How many ask for extensions that are refused, each for a target of its own.</param>
    /// <param name="waits">See <see cref="Writer.Waits"/>.</param>
    public static async Task<Clients> MeetAsync(
        HttpClient http, string folder, int reporters, int assessors, Predicate<int> repeats, bool waits = false,
        int uploaders = 0, int drafters = 0, int askers = 0)
    {
        var library = await Library.PrepareAsync(http, folder, reporters + assessors + drafters + askers);
        List<Writer> writers = [.. library.Targets.Take(reporters)
            .Select((t, i) => new Reporter(library, t) { Repeats = repeats(i), Waits = waits })];
        writers.AddRange(Enumerable.Range(0, uploaders).Select(i =>
            new Uploader($"UPLOAD-{i:D3}", library.Targets[i].Token) { Repeats = repeats(i), Waits = waits }));
        var others = library.Targets.Skip(reporters + assessors).ToList();
        writers.AddRange(others.Take(drafters).Select(t => new Drafter(library, t) { Repeats = true, Waits = waits }));
        writers.AddRange(others.Skip(drafters).Select(t => new Asker(library, t) { Repeats = true, Waits = waits }));
        foreach (var (target, _) in library.Targets.Skip(reporters).Take(assessors))
        {
            writers.Add(await Assessor.OfAsync(http, library, target, waits));
        }

        return new(library,
            [await PinnedLog.PinAsync(http, "government"), await PinnedLog.PinAsync(http, "evaluation")], writers);
    }

    /// <summary>Each log continues all that was seen of it, and is no shorter than any receipt says;
    /// acknowledged drafts are there.</summary>
    public async Task AssertContinuesAsync(HttpClient http)
    {
        foreach (var log in Logs)
        {
            await log.AdvanceAsync(http);
            var promised = Writers.SelectMany(w => w.Receipts.TakeLast(1))
                .Where(r => r.Log == log.Side)
                .Select(r => r.CheckpointSize)
                .DefaultIfEmpty()
                .Max();
            Assert.True(log.Newest!.Size >= promised,
                $"The {log.Side} log has {log.Newest.Size} entries; a receipt names the checkpoint of {promised}.");
        }

        foreach (var drafter in Writers.OfType<Drafter>())
        {
            await drafter.AssertKeptAsync(http);
        }
    }

    /// <summary>Each log is without gaps and has every root that was shown, every receipt's entry is in it, and nothing
    /// that was sent again is there twice.</summary>
    /// <param name="proven">Receipts of which the service must prove that their entries are in its tree.</param>
    public async Task AssertNothingIsLostAsync(
        HttpClient http, IReadOnlyCollection<Acknowledged> proven, ITestOutputHelper output)
    {
        await _library.UnsealAsync(http); // before it the ratings are sealed, also from the evaluator
        foreach (var log in Logs)
        {
            await log.AdvanceAsync(http);
            var entries = await log.DownloadAsync(http, _library.Evaluator);
            var receipts = Writers.SelectMany(w => w.Receipts).Where(r => r.Log == log.Side).ToList();
            output.WriteLine(
                $"{log.Side}: {entries.Count} entries, {receipts.Count} receipts, {log.Seen} checkpoints seen");
            Assert.NotEmpty(receipts);
            Assert.Equal(receipts.Count, receipts.DistinctBy(r => r.Index).Count());
            foreach (var receipt in receipts)
            {
                Assert.Equal(Convert.ToHexStringLower(MerkleTree.HashLeaf(entries[(int)receipt.Index])),
                    receipt.LeafHash);
                Assert.Contains(receipt.Mark, Mark(entries[(int)receipt.Index]), StringComparison.Ordinal);
            }

            // What got no answer was sent again: it must not stand there twice.
            var repeated = Writers.Where(w => w.Repeats).Select(w => w.Name).ToHashSet();
            var marks = entries.Select(Mark).Where(m => repeated.Contains(m.Split(' ')[0])).ToList();
            Assert.Equal(marks.Count, marks.Distinct().Count());

            await Parallel.ForEachAsync(
                proven.Where(r => r.Log == log.Side), new ParallelOptions { MaxDegreeOfParallelism = 8 },
                async (receipt, _) => await log.AssertProvesAsync(http, receipt));
        }
    }

    /// <summary>The entries of the government log, once they are unsealed.</summary>
    public Task<IReadOnlyList<byte[]>> ReadGovernmentAsync(HttpClient http) =>
        Logs.Single(l => l.Side == "government").DownloadAsync(http, _library.Evaluator);

    /// <summary>Whatever was acknowledged as evidence is there, whole, and nothing else is; what was on its way when
    /// the service was killed is in the folder for that alone.</summary>
    public async Task AssertEvidenceIsWholeAsync(HttpClient http, string folder)
    {
        foreach (var uploader in Writers.OfType<Uploader>())
        {
            Assert.NotEmpty(uploader.Receipts);
            foreach (var receipt in uploader.Receipts)
            {
                using var request = Library.Request(
                    HttpMethod.Get, $"/api/v1/evidence/{Uploader.HashOf(receipt.Mark)}", _library.Evaluator, null);
                using var answer = await http.SendAsync(request);
                Assert.True(answer.IsSuccessStatusCode, $"{receipt.Mark}: {(int)answer.StatusCode}");
                Assert.Equal(Uploader.ContentOf(receipt.Mark), await answer.Content.ReadAsByteArrayAsync());
            }
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetDirectoryName(f) != Path.Combine(folder, "incoming")))
        {
            using var content = File.OpenRead(file);
            Assert.Equal(Path.GetFileName(Path.GetDirectoryName(file)) + Path.GetFileName(file),
                Convert.ToHexStringLower(await SHA256.HashDataAsync(content)));
        }
    }

    // A report's narrative, an upload's title, why an extension was refused, or the rationale of a rating, which is in
    // what the assessor signed.
    private static string Mark(byte[] entry)
    {
        var json = JsonNode.Parse(entry)!;
        return (string?)json["narrative"] ?? ((string?)json["type"] == "evidence" ? (string?)json["title"] : null)
            ?? ((string?)json["type"] == "extension-refusal" ? (string?)json["reason"] : null)
            ?? ((string?)json["jws"] is { } jws
                ? (string?)JsonNode.Parse(Base64Url.DecodeFromChars(jws.Split('.')[1]))!["rationale"]
                : null)
            ?? "";
    }
}
