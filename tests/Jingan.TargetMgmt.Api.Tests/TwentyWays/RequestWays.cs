using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Tests.TwentyWays;

/// <summary>By requests that somebody else may send, or nobody; and with what the service has handed out.</summary>
internal static class RequestWays
{
    public static async Task The_office_puts_patches_and_deletes_ratings_and_reports(RedRating red)
    {
        var service = await red.BeginAsync(Stage.Released);
        var (seen, sizes) = (await red.SeenAsync(), await service.SizesAsync());
        foreach (var path in (string[])["ratings", $"ratings/{red.Index}", "ratings/JA2018-028/2018-06",
            "evaluation-reports", "evaluation-reports/2018-06"])
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete])
            {
                RedRating.Refused(405, "method_not_allowed", await service.Office.SendAsync(
                    method, path, new StringContent("{}", Encoding.UTF8, "application/json")));
            }
        }

        await IsOnRecordAsync(red, "office");
        Assert.Equal((seen, sizes), (await red.SeenAsync(), await service.SizesAsync()));
    }

    // The assessor's signature is good: even that does not help.
    public static async Task The_office_and_an_administrator_send_what_the_assessor_signed_with_their_own_tokens(
        RedRating red)
    {
        var service = await red.BeginAsync(Stage.Released);
        var (seen, sizes) = (await red.SeenAsync(), await service.SizesAsync());
        var jws = service.Sign(red.Green());
        foreach (var caller in (string[])["office", "admin", "auditor", Reporting.Lead])
        {
            RedRating.Refused(403, "evaluator_only", await service.RateAsync(red.Green(), jws, caller));
            RedRating.Refused(403, "evaluator_only", await service.As(caller)
                .PostTextAsync("evaluation-reports", jws, CompactJws.MediaType));
        }

        await IsOnRecordAsync(red, "office");
        Assert.Equal((seen, sizes), (await red.SeenAsync(), await service.SizesAsync()));
        // it was the token alone that was missing
        Assert.Equal(201, (await service.RateAsync(red.Green(), jws)).Status);
    }

    public static async Task A_stranger_signs_with_a_key_of_his_own_under_his_and_under_the_assessors_name(
        RedRating red)
    {
        var service = await red.BeginAsync(Stage.Released);
        var seen = await red.SeenAsync();
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var unregistered = CompactJws.Sign(Encoding.UTF8.GetBytes(red.Green().ToJsonString()), Jwk.Of(own).Thumbprint(),
            own);
        RedRating.Refused(401, "bad_signature", await service.RateAsync(red.Green(), unregistered));
        RedRating.Refused(401, "bad_signature", await service.RateAsync(red.Green(), service.Sign(red.Green(), own)));
        Assert.Equal(seen, await red.SeenAsync());
    }

    // Such as a service for training: what is signed there is the assessor's own, and names a log that is not this one.
    public static async Task A_green_that_was_signed_for_another_deployment_is_sent_to_this_one(RedRating red)
    {
        var service = await red.BeginAsync(Stage.Released);
        var seen = await red.SeenAsync();
        var (elsewhere, nowhere, stale) = (red.Green(), red.Green(), red.Green());
        elsewhere["log"] = "training.example/evaluation";
        nowhere.Remove("log");
        stale["issuedAt"] = "2018-06-01T00:00:00.000Z";
        RedRating.Refused(422, "other_log", await service.RateAsync(elsewhere));
        Assert.Equal(["/log"], (await service.RateAsync(nowhere)).Pointers);
        Assert.Equal(["/issuedAt"], (await service.RateAsync(stale)).Pointers);
        Assert.Equal(seen, await red.SeenAsync());
    }

    public static async Task The_report_is_handed_on_with_the_red_repainted_or_left_out(RedRating red)
    {
        var service = await red.BeginAsync(Stage.Released);
        var file = Path.Combine(service.Folder, "report.json");
        var issued = await service.Office.GetByteArrayAsync($"/api/v1/evaluation-reports/{RedRating.Period}", Http.Ct);
        await File.WriteAllBytesAsync(file, issued, Http.Ct);
        Assert.Contains("recomputed from the government log", await red.VerifyAsync(0, "--report", file),
            StringComparison.Ordinal);
        foreach (var (alter, named) in (IEnumerable<(Action<JsonObject>, string)>)
        [
            (d => d["ratings"]![0]!["colour"] = "green",
                $"the rating of {Reporting.Target} is not what entry {red.Index} of the log says"),
            (d => d["ratings"]![0]!["judged"]!["actual"] = "7",
                $"{Reporting.Target} has judged.actual \"7\", the government log has \"1\""),
            (d => d["ratings"] = new JsonArray(), $"ratings leaves out, ratings: {red.Index}"),
            (d => d["ratings"] = new JsonArray(),
                $"{Reporting.Target} is of the period, and is neither rated nor in unrated"),
        ])
        {
            var document = JsonNode.Parse(issued)!.AsObject();
            alter(document);
            await File.WriteAllTextAsync(file, document.ToJsonString(), Http.Ct);
            Assert.Contains(named, await red.VerifyAsync(1, "--report", file), StringComparison.Ordinal);
        }
    }

    // The attempt stays in the log, and with it who made it.
    private static async Task IsOnRecordAsync(RedRating red, string role)
    {
        for (var attempt = 0;
        attempt < 3000 && !(await red.Service.RefusalsAsync()).Any(r => (string?)r["role"] == role); attempt++)
        {
            await Task.Delay(20, Http.Ct);
        }

        Assert.Contains(await red.Service.RefusalsAsync(), r => (string?)r["role"] == role);
    }
}
