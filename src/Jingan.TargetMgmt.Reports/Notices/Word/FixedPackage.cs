using System.IO.Compression;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>The same parts as the same bytes: neither the moment nor the order of writing shows.</summary>
internal static class FixedPackage
{
    private const string First = "[Content_Types].xml";

    // The first moment that a zip archive can tell of.
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Of(Stream package)
    {
        using var into = new MemoryStream();
        using (var from = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true))
        using (var fixedOne = new ZipArchive(into, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in from.Entries.OrderByDescending(e => e.FullName == First)
                .ThenBy(e => e.FullName, StringComparer.Ordinal))
            {
                var entry = fixedOne.CreateEntry(part.FullName, CompressionLevel.Fastest);
                entry.LastWriteTime = Always;
                using var source = part.Open();
                using var target = entry.Open();
                source.CopyTo(target);
            }
        }

        return into.ToArray();
    }
}
