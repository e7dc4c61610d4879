using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>The answers to writes as they are printed.</summary>
internal static class WriteAnswer
{
    /// <summary>The answer to a write: as it came for programs; for people what it is about,
    /// and whether it counts.</summary>
    /// <param name="what">What was sent, worded so that it holds for a dry run too.</param>
    /// <param name="more">Further lines about it.</param>
    public static int ReportWrite(
        this ApiAnswer answer, CommandConsole terminal, Text what, params IEnumerable<Text> more)
    {
        if (terminal.IsJson)
        {
            terminal.Output.WriteLine(answer.AsText);
            return ExitCode.Done;
        }

        terminal.Write(what);
        foreach (var line in more)
        {
            terminal.Write(line);
        }

        terminal.Write(answer.ToObject()["receipt"] is { } node && ServerJson.Read<Receipt>(node) is var receipt
            ? new Text(
                $"已受理。回执：日志 {receipt.Log}，序号 {receipt.Index}，叶哈希 {receipt.LeafHash}，检查点 {receipt.CheckpointSize}",
                $"accepted. Receipt: log {receipt.Log}, index {receipt.Index}, leaf hash "
                    + $"{receipt.LeafHash}, checkpoint {receipt.CheckpointSize}")
            : new Text("检查通过；仅作检查，未保存任何内容。", "nothing speaks against it; checked only, nothing was stored."));
        return ExitCode.Done;
    }
}
