using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Server;

/// <summary>What the service answered, byte for byte.</summary>
internal sealed record ApiAnswer(int Status, byte[] Body)
{
    public string AsText => Encoding.UTF8.GetString(Body);

    /// <summary>The JSON object; null when it is none.</summary>
    public JsonObject? TryToObject()
    {
        try
        {
            return JsonNode.Parse(Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public JsonObject ToObject() => TryToObject() ?? throw ServerJson.NotUnderstood("JSON");

    /// <summary>The answer to a write: as it came for programs; for people what it is about, and whether it counts.</summary>
    /// <param name="what">What was sent, worded so that it holds for a dry run too.</param>
    /// <param name="more">Further lines about it.</param>
    public int ReportWrite(Terminal terminal, Text what, params IEnumerable<Text> more)
    {
        if (terminal.IsJson)
        {
            terminal.Output.WriteLine(AsText);
            return ExitCode.Done;
        }

        terminal.Say(what);
        foreach (var line in more)
        {
            terminal.Say(line);
        }

        terminal.Say(ToObject()["receipt"] is { } node && ServerJson.Read<Receipt>(node) is var receipt
            ? new Text($"已受理。回执：日志 {receipt.Log}，序号 {receipt.Index}，叶哈希 {receipt.LeafHash}，检查点 {receipt.CheckpointSize}",
                $"accepted. Receipt: log {receipt.Log}, index {receipt.Index}, leaf hash {receipt.LeafHash}, checkpoint {receipt.CheckpointSize}")
            : new Text("检查通过；仅作检查，未保存任何内容。", "nothing speaks against it; checked only, nothing was stored."));
        return ExitCode.Done;
    }
}
