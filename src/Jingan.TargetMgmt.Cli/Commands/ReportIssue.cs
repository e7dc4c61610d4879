using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Cli.Server;
using Jingan.TargetMgmt.Cli.Signing;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Cli.Commands;

/// <summary><c>jtm report issue</c>: the period's evaluation report 评估报告, signed here; it releases all its ratings at once.</summary>
internal static class ReportIssue
{
    private sealed record InForce(long Index, string Colour, string Scheme, string Class, string LeadUnit, Divergence? Divergence = null);

    private sealed record Listed(TargetState State, JsonNode? Rating = null);

    public static Command Create(Terminal terminal)
    {
        var server = new ServerOptions();
        var key = new KeyOptions(required: true);
        var period = Opt.Period();
        var summary = Opt.Of("--summary", new("总体评价", "the overall assessment"), "text", required: true);
        var dryRun = Opt.DryRun();
        var command = Opt.Command("issue", new("出具本期评估报告并公布全部评定；不可撤回", "issue the period's evaluation report and release its ratings; cannot be taken back"),
            period, summary, key.Key, key.Kid, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var signer = key.Load(parsed);
            using var client = server.Connect(parsed, terminal);
            var code = parsed.GetRequiredValue(period);
            var ratings = await RatingsAsync(client, code, ct);
            var statistics = ReportStatistics.Of(
                [.. ratings.Select(r => new CountedRating(r.Colour, r.Class, r.LeadUnit, r.Divergence?.Code))], await UnratedAsync(client, code, ct));
            var claims = new JsonObject
            {
                ["type"] = "report",
                ["period"] = code,
                ["scheme"] = ratings[0].Scheme,
                ["ratings"] = new JsonArray([.. ratings.Select(r => r.Index).Order().Select(index => (JsonNode)index)]),
                ["summary"] = parsed.GetRequiredValue(summary),
                ["statistics"] = statistics,
                ["issuedAt"] = UtcText.Format(terminal.Now),
            };
            var jws = signer.Sign(claims);
            var answer = await client.PostAsync("evaluation-reports", CompactJws.MediaType, Encoding.ASCII.GetBytes(jws), parsed.GetValue(dryRun), ct);
            var counts = string.Join(", ", statistics["byColour"]!.AsObject().Select(c => $"{c.Key} {c.Value}"));
            return answer.ReportWrite(terminal, new Text(
                $"{code} 评估报告：评定 {ratings.Count} 项（{counts}）", $"evaluation report {code}: {ratings.Count} ratings ({counts})"));
        });
        return command;
    }

    private static async Task<List<InForce>> RatingsAsync(ApiClient client, string period, CancellationToken ct)
    {
        var ratings = new List<InForce>();
        await foreach (var node in client.ListAsync($"ratings?period={period}", ct))
        {
            ratings.Add(ServerJson.Read<InForce>(node));
        }

        if (ratings.Count == 0)
        {
            throw CommandFailure.Refused(new(
                $"{period} 还没有评定；请先用 jtm rate --period {period} 评定。", $"{period} has no ratings yet; rate first: jtm rate --period {period}."));
        }

        if (ratings.Select(r => r.Scheme).Distinct().Order(StringComparer.Ordinal).ToArray() is { Length: > 1 } schemes)
        {
            throw CommandFailure.Refused(new(
                $"{period} 的评定依据了多个办法（{string.Join("、", schemes)}）；请用 jtm rate --supersede 按现行办法重新评定。",
                $"the ratings of {period} follow several schemes ({string.Join(", ", schemes)}); rate again under the one in force: jtm rate --supersede."));
        }

        return ratings;
    }

    // Nothing is left out unseen: what is not rated is counted by why.
    private static async Task<List<TargetState>> UnratedAsync(ApiClient client, string period, CancellationToken ct)
    {
        var states = new List<TargetState>();
        await foreach (var node in client.ListAsync($"worklist?period={period}", ct))
        {
            if (ServerJson.Read<Listed>(node) is { Rating: null, State: var state })
            {
                states.Add(state);
            }
        }

        return states;
    }
}
