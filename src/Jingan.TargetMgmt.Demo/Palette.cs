using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Client;

namespace Jingan.TargetMgmt.Demo;

/// <summary>A scheme's colours, best first. Colours are data: what the year is made of is ranks.</summary>
internal sealed record Palette(IReadOnlyList<string> Codes)
{
    public int Worst => Codes.Count - 1;

    public static async Task<Palette> ReadAsync(ApiClient client, string scheme, CancellationToken ct)
    {
        var document = (await client.GetAsync($"schemes/{Uri.EscapeDataString(scheme)}", "application/json", ct))
            .ToObject();
        var colours = document["colours"] as JsonArray ?? throw ServerJson.NotUnderstood("colours");
        return new([.. colours.OrderBy(c => (int)c!["rank"]!).Select(c => (string)c!["code"]!)]);
    }

    /// <summary>The colour of a rank; of one worse than all, the worst.</summary>
    public string CodeOf(int rank) => Codes[Math.Min(rank, Worst)];

    /// <summary>The rank of a colour; null for no colour, or for one that the scheme does not have.</summary>
    public int? RankOf(string? code) =>
        Codes.Index().Where(c => c.Item == code).Select(c => (int?)c.Index).FirstOrDefault();
}
