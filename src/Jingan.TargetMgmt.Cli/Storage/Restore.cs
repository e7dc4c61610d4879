using System.CommandLine;
using System.Data.Common;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Backups;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Sql;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Storage;

/// <summary><c>jtm restore</c>: puts a backup into an empty folder, verified before and after. The marks stay out: they
/// are as old as the backup, and a start must not take them for the newest.</summary>
internal static class Restore
{
    private const string Restoring = ".restoring";

    public static Command Create(CommandConsole terminal)
    {
        var from = new Argument<string>("BACKUP")
        {
            Description = new Text("一次备份的目录（内有 manifest.json）", "a backup's folder, with its manifest.json").Current,
        };
        var into = CliOption.Of("--into", new("空的或尚不存在的数据目录", "a data folder that is empty or not there yet"), "dir",
            required: true);
        var command = CliOption.Command("restore", new(
            "把一次备份恢复到空目录，恢复前后均核验", "put a backup into an empty folder, verified before and after"), from, into);
        command.SetAction(parsed => Run(
            Path.GetFullPath(parsed.GetRequiredValue(from)), Path.GetFullPath(parsed.GetRequiredValue(into)),
            terminal));
        return command;
    }

    private static int Run(string from, string into, CommandConsole terminal)
    {
        OwnerOnlyData.SetUmask();
        var manifest = BackupManifest.Read(from);
        if (Directory.Exists(into) && Directory.EnumerateFileSystemEntries(into).Any())
        {
            throw ClientException.Refused(new(
                $"{into} 不是空目录，不会覆盖其中的文件；请另给一个目录。",
                $"{into} is not empty, and nothing in it is overwritten; name another."));
        }

        var evidence = Path.Combine(Path.GetDirectoryName(from)!, BackupManifest.EvidenceFolder);
        Verify(from, manifest, evidence, "");
        return OutputFile.Write(Path.Combine(into, BackupManifest.FileName), () =>
        {
            try
            {
                Put(from, into, manifest, evidence);
            }
            catch
            {
                Clear(into); // it was empty
                throw;
            }

            Show(terminal, into, manifest);
            return ExitCode.Done;
        }, isSecret: true);
    }

    // Databases last, and under their names when all is there and verified: what is cut short is no data folder.
    private static void Put(string from, string into, BackupManifest manifest, string evidence)
    {
        foreach (var file in manifest.Evidence)
        {
            Copy(evidence, Path.Combine(into, BackupManifest.EvidenceFolder), file, file.Path);
        }

        foreach (var file in Restored(manifest))
        {
            Copy(from, into, file, IsDatabase(manifest, file) ? file.Path + Restoring : file.Path);
        }

        Verify(into, manifest, Path.Combine(into, BackupManifest.EvidenceFolder), Restoring);
        foreach (var log in manifest.Logs)
        {
            File.Move(Path.Combine(into, log.Database + Restoring), Path.Combine(into, log.Database));
        }

        HashedFile.FlushFolders(into);
    }

    private static void Copy(string from, string into, BackedUpFile file, string name)
    {
        var target = Path.Combine(into, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        HashedFile.Copy(Path.Combine(from, file.Path), target);
    }

    private static void Verify(string folder, BackupManifest manifest, string evidence, string suffix)
    {
        foreach (var file in suffix.Length == 0 ? manifest.Files : Restored(manifest))
        {
            var isThere = IsDatabase(manifest, file) ? file with { Path = file.Path + suffix } : file;
            HashedFile.Expect(folder, isThere);
        }

        foreach (var file in manifest.Evidence)
        {
            HashedFile.Expect(evidence, file);
        }

        foreach (var log in manifest.Logs)
        {
            VerifyLog(Path.Combine(folder, log.Database + suffix), log);
        }
    }

    private static void VerifyLog(string file, BackedUpLog log)
    {
        try
        {
            var head = VerifierKey.TryParse(log.Key, out var key, out var fault)
                ? StoredTree.Verify(InstalledSide.In(file), key)
                : throw ClientException.Damaged(new($"清单中的密钥有误：{fault}", $"the key in the manifest is none: {fault}"));
            if (head.Size != log.Size || !head.Root.AsSpan().SequenceEqual(log.Root))
            {
                throw ClientException.Damaged(new($"{file} 不是清单所记的日志。", $"{file} is not the log in the manifest."));
            }
        }
        catch (DoubtException doubt)
        {
            throw ClientException.Damaged(new($"{file}：{doubt.Reason.Zh}", $"{file}: {doubt.Reason.En}"));
        }
        catch (DbException outage)
        {
            throw DatabaseConnection.Failure(outage)!;
        }
    }

    private static bool IsDatabase(BackupManifest manifest, BackedUpFile file) =>
        manifest.Logs.Any(l => l.Database == file.Path);

    private static IEnumerable<BackedUpFile> Restored(BackupManifest manifest) =>
        manifest.Files.Where(f => !f.Path.EndsWith(".high-water", StringComparison.Ordinal));

    private static void Clear(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.Delete(file);
        }

        foreach (var below in Directory.EnumerateDirectories(folder))
        {
            Directory.Delete(below, recursive: true);
        }

        DurableFolder.Flush(folder);
    }

    private static void Show(CommandConsole terminal, string into, BackupManifest manifest)
    {
        if (terminal.IsJson)
        {
            terminal.Write(new JsonObject
            {
                ["folder"] = into, ["at"] = manifest.At,
                ["logs"] = new JsonArray([.. manifest.Logs.Select(l => (JsonNode)new JsonObject
                {
                    ["side"] = l.Side, ["origin"] = l.Origin, ["key"] = l.Key, ["size"] = l.Size,
                    ["root"] = Convert.ToHexStringLower(l.Root),
                })]),
                ["evidence"] = manifest.Evidence.Count,
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
            $"已恢复 {manifest.At} 的备份到 {into}（佐证 {manifest.Evidence.Count} 份）。启动前：放回日志密钥，与见证方核对日志长度，"
                + "再对每一侧执行 jtm adopt（见 docs/disaster.md）。",
            $"the backup of {manifest.At} is in {into} ({manifest.Evidence.Count} evidence files). Before the start: "
                + "put the logs' keys back, compare the sizes with the witnesses, and run jtm adopt for each side (see "
                + "docs/disaster.md)."));
    }
}
