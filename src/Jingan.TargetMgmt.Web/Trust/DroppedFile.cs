using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Web.Sessions;
using Jingan.TargetMgmt.Web.Wire;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Web.Trust;

/// <summary>A file that somebody holds against the logs: a receipt as the service answers it, a receipt that proves by
/// itself (.tlog-proof), or an issued evaluation report.</summary>
internal static class DroppedFile
{
    /// <summary>Which log it is about, and what came of it.</summary>
    /// <param name="tokenFor">The access token of an address.</param>
    /// <param name="progress">How many entries of how many are done.</param>
    public static async Task<(string Side, LogProof Proof)> CheckAsync(
        byte[] file, string name, Origins origins, Func<Uri, string?> tokenFor, Browser browser,
        Action<long, long> progress, CancellationToken ct)
    {
        if (TlogProof.TryParse(file, out var proof, out _)
            && Checkpoint.TryParse(proof.Checkpoint.Text.Span, out var checkpoint, out _))
        {
            return await OfEntryAsync(SideOf(checkpoint.Origin), proof.Index, leafHash: null, file);
        }

        if (ReceiptIn(file) is { } receipt)
        {
            return await OfEntryAsync(SideOf(receipt.Log), receipt.Index, receipt.LeafHash, held: null);
        }

        var evaluation = origins.Evaluation;
        using var government = new ServedLog(
            new(origins.Government, "logs/government/"), tokenFor(origins.Government), browser);
        return ("evaluation", await LogProof.RunAsync(
            "evaluation", evaluation, tokenFor(evaluation), browser, progress, ct, (file, name), government));

        async Task<(string, LogProof)> OfEntryAsync(string side, long index, string? leafHash, byte[]? held)
        {
            var origin = side == "evaluation" ? origins.Evaluation : origins.Government;
            return (side, await LogProof.OfEntryAsync(
                side, origin, tokenFor(origin), browser, index, leafHash, held, ct));
        }
    }

    // A log's name ends with its side, whatever it is called before.
    private static string SideOf(string log) =>
        log.EndsWith("evaluation", StringComparison.Ordinal) ? "evaluation" : "government";

    // By itself, or within the answer to what was written.
    private static Receipt? ReceiptIn(byte[] file)
    {
        try
        {
            return JsonNode.Parse(Encoding.UTF8.GetString(file)) is JsonObject found
                && (found["receipt"] as JsonObject ?? found) is { } receipt
                && receipt.ContainsKey("leafHash") && receipt.ContainsKey("index")
                ? receipt.Deserialize(WebJson.Default.Receipt)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
