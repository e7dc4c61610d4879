using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Client;

/// <summary>What a period's evaluation report 评估报告 will say, before it is signed.</summary>
/// <param name="Claims">What is to be signed, but for the moment.</param>
/// <param name="Ratings">How many ratings it holds.</param>
/// <param name="Hidden">How many of them are sealed for want of a second mark.</param>
internal sealed record ReportDraft(JsonObject Claims, int Ratings, int Hidden)
{
    private sealed record InForce(
        long Index, string Colour, string Scheme, string Class, string LeadUnit, Divergence? Divergence = null);

    private sealed record SealedRating(long Index, bool Sealed = false);

    private sealed record Listed(
        TargetState State, string TargetId = "", string Scheme = "", SealedRating? Rating = null,
        string? SecondMark = null);

    /// <summary>The draft of a report from what the service holds now; see <see cref="Of"/>.</summary>
    public static async Task<ReportDraft> ReadAsync(
        ApiClient client, string period, string summary, bool withoutSecondMark,
        Func<IReadOnlyCollection<CountedRating>, IEnumerable<TargetState>, JsonObject> count, CancellationToken ct,
        IReadOnlyDictionary<string, string>? unrated = null) =>
        Of(await Statements.OriginAsync(client, ct), period, summary, withoutSecondMark, count,
            await ReadAllAsync(client, $"ratings?period={period}", ct),
            await ReadAllAsync(client, $"worklist?period={period}", ct), unrated);

    /// <summary>The draft of a report.</summary>
    /// <param name="log">The evaluation log's name.</param>
    /// <param name="withoutSecondMark">Whether targets may lack their second mark; the draft then lists them,
    /// and has no statistics.</param>
    /// <param name="count">The statistics of the ratings and of the targets without one.</param>
    /// <param name="inForce">The period's ratings in force, as <c>GET /ratings</c> lists them.</param>
    /// <param name="worklist">The period's targets, as <c>GET /worklist</c> lists them.</param>
    /// <param name="unrated">Why targets that were reported on are not rated.</param>
    /// <exception cref="ClientException">Nothing is rated, second marks are missing, or several schemes were
    /// followed.</exception>
    public static ReportDraft Of(
        string log, string period, string summary, bool withoutSecondMark,
        Func<IReadOnlyCollection<CountedRating>, IEnumerable<TargetState>, JsonObject> count,
        IEnumerable<JsonNode> inForce, IEnumerable<JsonNode> worklist,
        IReadOnlyDictionary<string, string>? unrated = null)
    {
        // Nothing is left out unseen: what is not rated is counted by why.
        List<InForce> ratings = [.. inForce.Select(ServerJson.Read<InForce>)];
        List<Listed> listed = [.. worklist.Select(ServerJson.Read<Listed>)];
        var unmarked = listed.Where(l => l.SecondMark == "due").ToList();
        if (unmarked.Count > 0 && !withoutSecondMark)
        {
            var targets = unmarked.Select(l => l.TargetId).ToList();
            throw ClientException.Refused(new(
                $"{period} 尚有目标未复评：{string.Join("、", targets)}；请先用 jtm rate --second-mark 复评，或加 "
                    + "--without-second-mark 出具。",
                $"{period} has targets without a second mark: {string.Join(", ", targets)}; have them marked with "
                    + "jtm rate --second-mark, or add --without-second-mark."));
        }

        // What is sealed is not known here: it is in the report, and nobody signs figures of it.
        var hidden = listed.Where(l => l.Rating is { Sealed: true }).ToList();
        SameScheme(period, ratings, hidden);
        var claims = new JsonObject
        {
            ["type"] = "report",
            ["log"] = log,
            ["period"] = period,
            ["scheme"] = ratings.Count > 0 ? ratings[0].Scheme : hidden[0].Scheme,
            ["ratings"] = new JsonArray([.. ratings.Select(r => r.Index)
                .Concat(hidden.Select(l => l.Rating!.Index))
                .Order()
                .Select(index => (JsonNode)index)]),
            ["summary"] = summary,
            ["statistics"] = hidden.Count > 0 ? [] : count(
                [.. ratings.Select(r => new CountedRating(r.Colour, r.Class, r.LeadUnit, r.Divergence?.Code))],
                listed.Where(l => l.Rating is null).Select(l => l.State)),
        };
        if (unrated is { Count: > 0 })
        {
            claims["unrated"] = new JsonArray([
                .. unrated.Select(u => (JsonNode)new JsonObject { ["targetId"] = u.Key, ["reason"] = u.Value })]);
        }

        if (unmarked.Count > 0)
        {
            claims["withoutSecondMark"] = new JsonArray([.. unmarked.Select(l => (JsonNode)l.TargetId)]);
        }

        return new(claims, ratings.Count + hidden.Count, hidden.Count);
    }

    /// <summary>The draft as it is signed at that moment.</summary>
    public JsonObject IssuedAt(DateTimeOffset now)
    {
        Claims["issuedAt"] = UtcText.Format(now);
        return Claims;
    }

    private static void SameScheme(string period, List<InForce> ratings, List<Listed> hidden)
    {
        if (ratings.Count + hidden.Count == 0)
        {
            throw ClientException.Refused(new(
                $"{period} 还没有评定；请先用 jtm rate --period {period} 评定。",
                $"{period} has no ratings yet; rate first: jtm rate --period {period}."));
        }

        if (ratings.Select(r => r.Scheme).Distinct().Order(StringComparer.Ordinal).ToArray() is { Length: > 1 } schemes)
        {
            throw ClientException.Refused(new(
                $"{period} 的评定依据了多个办法（{string.Join("、", schemes)}）；请用 jtm rate --supersede 按现行办法重新评定。",
                $"the ratings of {period} follow several schemes ({string.Join(", ", schemes)}); rate again under "
                    + "the one in force: jtm rate --supersede."));
        }
    }

    private static async Task<List<JsonNode>> ReadAllAsync(ApiClient client, string list, CancellationToken ct)
    {
        var items = new List<JsonNode>();
        await foreach (var node in client.ListAsync(list, ct))
        {
            items.Add(node);
        }

        return items;
    }
}
