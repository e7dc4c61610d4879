using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Sql;

namespace Jingan.TargetMgmt.Cli.Storage;

/// <summary><c>jtm backup</c>: copies a running or a stopped service into a folder of its own below another, verified,
/// and evidence into one that all backups there share.</summary>
internal static class Backup
{
    public static Command Create(CommandConsole terminal)
    {
        var where = new InstallationOptions();
        var into = new Argument<string>("DIR")
        {
            Description = new Text("存放各次备份的目录", "the folder that backups are kept in").Current,
        };
        var keys = CliOption.Flag("--with-keys", new(
            "连同日志签名密钥；默认不含，密钥应另行保管", "the logs' keys too; without it they are not in it: keep them elsewhere"));
        var keep = CliOption.Of("--keep", new(
            "只留最新几次备份；默认全部保留", "keep only so many of the newest backups; all unless told"), "number")
            .Checked(text => text.Length is > 0 and <= 4 && text.All(char.IsAsciiDigit) && text.Any(c => c != '0'),
                new("须为 1 至 9999 的整数", "must be a whole number from 1 to 9999"));
        var command = CliOption.Command("backup", new(
            "备份本机的数据库、佐证与访问令牌文件（服务可照常运行），写完即核验；以服务的用户身份执行，或以 root（文件归数据目录属主）",
            "back up this machine's databases, evidence and access file while the service runs, verified once written; "
                + "run as the service's user, or as root: then the files are the data folder's owner's"),
            [into, .. where.All, keys, keep]);
        command.SetAction(parsed => Run(
            where.Read(parsed, terminal), parsed.GetRequiredValue(into), parsed.GetValue(keys),
            parsed.GetValue(keep) is { } most ? int.Parse(most, CultureInfo.InvariantCulture) : null, terminal));
        return command;
    }

    private static int Run(Installed from, string into, bool withKeys, int? keep, CommandConsole terminal)
    {
        OwnerOnlyData.SetUmask();
        var sides = InstalledSide.Embedded(from);
        BackupFolder.MustLieApart(into, from);
        var owner = DataOwner.Of([from.Storage, .. sides.Select(s => s.File!)]);
        var made = DataOwner.MissingOf(into);
        return OutputFile.Write(Path.Combine(into, BackupFolder.LockFile), () => Permitted(into, from.Storage, () =>
        {
            made.ToList().ForEach(owner.Take);
            using var folder = BackupFolder.Hold(into, owner);
            folder.ClearWhatWasCutShort();
            var started = terminal.Clock.GetTimestamp();
            var (incomplete, whole) = folder.Begin(terminal.Now);
            var evidence = new EvidenceCopies(
                from.Evidence, folder.Evidence, owner, DateOnly.FromDateTime(terminal.Now.UtcDateTime));
            var manifest = Write(from, sides, evidence, incomplete, withKeys, owner, terminal);
            owner.TakeAll(incomplete);
            Directory.Move(incomplete, whole);
            DurableFolder.Flush(into);

            // A backup that is not whole replaces none.
            var dropped = keep is { } most && evidence.Damaged.Count == 0 ? folder.DropOldest(most, whole) : [];
            Show(terminal, whole, manifest, evidence.Copied, dropped, folder.Stuck,
                terminal.Clock.GetElapsedTime(started));
            foreach (var told in (IEnumerable<Text>)[.. evidence.Damaged.Select(Told),
                .. evidence.Renewed.Select(Renewed), .. folder.Stuck.Select(s => Told(s, from.Storage))])
            {
                terminal.WriteError(told.Current);
            }

            return evidence.Damaged.Count > 0 ? ExitCode.Damaged
                : folder.Stuck.Count > 0 ? ExitCode.Refused : ExitCode.Done;
        }), isSecret: true);
    }

    // Files that root has left there, or whoever may not be here at all.
    private static int Permitted(string into, string storage, Func<int> act)
    {
        try
        {
            return act();
        }
        catch (UnauthorizedAccessException denied)
        {
            throw ClientException.Impossible(new(
                $"没有权限（{denied.Message}）；请以服务的用户身份执行。{into} 中如有另一用户的文件，以 root 执行：chown -R "
                    + $"--reference={storage} {into}",
                $"no permission ({denied.Message}); run as the service's user. Where files in {into} are another "
                    + $"user's, as root: chown -R --reference={storage} {into}"));
        }
    }

    // Under another name until it is whole, verified and on disk.
    private static BackupManifest Write(
        Installed from, IReadOnlyList<InstalledSide> sides, EvidenceCopies evidence, string incomplete, bool withKeys,
        DataOwner owner, CommandConsole terminal)
    {
        try
        {
            var logs = new SideCopies(sides, incomplete, owner).Run();
            CopyBeside(from, sides, incomplete, withKeys, owner);
            evidence.Run();
            var files = Directory.EnumerateFiles(incomplete, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(f => HashedFile.Describe(incomplete, Path.GetRelativePath(incomplete, f)));
            var manifest = new BackupManifest(1, UtcText.Format(terminal.Now), logs, [.. files], evidence.Files);
            manifest.Write(incomplete);
            HashedFile.FlushFolders(incomplete);
            return manifest;
        }
        catch (DbException outage)
        {
            SlowRemoval.Delete(incomplete);
            throw DatabaseConnection.Failure(outage)!;
        }
        catch
        {
            SlowRemoval.Delete(incomplete);
            throw;
        }
    }

    private static void CopyBeside(
        Installed from, IReadOnlyList<InstalledSide> sides, string to, bool withKeys, DataOwner owner)
    {
        foreach (var access in Directory.EnumerateFiles(from.Storage, "access-*.json"))
        {
            HashedFile.Copy(access, Path.Combine(to, Path.GetFileName(access)), owner);
        }

        foreach (var side in withKeys ? sides : [])
        {
            Directory.CreateDirectory(Path.Combine(to, BackupManifest.KeyFolder));
            foreach (var key in ((string[])[side.Log.KeyFile, side.Log.Sm2KeyFile]).Where(File.Exists))
            {
                var copy = Path.Combine(to, BackupManifest.KeyFolder, Path.GetFileName(key));
                HashedFile.Copy(key, !File.Exists(copy) ? copy // the other side's may be called the same
                    : Path.Combine(to, BackupManifest.KeyFolder, $"{side.Name}-{Path.GetFileName(key)}"), owner);
            }
        }
    }

    private static Text Told(DamagedEvidence damaged) => damaged.Good is { } good
        ? new($"佐证文件 {damaged.File} 无法读取，或与其哈希不符；以前的备份留有完好的一份：{good}，请复制回去。旧备份均未删除。",
            $"the evidence file {damaged.File} cannot be read or does not have its hash; an earlier backup has a "
                + $"good copy, {good}: put it back. No older backup was removed.")
        : new($"佐证文件 {damaged.File} 无法读取，或与其哈希不符，未备份；请由上传单位重新上传。旧备份均未删除。",
            $"the evidence file {damaged.File} cannot be read or does not have its hash, and was not backed up; have "
                + "its unit upload it again. No older backup was removed.");

    private static Text Renewed(string copy) => new(
        $"以前备份的佐证 {copy} 已损坏，已重新复制；请检查备份所在的磁盘。",
        $"the copy {copy} of an earlier backup was damaged and was made anew: look at the disk that backups are on.");

    private static Text Told(string stuck, string storage) => new(
        $"旧备份 {stuck} 无法读取或删除，未清理；多为属另一用户所有，以 root 执行：chown -R --reference={storage} {stuck}",
        $"the old backup {stuck} could not be read or removed, and stays; it is another user's, most likely: as root, "
            + $"chown -R --reference={storage} {stuck}");

    private static void Show(
        CommandConsole terminal, string folder, BackupManifest manifest, int copied, List<string> dropped,
        IReadOnlyList<string> stuck, TimeSpan took)
    {
        if (terminal.IsJson)
        {
            terminal.Write(new JsonObject
            {
                ["folder"] = folder,
                ["logs"] = new JsonArray([.. manifest.Logs.Select(l => (JsonNode)new JsonObject
                {
                    ["side"] = l.Side, ["origin"] = l.Origin, ["size"] = l.Size,
                    ["root"] = Convert.ToHexStringLower(l.Root),
                })]),
                ["evidence"] = manifest.Evidence.Count, ["copied"] = copied,
                ["dropped"] = new JsonArray([.. dropped.Select(d => (JsonNode)d)]),
                ["stuck"] = new JsonArray([.. stuck.Select(s => (JsonNode)s)]),
                ["seconds"] = Math.Round(took.TotalSeconds, 1),
            });
            return;
        }

        foreach (var log in manifest.Logs)
        {
            terminal.Write(new Text(
                $"{log.Side}：{log.Origin} 的 {log.Size} 条记录，根 {Convert.ToHexStringLower(log.Root)}，已核验。",
                $"{log.Side}: {log.Size} entries of {log.Origin}, root {Convert.ToHexStringLower(log.Root)}, "
                    + "verified."));
        }

        terminal.Write(new Text(
            $"佐证文件 {manifest.Evidence.Count} 份，其中新复制 {copied} 份。备份在 {folder}，用时 {took.TotalSeconds:0.0} 秒。",
            string.Create(CultureInfo.InvariantCulture,
                $"{manifest.Evidence.Count} evidence files, {copied} of them new. The backup is {folder}, "
                + $"it took {took.TotalSeconds:0.0} s.")));
        if (manifest.Files.All(f => !f.Path.StartsWith(BackupManifest.KeyFolder + "/", StringComparison.Ordinal)))
        {
            terminal.Write(new Text("不含日志签名密钥：请另行保管。", "The logs' keys are not in it: keep them elsewhere."));
        }

        foreach (var old in dropped)
        {
            terminal.Write(new Text($"已删除旧备份 {old}。", $"removed the old backup {old}."));
        }
    }
}
