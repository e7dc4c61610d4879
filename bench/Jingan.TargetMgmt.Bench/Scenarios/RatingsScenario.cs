using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>ratings</c>: each connection rates a target of its own and then supersedes its rating, each time signed anew with ES256 by the client.</summary>
internal static class RatingsScenario
{
    private const int Connections = 64;

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        var library = await SyntheticLibrary.PrepareAsync(service, Connections);
        var ratings = await PrepareAsync(service, library);
        var before = await service.LogSizeAsync("evaluation");
        results.Progress("ratings: warm-up");
        var warmUp = await LoadRun.MeasureAsync(service.Process, ratings, Settings.Settle, Settings.WarmUp);
        results.Progress($"ratings: {Connections} connections");
        var point = await LoadRun.MeasureAsync(service.Process, ratings, Settings.Settle, settings.Measured);
        var grown = await service.LogSizeAsync("evaluation") - before;

        var signing = SigningMicroseconds(ratings[0]);
        var table = new LoadTable("ratings", "of which signing, client");
        table.Add("ES256 ratings acknowledged", point, 201, $"{signing:F0} µs each, {signing * point.PerSecond / 1e6:F2} cores");
        results.Show(table.ToString());
        results.Compare("evaluation", grown, warmUp.Count(201) + point.Count(201));
        foreach (var rating in ratings)
        {
            rating.Dispose();
        }
    }

    // The first report of each target is what is rated; the worklist then says what the claims must name.
    private static async Task<IReadOnlyList<Rating>> PrepareAsync(TargetService service, SyntheticLibrary library)
    {
        var keyId = (string)(await service.GetAsync("evaluator", "api/v1/assessors"))["items"]!.AsArray().Single()!["kid"]!;
        var ratings = new List<Rating>();
        for (var i = 0; i < Connections; i++)
        {
            var target = library.OfConnection(i)[0];
            var report = new JsonObject { ["period"] = library.Period, ["value"] = 60_000_000, ["narrative"] = "基准测试用合成填报 (synthetic)", ["signatory"] = "合成签报人" };
            await service.SendAsync(target.Unit, HttpMethod.Post, $"api/v1/targets/{target.Id}/progress", report);
            var item = (await service.GetAsync("evaluator", $"api/v1/worklist?period={library.Period}&target={target.Id}"))["items"]![0]!;
            ratings.Add(new(Claims(library.Period, item), keyId, service.AssessorPem, service.Token("evaluator")));
        }

        return ratings;
    }

    private static JsonObject Claims(string period, JsonNode item) => new()
    {
        ["type"] = "rating", ["period"] = period, ["targetId"] = (string?)item["targetId"], ["targetVersion"] = (long)item["targetVersion"]!,
        ["class"] = (string?)item["class"], ["colour"] = (string?)item["suggestion"]!["colour"], ["scheme"] = (string?)item["scheme"],
        ["suggested"] = (string?)item["suggestion"]!["colour"], ["rationale"] = "基准测试用合成评定 (synthetic)：依据填报，与建议颜色一致。",
        ["basis"] = item["basis"]!.DeepClone(),
    };

    // Without a server: what the client's share of the two cores goes to.
    private static double SigningMicroseconds(Rating rating)
    {
        const int Signed = 2_000;
        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Signed; i++)
        {
            rating.Next();
        }

        return TimeProvider.System.GetElapsedTime(start).TotalMicroseconds / Signed;
    }
}
