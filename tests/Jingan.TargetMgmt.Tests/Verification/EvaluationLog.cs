using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>An evaluation log as the service writes it: an assessor, ratings, a report.
/// What a test alters it alters before the entry is logged.</summary>
internal sealed class EvaluationLog : IDisposable
{
    private const string Start = """{"v":1,"at":"2018-07-05T01:02:03.000Z","actor":"firm-1"}""";

    private readonly Dictionary<(string Period, string Target), long> _inForce = [];

    public TestLog Log { get; } = new();

    public AssessorKey Key { get; } = AssessorKey.New();

    /// <summary>One of each, after as many entries of no concern.</summary>
    public static EvaluationLog Complete(int before = 0, LogEntryRef? basis = null)
    {
        var evaluation = new EvaluationLog();
        for (var i = 0; i < before; i++)
        {
            evaluation.Log.Add("""{"v":1,"type":"scheme","version":"2018.1"}""");
        }

        evaluation.Register();
        var first = evaluation.Rate(claims => claims["basis"] = basis is null ? null : new JsonObject
        {
            ["log"] = basis.Log, ["index"] = basis.Index, ["leafHash"] = basis.LeafHash,
        });
        evaluation.Report([evaluation.Rate(claims => Correct(claims, first))]);
        return evaluation;
    }

    public long Register(AssessorKey? key = null, string? kid = null, string? replaces = null)
    {
        var members = new JsonObject
        {
            ["kid"] = kid ?? Key.Kid,
            ["publicKey"] = System.Text.Json.JsonSerializer.SerializeToNode((key ?? Key).PublicKey, WireJson.Options),
            ["name"] = "赵六",
        };
        if (replaces is not null)
        {
            members["replaces"] = replaces;
        }

        return Add("assessor", members);
    }

    /// <summary>Logs the example scheme of 2018, whole.</summary>
    public long Publish() =>
        Add("scheme", new()
        {
            ["version"] = "2018.1",
            ["document"] = JsonNode.Parse(ColourScheme.Example2018Utf8.Span),
        });

    public long Revoke(string kid) => Add("assessor-revocation", new() { ["kid"] = kid, ["reason"] = "遗失" });

    public long Conflict(string kid, string unit, bool ended = false) =>
        Add("conflict", new() { ["kid"] = kid, ["unit"] = unit, ["reason"] = "曾任职", ["ended"] = ended });

    /// <summary>Logs a rating, in the place of the one in force where there is one.</summary>
    /// <param name="claim">Alters what is signed; what is said of <c>supersedes</c>, if only that it is null,
    /// stays.</param>
    /// <param name="show">Alters what the entry shows of it.</param>
    public long Rate(Action<JsonObject>? claim = null, Action<JsonObject>? show = null, AssessorKey? key = null)
    {
        var claims = new JsonObject
        {
            ["type"] = "rating", ["period"] = "2018-06", ["targetId"] = "JA2018-028", ["targetVersion"] = 1,
            ["class"] = "quantitative",
            ["colour"] = "green", ["scheme"] = "2018.1", ["suggested"] = "green", ["rationale"] = "属实",
            ["basis"] = null, ["issuedAt"] = "2018-07-05T01:02:03.000Z",
        };
        claim?.Invoke(claims);
        var of = ((string)claims["period"]!, (string)claims["targetId"]!);
        if (!claims.ContainsKey("supersedes") && _inForce.TryGetValue(of, out var before))
        {
            Correct(claims, before);
        }
        else if (claims["supersedes"] is not null)
        {
            claims["reason"] ??= "更正";
        }

        if (claims["suggested"] is { } suggested && (string?)suggested != (string?)claims["colour"])
        {
            claims["divergence"] = new JsonObject { ["code"] = "qualityDefect", ["reason"] = "另有说明" };
        }

        string[] shown =
        [
            "period", "targetId", "targetVersion", "class", "colour", "suggested", "scheme", "supersedes",
        ];
        return _inForce[of] = AddSigned("rating", claims, shown, show, key ?? Key);
    }

    public long Report(long[] ratings, Action<JsonObject>? claim = null, Action<JsonObject>? show = null)
    {
        var claims = new JsonObject
        {
            ["type"] = "report", ["period"] = "2018-06", ["scheme"] = "2018.1",
            ["ratings"] = new JsonArray([.. ratings.Select(r => (JsonNode)r)]), ["summary"] = "总体良好",
        };
        claim?.Invoke(claims);
        return AddSigned("report", claims, ["period", "scheme"], show, Key);
    }

    /// <summary>Makes claims a correction of that rating.</summary>
    public static void Correct(JsonObject claims, long superseded) =>
        (claims["supersedes"], claims["reason"]) = (superseded, "更正");

    public void Dispose() => Key.Dispose();

    private long AddSigned(string type, JsonObject claims, string[] shown, Action<JsonObject>? show, AssessorKey key)
    {
        var entry = new JsonObject { ["kid"] = Key.Kid };
        foreach (var member in shown.Where(m => claims[m] is not null))
        {
            entry[member] = claims[member]!.DeepClone();
        }

        entry["jws"] = key.Sign(claims);
        show?.Invoke(entry);
        return Add(type, entry);
    }

    private long Add(string type, JsonObject members)
    {
        var entry = JsonNode.Parse(Start)!.AsObject();
        entry.Insert(1, "type", type);
        foreach (var (name, value) in members)
        {
            entry[name] = value?.DeepClone();
        }

        return Log.Add(entry.ToJsonString(WireJson.Options));
    }
}
