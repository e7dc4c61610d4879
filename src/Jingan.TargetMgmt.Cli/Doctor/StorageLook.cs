using System.Globalization;
using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>Room: on the disks, and in the journals of the databases.</summary>
internal static class StorageLook
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>Beside a backup under load some hundred megabytes are ordinary, and 400 the most.</summary>
    private const long LongJournal = 512 * Mebibyte;

    /// <summary>Each folder by the bounds of the service itself: of one that both sides use, by that of the side which
    /// stops first.</summary>
    public static IEnumerable<Finding> LookAtDisks(Examined examined)
    {
        var installed = examined.Installed;
        foreach (var folder in installed.Sides.SelectMany(side => FoldersOf(installed, side).Select(f => (f, side)))
            .ToLookup(u => u.f, u => u.side).Where(g => Directory.Exists(g.Key)))
        {
            var first = folder.MaxBy(installed.FreeMegabytesOf)!;
            var (free, bound) = (examined.FreeBytes(folder.Key), installed.FreeMegabytesOf(first) * Mebibyte);
            var found = new Text($"{folder.Key}：余 {Shown(free)}", $"{folder.Key}: {Shown(free)} free");
            yield return free < bound
                ? Finding.Fault("disk", found, new(
                    $"立即腾出空间：不足 {Shown(bound)} 时 {first} 一侧停止写入",
                    $"make room now: with less than {Shown(bound)} the {first} side takes no writes"))
                : free / 2 < bound
                    ? Finding.Warn("disk", found, new(
                        $"尽快扩容或清理：不足 {Shown(bound)} 时 {first} 一侧停止写入",
                        $"make room soon: with less than {Shown(bound)} the {first} side takes no writes"))
                : Finding.Ok("disk", found);
        }
    }

    // Where data grows, and where keys and marks are kept.
    private static IEnumerable<string> FoldersOf(Installed installed, string side)
    {
        var log = installed.LogOf(side);
        return installed.FoldersOf(side).Concat([FolderOf(log.KeyFile), FolderOf(log.HighWaterFile)]).Distinct();
    }

    public static IEnumerable<Finding> LookAtJournals(Examined examined)
    {
        foreach (var side in examined.Installed.Sides)
        {
            if (examined.Installed.DialectOf(side).JournalOf(examined.Installed.DatabaseOf(side).ConnectionString)
                is not { } journal)
            {
                continue;
            }

            var length = File.Exists(journal) ? new FileInfo(journal).Length : 0;
            var found = new Text($"{journal}：{Shown(length)}", $"{journal}: {Shown(length)}");
            yield return length > LongJournal
                ? Finding.Warn($"wal.{side}", found, new(
                    "有读者长时间打开数据库：结束它（备份、查询），必要时重启服务；拷贝时须连同此文件",
                    "somebody reads the database for long: end it (a copy, a query), or restart the service; a copy "
                        + "without this file is not whole"))
                : Finding.Ok($"wal.{side}", found);
        }
    }

    private static string FolderOf(string file) => Path.GetDirectoryName(Path.GetFullPath(file))!;

    private static string Shown(long bytes) => bytes >= 10 * 1024 * Mebibyte
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * Mebibyte):N0} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / Mebibyte:N0} MiB");
}
