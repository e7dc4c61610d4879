using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary>A verified checkpoint as it is shown: which log, how many entries,
/// who vouches for it and since when.</summary>
internal static class CheckpointLines
{
    public static void Write(CommandConsole terminal, Witnessed verified)
    {
        var (checkpoint, log, witnesses) = verified;
        terminal.Write(new Text($"日志：{checkpoint.Origin}（密钥 {log}）", $"log: {checkpoint.Origin} (key {log})"));
        terminal.Write(new Text(
            $"检查点：{checkpoint.Size} 条，根 {Convert.ToHexStringLower(checkpoint.Root)}",
            $"checkpoint: {checkpoint.Size} entries, root {Convert.ToHexStringLower(checkpoint.Root)}"));
        foreach (var witness in witnesses)
        {
            terminal.Write(new Text(
                $"见证：{witness.Name}，{TimeOf(witness)}", $"witness: {witness.Name}, {TimeOf(witness)}"));
        }

        if (witnesses.Count == 0)
        {
            terminal.Write(new Text("见证：无（策略文件不要求）", "witness: none (the policy asks for none)"));
        }
    }

    public static JsonObject ToJson(Witnessed verified) => new()
    {
        ["log"] = verified.Checkpoint.Origin,
        ["key"] = verified.Log.ToString(),
        ["size"] = verified.Checkpoint.Size,
        ["root"] = Convert.ToHexStringLower(verified.Checkpoint.Root),
        ["witnesses"] =
            new JsonArray([.. verified.Witnesses.Select(w => new JsonObject
            {
                ["name"] = w.Name,
                ["key"] = w.Key.ToString(),
                ["at"] = TimeOf(w),
            })]),
    };

    // A witness may write any time up to 2^63-1; what no calendar holds is shown as the number.
    private static string TimeOf(CountedWitness witness) =>
        witness.UnixSeconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        ? UtcText.Format(DateTimeOffset.FromUnixTimeSeconds(witness.UnixSeconds))
        : witness.UnixSeconds.ToString(CultureInfo.InvariantCulture);
}
