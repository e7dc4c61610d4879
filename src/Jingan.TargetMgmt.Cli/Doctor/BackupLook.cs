using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Cli.Storage;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>Whether there are backups, new ones, and whether the next one can be made.</summary>
internal static class BackupLook
{
    private const string Check = "backup";

    // One is made a day; a day's may have failed.
    private static readonly TimeSpan Old = TimeSpan.FromDays(2);

    private static readonly Text Advice = new(
        "systemctl start jingan-targetmgmt-backup，并 systemctl enable --now jingan-targetmgmt-backup.timer；失败的原因见 "
            + "journalctl -u jingan-targetmgmt-backup",
        "systemctl start jingan-targetmgmt-backup, and systemctl enable --now jingan-targetmgmt-backup.timer; "
            + "journalctl -u jingan-targetmgmt-backup says why one failed");

    public static IEnumerable<Finding> Look(Examined examined)
    {
        var installed = examined.Installed;
        if ((examined.Backups ?? BackupUnits.FolderOf(installed.Path)) is not { } folder
            || installed.Sides.All(s => FileOf(installed, s) is null)) // a server has backups of its own
        {
            return [];
        }

        return [.. Age(folder, examined.Now), .. Owners(folder, installed.Storage)];
    }

    private static string? FileOf(Installed installed, string side) =>
        installed.DialectOf(side).FileOf(installed.DatabaseOf(side).ConnectionString);

    private static IEnumerable<Finding> Age(string folder, DateTimeOffset now)
    {
        // One that a clock has dated ahead says nothing of today.
        var newest = BackupFolder.In(folder).Where(b => b.At <= now).Select(b => b.At).DefaultIfEmpty().Max();
        var shown = UtcText.Format(newest);
        yield return newest == default
            ? Finding.Warn(Check, new($"{folder} 中没有备份", $"there is no backup in {folder}"), Advice)
            : now - newest > Old
                ? Finding.Warn(Check, new($"{folder} 中最新的备份是 {shown} 的",
                    $"the newest backup in {folder} is of {shown}"), Advice)
            : Finding.Ok(Check, new($"{folder}：最新的是 {shown} 的", $"{folder}: the newest is of {shown}"));
    }

    private static IEnumerable<Finding> Owners(string folder, string storage)
    {
        if (FileOwner.Of(storage) is { } owner
            && BackupFolder.Everything(folder).FirstOrDefault(p => FileOwner.Of(p) is { } other
                && other.User != owner.User) is { } path)
        {
            yield return Finding.Fault(Check,
                new($"{path} 的属主与 {storage} 不同：备份会失败，或旧备份不能清理",
                    $"{path} has another owner than {storage}: backups fail, or old ones are never removed"),
                new($"chown -R --reference={storage} {folder}", $"chown -R --reference={storage} {folder}"));
        }
    }
}
