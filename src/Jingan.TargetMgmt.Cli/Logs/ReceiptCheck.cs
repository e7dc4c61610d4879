using Jingan.TargetMgmt.Cli.Logs;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Checks a receipt 回执 (.tlog-proof) offline: the entry's bytes as they are in the file,
/// against keys of the user's own.</summary>
internal static class ReceiptCheck
{
    public static int Run(
        CommandConsole terminal, string path, string entryPath, WitnessPolicy policy, RememberedCheckpoint? remembered)
    {
        var receipt = ReceiptVerifier.Verify(
            InputFile.ReadBytes(path), () => InputFile.ReadBytes(entryPath, new("记录文件", "entry")), policy, path);
        var isCompared = remembered is null || Compare(path, receipt.Verified.Checkpoint, receipt.Note, remembered);
        Show(terminal, receipt.Verified, receipt.Index, receipt.LeafHash);
        if (!isCompared)
        {
            terminal.WriteDetail(new Text("回执与 --state 的检查点大小不同，两者未作比较。",
                "the receipt and the --state are of different sizes and were not compared.").Current);
        }

        return ExitCode.Done;
    }

    // Offline there is no way from one size to another: only equal sizes can be compared,
    // and a state that exists is not moved on trust.
    private static bool Compare(string path, Checkpoint checkpoint, SignedNote note, RememberedCheckpoint remembered)
    {
        if (remembered.Checkpoint is not { } last)
        {
            remembered.Replace(note);
            return true;
        }

        if (last.Origin != checkpoint.Origin)
        {
            throw ClientException.Impossible(new(
                $"--state 记的是日志“{last.Origin}”，{path} 是“{checkpoint.Origin}”的回执；请为每个日志各用一个文件。",
                $"--state is of the log \"{last.Origin}\", {path} is a receipt of \"{checkpoint.Origin}\"; use a file "
                    + "of its own for each log."));
        }

        return last.Size == checkpoint.Size
            && (last.Root.AsSpan().SequenceEqual(checkpoint.Root)
            ? true
            : throw ClientException.Damaged(new(
                $"{path}：日志分叉：大小 {last.Size} 的检查点有两个根，{Convert.ToHexStringLower(last.Root)} 与 "
                    + $"{Convert.ToHexStringLower(checkpoint.Root)}。",
                $"{path}: the log has forked: two roots of "
                    + $"size {last.Size}, {Convert.ToHexStringLower(last.Root)} and "
                    + $"{Convert.ToHexStringLower(checkpoint.Root)}.")));
    }

    private static void Show(CommandConsole terminal, Witnessed verified, long index, byte[] leafHash)
    {
        if (terminal.IsJson)
        {
            var json = CheckpointLines.ToJson(verified);
            json["index"] = index;
            json["leafHash"] = Convert.ToHexStringLower(leafHash);
            terminal.Write(json);
            return;
        }

        CheckpointLines.Write(terminal, verified);
        terminal.Write(new Text(
            $"核验通过：记录在该日志第 {index} 条，叶哈希 {Convert.ToHexStringLower(leafHash)}。",
            $"verified: the entry is in this log at index {index}, leaf hash {Convert.ToHexStringLower(leafHash)}."));
    }
}
