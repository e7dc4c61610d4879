using Jingan.TargetMgmt.Cli.Logs;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>Entries held against a log by its hashes alone.</summary>
public sealed class LeafCheckTests : IDisposable
{
    private static readonly TestLog Log = TestLog.Of(600);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leaves");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Entries_that_stand_where_they_are_said_to_stand_are_found_without_reading_any()
    {
        Write(Log);
        Directory.Delete(Path.Combine(_folder.FullName, "tile", "entries"), recursive: true);
        var (_, checkpoint, findings) = await CheckAsync(Log, [0, 255, 256, 599], last: Signed(Log, 300));
        Assert.Null(findings.Worst);
        Assert.Equal(600, checkpoint.Size);
    }

    [Fact]
    public async Task Another_hash_another_place_and_a_place_beyond_the_log_are_told()
    {
        Write(Log);
        var files = new FolderLog(_folder.FullName);
        var (_, _, findings) = await new LeafCheck(files, PolicyOf(Log), null).RunAsync(
        [
            new(3, Log.LeafHash(4)), new(300, new('0', 64)), new(600, Log.LeafHash(0)), new(5, Log.LeafHash(5)),
        ], TestContext.Current.CancellationToken);
        Assert.Collection(
            findings.Damage.Select(f => f.En),
            f => Assert.StartsWith("entry 3 of", f, StringComparison.Ordinal),
            f => Assert.StartsWith("entry 300 of", f, StringComparison.Ordinal),
            f => Assert.StartsWith("there is no entry 600:", f, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tile_that_was_altered_and_a_log_that_was_rewritten_are_found()
    {
        Write(Log);
        var tile = Path.Combine(_folder.FullName, "tile", "0", "001");
        var bytes = await File.ReadAllBytesAsync(tile, TestContext.Current.CancellationToken);
        bytes[40] ^= 1;
        await File.WriteAllBytesAsync(tile, bytes, TestContext.Current.CancellationToken);
        Assert.Equal(FailureKind.Damaged, (await CheckAsync(Log, [3])).Findings.Worst);

        Write(Log);
        var other = TestLog.Of(299);
        other.Add(TestLog.UnitOf(999));
        Assert.Equal(FailureKind.Damaged, (await CheckAsync(Log, [3], last: Signed(other, 300))).Findings.Worst);
        await Assert.ThrowsAsync<ClientException>(() => CheckAsync(Log, [3], last: Signed(TestLog.Of(601), 601)));
    }

    private void Write(TestLog log) => log.WriteTo(_folder.FullName);

    private Task<(SignedNote Note, Checkpoint Checkpoint, Findings Findings)> CheckAsync(
        TestLog log, long[] entries, Checkpoint? last = null) =>
        new LeafCheck(new FolderLog(_folder.FullName), PolicyOf(log), last).RunAsync(
            entries.Select(i => new NamedLeaf(i, log.LeafHash(i))), TestContext.Current.CancellationToken);

    private static WitnessPolicy PolicyOf(TestLog log)
    {
        Assert.True(WitnessPolicy.TryParse(log.Policy, out var policy, out var fault), fault);
        return policy;
    }

    private static Checkpoint Signed(TestLog log, long size) => new(log.Signer.VerifierKey.Name, size, log.Root(size));
}
