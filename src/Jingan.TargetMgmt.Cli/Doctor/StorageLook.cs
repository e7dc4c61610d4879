using System.Globalization;
using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>Room: on the disks, and in the journals of the databases.</summary>
internal static class StorageLook
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>The service stops taking writes at 16 MB.</summary>
    private const long Least = 256 * Mebibyte;

    private const long Little = 2048 * Mebibyte;

    /// <summary>Under load some 80 MB are ordinary: 20,000 pages go back at once.</summary>
    private const long LongJournal = 512 * Mebibyte;

    public static IEnumerable<Finding> LookAtDisks(Examined examined)
    {
        var installed = examined.Installed;
        var logs = installed.Sides.Select(installed.LogOf).ToList();
        foreach (var folder in (IEnumerable<string>)[.. ((IEnumerable<string>)[installed.Storage, installed.Evidence,
            .. installed.Sides.Select(s => FileOf(installed, s)).OfType<string>().Select(FolderOf),
            .. logs.Select(l => FolderOf(l.KeyFile)), .. logs.Select(l => FolderOf(l.HighWaterFile))])
            .Distinct().Where(Directory.Exists)])
        {
            var free = examined.FreeBytes(folder);
            var found = new Text($"{folder}：余 {Shown(free)}", $"{folder}: {Shown(free)} free");
            yield return free < Least
                ? Finding.Fault("disk", found, new("立即腾出空间：满了就不能再写入", "make room now: a full disk takes no writes"))
                : free < Little
                    ? Finding.Warn("disk", found, new("尽快扩容或清理", "make room soon"))
                : Finding.Ok("disk", found);
        }
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

    private static string? FileOf(Installed installed, string side) =>
        installed.DialectOf(side).FileOf(installed.DatabaseOf(side).ConnectionString);

    private static string FolderOf(string file) => Path.GetDirectoryName(Path.GetFullPath(file))!;

    private static string Shown(long bytes) => bytes >= 10 * 1024 * Mebibyte
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * Mebibyte):N0} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / Mebibyte:N0} MiB");
}
