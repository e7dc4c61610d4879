using System.Globalization;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>library</c>: building the tree without a service: leaf hashes of 300-byte entries, appended one by one,
/// on one thread.</summary>
internal static class LibraryScenario
{
    private const int EntryLength = 300;
    private const int Step = 10_000;

    public static Task RunAsync(Settings settings, Results results)
    {
        results.Progress("library: leaf hashes and appends");
        Build(Settings.WarmUp / 4);
        var perSecond = Build(settings.Measured);
        results.Show(string.Create(CultureInfo.InvariantCulture, $"""
            | library | leaves per second |
            |---|---:|
            | `MerkleTree.HashLeaf` of {EntryLength} bytes and `CompactRange.Append`, one thread | {perSecond:N0} |
            """));
        return Task.CompletedTask;
    }

    private static double Build(TimeSpan atLeast)
    {
        var entry = new byte[EntryLength];
        var tree = CompactRange.Empty;
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < atLeast)
        {
            for (var i = 0; i < Step; i++)
            {
                BitConverter.TryWriteBytes(entry, tree.Size); // no two entries are the same
                tree = tree.Append(MerkleTree.HashLeaf(entry));
            }
        }

        return tree.Size / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }
}
