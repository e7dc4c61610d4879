using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>What departments do.</summary>
internal static class Reporting
{
    public const string Target = "JA2018-028";
    public const string Lead = "LSJ";

    public static object Value(decimal value, string period = "2018-06") =>
        new { period, value, narrative = "按计划推进", signatory = "负责人" };

    public static Task<Answer> SubmitAsync(
        this ServiceFactory service, object body, string target = Target, string unit = Lead, string? key = null) =>
        service.As(unit).PostAsync($"targets/{target}/progress", body, key);

    /// <summary>A report that must be taken; its log entry is the basis of a rating.</summary>
    public static async Task<JsonNode> ReportAsync(
        this ServiceFactory service, decimal value, string target = Target, string unit = Lead,
        string period = "2018-06")
    {
        var answer = await service.SubmitAsync(Value(value, period), target, unit);
        Assert.Equal(201, answer.Status);
        return answer.Body!;
    }

    /// <summary>A target as the office sends it when it adjusts it: without what the service adds.</summary>
    public static async Task<JsonObject> PromiseAsync(this ServiceFactory service, string target = Target)
    {
        var promise = (await service.Office.ReadAsync($"targets/{target}")).Body!.AsObject();
        foreach (var added in (string[])["version", "publishedAt", "entry", "actions"])
        {
            promise.Remove(added);
        }

        return promise;
    }

    /// <summary>Closes the window as of yesterday.</summary>
    public static async Task CloseAsync(this ServiceFactory service, string period = "2018-06")
    {
        var day = DateOnly.FromDateTime(service.Clock.GetUtcNow().AddHours(8).DateTime).AddDays(-1);
        var code = new Jingan.TargetMgmt.Contracts.Period(period);
        var answer = await service.Office.PutAsync($"periods/{period}", new
        {
            startsOn = code.StartsOn, endsOn = code.EndsOn, opensOn = code.StartsOn, dueOn = day, closesOn = day,
        });
        Assert.Equal(200, answer.Status);
    }
}

/// <summary>What the evaluator does.</summary>
internal static class Assessor
{
    /// <summary>Registers the factory's assessor key; a second time it is a repeat.</summary>
    public static async Task RegisterAsync(this ServiceFactory service)
    {
        var answer = await service.RegisterKeyAsync(JwsKey.Of(service.AssessorKey), name: "评估员甲");
        Assert.Contains(answer.Status, (int[])[200, 201]);
    }

    /// <summary>Honest claims about a target, as the worklist tells them.</summary>
    public static async Task<JsonObject> ClaimsAsync(
        this ServiceFactory service, string target = Reporting.Target, string period = "2018-06", string? colour = null)
    {
        var item = (await service.Evaluator.ReadAsync($"worklist?period={period}&target={target}")).Items.Single()!;
        var suggested = (string?)item["suggestion"]?["colour"];
        return new JsonObject
        {
            ["type"] = "rating", ["period"] = period, ["targetId"] = target,
            ["targetVersion"] = (long)item["targetVersion"]!, ["class"] = (string?)item["class"],
            ["colour"] = colour ?? suggested ?? "red", ["scheme"] = (string?)item["scheme"], ["suggested"] = suggested,
            ["rationale"] = "依据填报",
            ["basis"] = item["basis"]?.DeepClone(), ["log"] = Log,
            ["issuedAt"] = Jingan.TargetMgmt.Contracts.UtcText.Format(service.Clock.GetUtcNow()),
        };
    }

    public static string Sign(this ServiceFactory service, JsonNode claims, ECDsa? key = null) =>
        CompactJws.Sign(Encoding.UTF8.GetBytes(claims.ToJsonString()), service.Kid, key ?? service.AssessorKey);

    /// <summary>The evaluation log's name, unless a test gives it another.</summary>
    public const string Log = "targetmgmt.localhost/evaluation";

    /// <summary>Registers a key under its thumbprint. The log's first signs for itself; of the others, unless told, the
    /// one that it replaces or the first.</summary>
    public static async Task<Answer> RegisterKeyAsync(
        this ServiceFactory service, JwsKey key, string? replaces = null, string? name = null, JwsKey? signedBy = null,
        Action<JsonObject>? change = null)
    {
        var known = service.Keys;
        var signer = signedBy
            ?? (replaces is not null ? known.GetValueOrDefault(replaces) : null) ?? service.FoundingKey ?? key;
        var kid = key.PublicKey.Thumbprint();
        var claims = new JsonObject
        {
            ["type"] = "assessor", ["kid"] = kid,
            ["publicKey"] = System.Text.Json.JsonSerializer.SerializeToNode(key.PublicKey, WireJson.Options),
            ["name"] = name ?? (replaces is null ? $"评估员{kid}" : service.Names.GetValueOrDefault(replaces, "评估员")),
        };
        if (replaces is not null)
        {
            claims["replaces"] = replaces;
        }

        change?.Invoke(claims);
        var answer = await service.StateAsync("assessors", claims, signer);
        if (answer.Status == 201)
        {
            (known[kid], service.Names[kid]) = (key, (string)claims["name"]!);
            service.FoundingKey = service.FoundingKey is null || replaces == service.FoundingKey.PublicKey.Thumbprint()
                ? key
                : service.FoundingKey;
        }

        return answer;
    }

    /// <summary>Sends what a key signs; the log and the moment are added unless they are there.</summary>
    public static Task<Answer> StateAsync(
        this ServiceFactory service, string path, JsonObject claims, JwsKey signer, string caller = "evaluator")
    {
        claims.TryAdd("log", Log);
        claims.TryAdd("issuedAt", Jingan.TargetMgmt.Contracts.UtcText.Format(service.Clock.GetUtcNow()));
        return (caller == "anonymous" ? service.Anonymous : service.As(caller)).PostTextAsync(
            path, CompactJws.Sign(Encoding.UTF8.GetBytes(claims.ToJsonString()), signer.PublicKey.Thumbprint(), signer),
            CompactJws.MediaType);
    }

    /// <summary>Revokes a key; the founding one signs unless told.</summary>
    public static Task<Answer> RevokeAsync(
        this ServiceFactory service, string kid, string reason, string? compromisedSince = null,
        JwsKey? signedBy = null)
    {
        var claims = new JsonObject { ["type"] = "assessor-revocation", ["kid"] = kid, ["reason"] = reason };
        if (compromisedSince is not null)
        {
            claims["compromisedSince"] = compromisedSince;
        }

        return service.StateAsync(
            "assessors/revocations", claims, signedBy ?? service.FoundingKey ?? JwsKey.Of(service.AssessorKey));
    }

    /// <summary>Declares a conflict of interest or ends it; the founding key signs unless told.</summary>
    public static Task<Answer> ConflictAsync(
        this ServiceFactory service, string kid, string unit = "LSJ", bool ended = false, JwsKey? signedBy = null) =>
            service.StateAsync(
        "assessors/conflicts",
        new() { ["type"] = "conflict", ["kid"] = kid, ["unit"] = unit, ["reason"] = "曾在该单位任职", ["ended"] = ended },
        signedBy ?? service.FoundingKey ?? JwsKey.Of(service.AssessorKey));

    /// <summary>A rating signed with that key.</summary>
    public static Task<Answer> RateAsync(this ServiceFactory service, JwsKey key, JsonNode claims) =>
        service.RateAsync(
            claims, CompactJws.Sign(Encoding.UTF8.GetBytes(claims.ToJsonString()), key.PublicKey.Thumbprint(), key));

    public static async Task<Answer> RateAsync(
        this ServiceFactory service, JsonNode claims, string? jws = null, string caller = "evaluator",
        string query = "") =>
        Named(await service.As(caller)
            .PostTextAsync("ratings" + query, jws ?? service.Sign(claims), CompactJws.MediaType));

    // People know targets, not places in a log: a refusal that names one of these names the target too.
    private static Answer Named(Answer answer)
    {
        if (answer.Status is >= 400 and < 500 && answer.Body is JsonObject problem
            && (problem["index"] ?? problem["rating"] ?? problem["ratings"] ?? problem["basis"]) is not null)
        {
            string[] targets =
                [.. (problem["targets"] as JsonArray ?? [problem["targetId"]?.DeepClone()]).Select(t => (string)t!)];
            Assert.NotEmpty(targets);
            Assert.True(
                problem["targets"] is not null
                || targets.All(t => ((string)problem["detail"]!).Contains(t, StringComparison.Ordinal))
                || answer.Code is "stale_basis" or "basis_differs", answer.Body.ToJsonString());
        }

        return answer;
    }

    /// <summary>A rating that must be taken; returns its log index.</summary>
    public static async Task<long> RatedAsync(this ServiceFactory service, JsonNode claims)
    {
        var answer = await service.RateAsync(claims);
        Assert.Equal(201, answer.Status);
        return (long)answer["receipt"]["index"]!;
    }

    /// <summary>Log indexes of the ratings in force, sealed ones included.</summary>
    public static async Task<IReadOnlyList<long>> RatedIndexesAsync(
        this ServiceFactory service, string period = "2018-06") =>
        [.. (await service.Evaluator.ReadAsync($"worklist?period={period}&limit=5000")).Items
            .Where(i => i!["rating"] is not null).Select(i => (long)i!["rating"]!["index"]!)];

    /// <summary>Draws the sample of a closed period; a share of 0 says that there is none, and unseals.</summary>
    public static async Task<Answer> DrawAsync(
        this ServiceFactory service, decimal share = 0, string period = "2018-06")
    {
        var answer = await service.Evaluator.PostAsync("second-marks/samples", new { period, share });
        Assert.Equal(201, answer.Status);
        return answer;
    }

    public static async Task<Answer> IssueAsync(
        this ServiceFactory service, string period = "2018-06", Action<JsonObject>? change = null)
    {
        // The list hides what is sealed; the worklist tells where it stands.
        var ratings = (await service.RatedIndexesAsync(period)).Order().Select(i => (JsonNode)i);
        var claims = new JsonObject
        {
            ["type"] = "report", ["log"] = Log, ["period"] = period, ["scheme"] = "2018.1",
            ["ratings"] = new JsonArray([.. ratings]), ["summary"] = "本期总体平稳",
            ["statistics"] = new JsonObject(),
            ["issuedAt"] = Jingan.TargetMgmt.Contracts.UtcText.Format(service.Clock.GetUtcNow()),
        };
        change?.Invoke(claims);
        return Named(await service.Evaluator.PostTextAsync(
            "evaluation-reports", service.Sign(claims), CompactJws.MediaType));
    }
}

/// <summary>What both logs hold, apart from the refused attempts, which are written beside the requests.</summary>
internal static class LoggedFacts
{
    /// <summary>The number of entries of both logs without refusals.</summary>
    public static async Task<(long Government, long Evaluation)> SizesAsync(this ServiceFactory service)
    {
        for (var refusals = await service.RefusalsAsync(); ; refusals = await service.RefusalsAsync())
        {
            var (government, evaluation) =
                (await service.SizeAsync("government"), await service.SizeAsync("evaluation"));
            // A checkpoint is published a moment after the row is there.
            if ((await service.RefusalsAsync()).Count == refusals.Count
                && refusals.All(r => (long)r["index"]! < evaluation))
            {
                return (government, evaluation - refusals.Count);
            }
        }
    }

    // A checkpoint's second line.
    private static async Task<long> SizeAsync(this ServiceFactory service, string side) => long.Parse(
        (await service.Anonymous.GetStringAsync($"/logs/{side}/checkpoint", Http.Ct)).Split('\n')[1],
        System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The refused attempts that are in the log, in its order.</summary>
    public static async Task<IReadOnlyList<JsonNode>> RefusalsAsync(this ServiceFactory service)
    {
        List<JsonNode> all = [];
        for (var next = ""; next is not null;)
        {
            var page = await service.As("auditor")
                .ReadAsync("refusals?limit=500" + (next.Length > 0 ? "&after=" + next : ""));
            if (page.Status == 429) // a table of tests asks more often than a person
            {
                await Task.Delay(page.Response.Headers.RetryAfter!.Delta!.Value, Http.Ct);
                continue;
            }

            Assert.Equal(200, page.Status);
            all.AddRange(page.Items.Select(r => r!));
            next = (string?)page.Body!["next"];
        }

        return all;
    }

    /// <summary>The same once there are so many of them.</summary>
    public static async Task<IReadOnlyList<JsonNode>> RefusalsAsync(this ServiceFactory service, int count)
    {
        for (var attempt = 0; ; attempt++)
        {
            var all = await service.RefusalsAsync();
            if (all.Count >= count || attempt == 300)
            {
                Assert.Equal(count, all.Count);
                return all;
            }

            await Task.Delay(20, Http.Ct);
        }
    }
}
