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

    private sealed record SealedRating(long Index, bool Sealed = false);

    private sealed record Listed(TargetState State, string TargetId = "", string Scheme = "", SealedRating? Rating = null, string? SecondMark = null);

    public static Command Create(Terminal terminal)
    {
        var server = new ServerOptions();
        var key = new KeyOptions(required: true);
        var period = Opt.Period();
        var summary = Opt.Of("--summary", new("总体评价", "the overall assessment"), "text", required: true);
        var withoutSecondMark = Opt.Flag("--without-second-mark", new(
            "尚有目标未复评也出具；报告将列出这些目标，且不签署统计", "issue although targets have no second mark; the report lists them, and no statistics are signed"));
        var dryRun = Opt.DryRun();
        var command = Opt.Command("issue", new("出具本期评估报告并公布全部评定；不可撤回", "issue the period's evaluation report and release its ratings; cannot be taken back"),
            period, summary, withoutSecondMark, key.Key, key.Kid, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var signer = key.Load(parsed);
            using var client = server.Connect(parsed, terminal);
            var code = parsed.GetRequiredValue(period);
            var ratings = await RatingsAsync(client, code, ct);
            var listed = await ListedAsync(client, code, ct);
            var unmarked = listed.Where(l => l.SecondMark == "due").ToList();
            if (unmarked.Count > 0 && !parsed.GetValue(withoutSecondMark))
            {
                var targets = unmarked.Select(l => l.TargetId).ToList();
                throw CommandFailure.Refused(new(
                    $"{code} 尚有目标未复评：{string.Join("、", targets)}；请先用 jtm rate --second-mark 复评，或加 --without-second-mark 出具。",
                    $"{code} has targets without a second mark: {string.Join(", ", targets)}; have them marked with jtm rate --second-mark, or add --without-second-mark."));
            }

            // What is sealed is not known here: it is in the report, and nobody signs figures of it.
            var hidden = listed.Where(l => l.Rating is { Sealed: true }).ToList();
            SameScheme(code, ratings, hidden);
            var statistics = hidden.Count > 0 ? [] : ReportStatistics.Of(
                [.. ratings.Select(r => new CountedRating(r.Colour, r.Class, r.LeadUnit, r.Divergence?.Code))], listed.Where(l => l.Rating is null).Select(l => l.State));
            var claims = new JsonObject
            {
                ["type"] = "report",
                ["period"] = code,
                ["scheme"] = ratings.Count > 0 ? ratings[0].Scheme : hidden[0].Scheme,
                ["ratings"] = new JsonArray([.. ratings.Select(r => r.Index).Concat(hidden.Select(l => l.Rating!.Index)).Order().Select(index => (JsonNode)index)]),
                ["summary"] = parsed.GetRequiredValue(summary),
                ["statistics"] = statistics,
                ["issuedAt"] = UtcText.Format(terminal.Now),
            };
            if (unmarked.Count > 0)
            {
                claims["withoutSecondMark"] = new JsonArray([.. unmarked.Select(l => (JsonNode)l.TargetId)]);
            }

            var jws = signer.Sign(claims);
            var answer = await client.PostAsync("evaluation-reports", CompactJws.MediaType, Encoding.ASCII.GetBytes(jws), parsed.GetValue(dryRun), ct);
            var count = ratings.Count + hidden.Count;
            var counts = hidden.Count > 0
                ? new Text($"{hidden.Count} 项未复评", $"{hidden.Count} without a second mark").Current
                : string.Join(", ", statistics["byColour"]!.AsObject().Select(c => $"{c.Key} {c.Value}"));
            return answer.ReportWrite(terminal, new Text($"{code} 评估报告：评定 {count} 项（{counts}）", $"evaluation report {code}: {count} ratings ({counts})"));
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

        return ratings;
    }

    private static void SameScheme(string period, List<InForce> ratings, List<Listed> hidden)
    {
        if (ratings.Count + hidden.Count == 0)
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
    }

    // Nothing is left out unseen: what is not rated is counted by why.
    private static async Task<List<Listed>> ListedAsync(ApiClient client, string period, CancellationToken ct)
    {
        var listed = new List<Listed>();
        await foreach (var node in client.ListAsync($"worklist?period={period}", ct))
        {
            listed.Add(ServerJson.Read<Listed>(node));
        }

        return listed;
    }
}
