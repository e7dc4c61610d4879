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
    private const string LockFile = "lock";

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
            RealPath.Of(parsed.GetRequiredValue(from)), RealPath.Of(parsed.GetRequiredValue(into)), terminal));
        return command;
    }

    private static int Run(string from, string into, CommandConsole terminal)
    {
        OwnerOnlyData.SetUmask();
        var manifest = BackupManifest.Read(from);
        RefuseOthers(into);
        var evidence = Path.Combine(Path.GetDirectoryName(from)!, BackupManifest.EvidenceFolder);
        Verify(from, manifest.Files, manifest, evidence);
        var unfinished = UnfinishedRestore.In(into);
        var owner = DataOwner.Of([DataOwner.NearestTo(into), Path.Combine(from, BackupManifest.FileName), from]);
        var made = DataOwner.MissingOf(into);
        return OutputFile.Write(Path.Combine(unfinished, LockFile), () =>
        {
            using var held = TakeTurn(into, unfinished);
            RefuseOthers(into); // once more: nobody else's from here on
            try
            {
                Clear(unfinished); // of a run that was cut short
                Put(from, into, unfinished, manifest, evidence, owner);
            }
            catch
            {
                held.Dispose();
                Clear(into); // it was empty
                throw;
            }

            held.Dispose();
            OpenedFolder.Delete(unfinished);
            ((IEnumerable<string>)[.. made, into]).ToList().ForEach(owner.Take);
            HashedFile.FlushFolders(into);
            Show(terminal, into, manifest);
            return ExitCode.Done;
        }, isSecret: true);
    }

    private static void RefuseOthers(string into)
    {
        if (!Directory.Exists(into)
            || Directory.EnumerateFileSystemEntries(into).All(e => e == UnfinishedRestore.In(into)))
        {
            return;
        }

        throw ClientException.Refused(Directory.Exists(UnfinishedRestore.In(into))
            ? new(
                $"向 {into} 的恢复在最后一步中断，其中的文件可能不全；请核对后清空该目录，再次执行。",
                $"a restore into {into} was cut short at its last step, and what is there may be half: look at it, "
                    + "empty the folder, and run this again.")
            : new(
                $"{into} 不是空目录，不会覆盖其中的文件；请另给一个目录。",
                $"{into} is not empty, and nothing in it is overwritten; name another."));
    }

    private static FileStream TakeTurn(string into, string unfinished)
    {
        try
        {
            return new(Path.Combine(unfinished, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (FileFault.IsInUse(taken))
        {
            throw ClientException.Refused(new(
                $"另一次恢复正在写入 {into}。", $"another restore into {into} is under way."));
        }
    }

    // In a folder of its own until all is there and verified, then one after another to its place, databases last: what
    // is cut short is no data folder, and no service starts on it.
    private static void Put(
        string from, string into, string unfinished, BackupManifest manifest, string evidence, DataOwner owner)
    {
        var files = Restored(manifest).ToList();
        var evidenceThere = Path.Combine(unfinished, BackupManifest.EvidenceFolder);
        manifest.Evidence.ToList().ForEach(file => Copy(evidence, evidenceThere, file));
        files.ForEach(file => Copy(from, unfinished, file));
        Verify(unfinished, files, manifest, evidenceThere);
        owner.TakeAll(unfinished);
        HashedFile.FlushFolders(unfinished);
        foreach (var entry in new DirectoryInfo(unfinished).EnumerateFileSystemInfos().ToList()
            .Where(e => e.Name != LockFile).OrderBy(e => manifest.Logs.Any(l => l.Database == e.Name)))
        {
            Directory.Move(entry.FullName, Path.Combine(into, entry.Name)); // files, too
        }
    }

    private static void Copy(string from, string to, BackedUpFile file)
    {
        var target = Path.Combine(to, file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        HashedFile.Copy(Path.Combine(from, file.Path), target, owner: null); // its hash is verified
    }

    private static void Verify(
        string folder, IEnumerable<BackedUpFile> files, BackupManifest manifest, string evidence)
    {
        foreach (var file in files)
        {
            HashedFile.Expect(folder, file);
        }

        foreach (var file in manifest.Evidence)
        {
            HashedFile.Expect(evidence, file);
        }

        foreach (var log in manifest.Logs)
        {
            VerifyLog(Path.Combine(folder, log.Database), log);
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

    private static IEnumerable<BackedUpFile> Restored(BackupManifest manifest) =>
        manifest.Files.Where(f => !f.Path.EndsWith(".high-water", StringComparison.Ordinal));

    private static void Clear(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => Path.GetFileName(f) != LockFile))
        {
            File.Delete(file);
        }

        foreach (var below in Directory.EnumerateDirectories(folder))
        {
            OpenedFolder.Delete(below);
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
