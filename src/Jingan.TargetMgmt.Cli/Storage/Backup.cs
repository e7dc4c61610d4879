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
    private const string StampPattern = "yyyy-MM-dd'T'HH-mm-ss'Z'";

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
            "备份本机的数据库、佐证与访问令牌文件（服务可照常运行），写完即核验；须以服务的用户身份执行",
            "back up this machine's databases, evidence and access file while the service runs, verified once written; "
                + "run as the service's user"), [into, .. where.All, keys, keep]);
        command.SetAction(parsed => Run(
            where.Read(parsed, terminal), parsed.GetRequiredValue(into), parsed.GetValue(keys),
            parsed.GetValue(keep) is { } most ? int.Parse(most, CultureInfo.InvariantCulture) : null, terminal));
        return command;
    }

    private static int Run(Installed from, string into, bool withKeys, int? keep, CommandConsole terminal)
    {
        OwnerOnlyData.SetUmask();
        var sides = InstalledSide.Embedded(from);
        return OutputFile.Write(Path.Combine(into, ".lock"), () =>
        {
            using var turn = TakeTurn(into);
            var started = terminal.Clock.GetTimestamp();
            var name = terminal.Now.UtcDateTime.ToString(StampPattern, CultureInfo.InvariantCulture);
            var folder = Path.Combine(into, name);
            if (Directory.Exists(folder))
            {
                throw ClientException.Refused(new($"{folder} 已存在。", $"{folder} is there already."));
            }

            var (manifest, copied, damaged) = Write(from, sides, into, folder, withKeys, terminal);
            DurableFolder.Flush(into);
            var dropped = keep is { } most ? DropOldest(into, most) : [];
            Show(terminal, folder, manifest, copied, dropped, terminal.Clock.GetElapsedTime(started));
            foreach (var file in damaged)
            {
                terminal.WriteError(new Text(
                    $"佐证文件 {file} 与其哈希不符，未备份；请由上传单位重新上传。",
                    $"the evidence file {file} does not have its hash and was not backed up; have its unit upload it "
                        + "again.").Current);
            }

            return damaged.Count == 0 ? ExitCode.Done : ExitCode.Damaged;
        }, isSecret: true);
    }

    // Under another name until it is whole, verified and on disk.
    private static (BackupManifest Manifest, int Copied, List<string> Damaged) Write(
        Installed from, IReadOnlyList<InstalledSide> sides, string into, string folder, bool withKeys,
        CommandConsole terminal)
    {
        foreach (var left in Directory.EnumerateDirectories(into, "*.incomplete"))
        {
            Directory.Delete(left, recursive: true); // of a run that was cut short
        }

        var incomplete = folder + ".incomplete";
        Directory.CreateDirectory(incomplete);
        try
        {
            var logs = new SideCopies(sides, incomplete).Run();
            CopyBeside(from, sides, incomplete, withKeys);
            var evidence = EvidenceCopies.Run(from.Evidence, Path.Combine(into, BackupManifest.EvidenceFolder));
            var files = Directory.EnumerateFiles(incomplete, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(f => HashedFile.Describe(incomplete, Path.GetRelativePath(incomplete, f)));
            var manifest = new BackupManifest(1, UtcText.Format(terminal.Now), logs, [.. files], evidence.Files);
            manifest.Write(incomplete);
            HashedFile.FlushFolders(incomplete);
            Directory.Move(incomplete, folder);
            return (manifest, evidence.Copied, evidence.Damaged);
        }
        catch (DbException outage)
        {
            Directory.Delete(incomplete, recursive: true);
            throw DatabaseConnection.Failure(outage)!;
        }
        catch
        {
            Directory.Delete(incomplete, recursive: true);
            throw;
        }
    }

    private static void CopyBeside(
        Installed from, IReadOnlyList<InstalledSide> sides, string to, bool withKeys)
    {
        foreach (var access in Directory.EnumerateFiles(from.Storage, "access-*.json"))
        {
            HashedFile.Copy(access, Path.Combine(to, Path.GetFileName(access)));
        }

        if (withKeys)
        {
            Directory.CreateDirectory(Path.Combine(to, BackupManifest.KeyFolder));
            foreach (var key in sides.SelectMany(s => new[] { s.Log.KeyFile, s.Log.Sm2KeyFile }).Where(File.Exists))
            {
                HashedFile.Copy(key, Path.Combine(to, BackupManifest.KeyFolder, Path.GetFileName(key)));
            }
        }
    }

    private static FileStream TakeTurn(string into)
    {
        try
        {
            return new(Path.Combine(into, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (FileFault.IsInUse(taken))
        {
            throw ClientException.Refused(new($"{into} 中另一次备份正在进行。", $"another backup into {into} is under way."));
        }
    }

    // Only what this command has made, by its name and its manifest.
    private static List<string> DropOldest(string into, int keep)
    {
        List<string> dropped = [.. Directory.EnumerateDirectories(into)
            .Where(f => DateTime.TryParseExact(Path.GetFileName(f), StampPattern, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal, out _) && File.Exists(Path.Combine(f, BackupManifest.FileName)))
            .OrderDescending(StringComparer.Ordinal).Skip(keep)];
        foreach (var old in dropped)
        {
            Directory.Delete(old, recursive: true);
        }

        return dropped;
    }

    private static void Show(
        CommandConsole terminal, string folder, BackupManifest manifest, int copied, List<string> dropped,
        TimeSpan took)
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
