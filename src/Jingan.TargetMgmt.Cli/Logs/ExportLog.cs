using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary><c>jtm export</c>: a log as files, in the layout in which it is served;
/// taken up again where it stopped.</summary>
internal static class ExportLog
{
    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var folder = new Argument<string>("dir")
        {
            Description = new Text("写入的目录；已有的文件保留，续传", "folder to write to; files that are there are kept").Current,
        };
        var address = CliOption.Of(
            "--log", new("日志地址；代替 --server 与 --side", "address of the log; instead of --server and --side"), "url");
        var side = CliOption.Of("--side", new("服务的哪一侧日志", "which log of the service"), "government|evaluation")
            .AcceptOnlyFromAmong("government", "evaluation");
        var isAskedFor = Progress.Option();
        var command = CliOption.Command("export", new(
            "把日志导出为文件（C2SP tlog-tiles 布局），并核对其树", "copy a log into files (C2SP tlog-tiles layout), its tree checked"),
            folder, address, server.Server, side, isAskedFor, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            if (parsed.GetValue(address) is null == parsed.GetValue(side) is null)
            {
                throw ClientException.Impossible(new("请给 --log 或 --side，二者选一。", "give either --log or --side."));
            }

            var from = parsed.GetValue(address) ?? $"{server.AddressOf(parsed, terminal)}logs/{parsed.GetValue(side)}";
            using var log = new HttpLog(from, server.TokenOf(parsed, terminal));
            return await RunAsync(
                log, parsed.GetRequiredValue(folder), terminal, terminal.IsWatched || parsed.GetValue(isAskedFor), ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        HttpLog log, string folder, CommandConsole terminal, bool showsProgress, CancellationToken ct)
    {
        var note = await log.ReadCheckpointAsync(ct);
        if (!Checkpoint.TryParse(note.Text.Span, out var checkpoint, out var fault))
        {
            throw ClientException.Impossible(new(
                $"{log.Name} 的检查点读不懂：{fault}", $"the checkpoint of {log.Name} cannot be read: {fault}"));
        }

        await MustBeTheFoldersAsync(log, checkpoint, folder, ct);
        var findings = new Findings();
        using var saved = new SavedLog(log, folder);
        var walk = new LogWalk(saved, checkpoint.Size, findings)
        {
            Advance = new Progress(terminal, showsProgress, checkpoint.Size).Advance,
        };
        var root = await walk.RunAsync(ct);
        if (!root.AsSpan().SequenceEqual(checkpoint.Root))
        {
            findings.AddDamage(checkpoint.Size, new(
                $"重新计算的根 {Convert.ToHexStringLower(root)} 与检查点的根 {Convert.ToHexStringLower(checkpoint.Root)} 不符。",
                $"the recomputed root {Convert.ToHexStringLower(root)} is not the checkpoint's,"
                    + $" {Convert.ToHexStringLower(checkpoint.Root)}."));
        }

        if (findings.Worst is null)
        {
            // The checkpoint comes last: a folder that has one is complete as far as it says.
            await SaveKeyAsync(log, folder, ct);
            DurableFile.Replace(Path.Combine(folder, LogFiles.CheckpointPath), note.ToBytes());
            Show(terminal, folder, checkpoint);
        }

        findings.Show(terminal);
        if (findings.Worst == FailureKind.Damaged)
        {
            terminal.WriteDetail(new Text(
                $"未写入检查点。已有的文件不会重新下载：请删除 {folder} 中上述文件后重试。",
                "No checkpoint was written. Files that are there are not fetched again: delete the ones named "
                    + $"from {folder} and repeat.").Current);
        }

        return ExitCode.Of(findings.Worst);
    }

    // Files of another log would be taken for this one's, and be found wrong. After a change of key the name is another
    // one, and what is there the same.
    private static async Task MustBeTheFoldersAsync(
        HttpLog log, Checkpoint checkpoint, string folder, CancellationToken ct)
    {
        using var saved = new FolderLog(folder);
        using MemoryStream note = new(), here = new(), there = new();
        if (await saved.ReadAsync(LogFiles.CheckpointPath, note, ct) != FileOutcome.Read
            || !SignedNote.TryParse(note.ToArray(), out var signed, out _)
            || !Checkpoint.TryParse(signed.Text.Span, out var last, out _)
            || last.Origin == checkpoint.Origin || last.Size == 0)
        {
            return;
        }

        var first = new Tile(0, 0, Tile.WidthAt(0, 0, last.Size));
        if (await saved.ReadAsync(first, here, ct) == FileOutcome.Read
            && (await log.ReadAsync(first, there, ct) != FileOutcome.Read
                || !here.ToArray().AsSpan().SequenceEqual(there.ToArray())))
        {
            throw ClientException.Impossible(new(
                $"{folder} 中是日志“{last.Origin}”，{log.Name} 是“{checkpoint.Origin}”；请为每个日志各用一个目录。",
                $"{folder} holds the log \"{last.Origin}\", {log.Name} is \"{checkpoint.Origin}\"; use a folder of its "
                    + "own for each log."));
        }
    }

    // For a first look, as on the server: who verifies brings the key along.
    private static async Task SaveKeyAsync(HttpLog log, string folder, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        if (await log.ReadAsync(LogFiles.KeyPath, buffer, ct) == FileOutcome.Read)
        {
            DurableFile.Replace(Path.Combine(folder, LogFiles.KeyPath), buffer.ToArray());
        }
    }

    private static void Show(CommandConsole terminal, string folder, Checkpoint checkpoint)
    {
        if (terminal.IsJson)
        {
            terminal.Write(new JsonObject
            {
                ["dir"] = folder, ["log"] = checkpoint.Origin, ["size"] = checkpoint.Size,
                ["root"] = Convert.ToHexStringLower(checkpoint.Root),
            });
            return;
        }

        terminal.Write(new Text(
            $"已导出 {checkpoint.Origin}：{checkpoint.Size} 条，根 {Convert.ToHexStringLower(checkpoint.Root)}。签名尚未核验：jtm "
                + $"verify {folder} --policy …",
            $"exported {checkpoint.Origin}: {checkpoint.Size} entries, "
                + $"root {Convert.ToHexStringLower(checkpoint.Root)}. Its signatures are not verified yet: jtm "
                + $"verify {folder} --policy …"));
    }
}
