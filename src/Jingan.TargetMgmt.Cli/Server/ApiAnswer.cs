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

    /// <summary>The answer to a write: as it came for programs, as sentences and a receipt 回执 for people.</summary>
    public int ReportWrite(Terminal terminal, params IEnumerable<Text> sentences)
    {
        if (terminal.IsJson)
        {
            terminal.Output.WriteLine(AsText);
            return ExitCode.Done;
        }

        foreach (var sentence in sentences)
        {
            terminal.Say(sentence);
        }

        terminal.Say(ToObject()["receipt"] is { } node && ServerJson.Read<Receipt>(node) is var receipt
            ? new Text($"回执：日志 {receipt.Log}，序号 {receipt.Index}，叶哈希 {receipt.LeafHash}，检查点 {receipt.CheckpointSize}",
                $"receipt: log {receipt.Log}, index {receipt.Index}, leaf hash {receipt.LeafHash}, checkpoint {receipt.CheckpointSize}")
            : new Text("仅作检查，未保存任何内容。", "checked only, nothing was stored."));
        return ExitCode.Done;
    }
}
