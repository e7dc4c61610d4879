using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>Targets that are ready to be rated.</summary>
internal static class RatedTargets
{
    /// <summary>One exchange per connection; each connection has a target of its own, already reported on, and the
    /// worklist says what its claims must name.</summary>
    public static async Task<IReadOnlyList<Rating>> PrepareAsync(
        TargetService service, SyntheticLibrary library, int connections)
    {
        var keyId = await service.AssessorKeyIdAsync();
        var ratings = new List<Rating>();
        for (var i = 0; i < connections; i++)
        {
            var target = library.OfConnection(i, connections)[0];
            var report = new JsonObject
            {
                ["period"] = library.Period,
                ["value"] = 60_000_000,
                ["narrative"] = "基准测试用合成填报 (synthetic)",
                ["signatory"] = "合成签报人",
            };
            await service.SendAsync(target.Unit, HttpMethod.Post, $"api/v1/targets/{target.Id}/progress", report);
            var item = (await service.GetAsync(
                "evaluator", $"api/v1/worklist?period={library.Period}&target={target.Id}"))["items"]![0]!;
            ratings.Add(new(Claims(library.Period, item), keyId, service.AssessorPem, service.Token("evaluator")));
        }

        return ratings;
    }

    /// <summary>What is said of a target, as the worklist shows it.</summary>
    public static JsonObject Claims(string period, JsonNode item) => new()
    {
        ["type"] = "rating", ["log"] = "targetmgmt.localhost/evaluation", ["period"] = period,
        ["targetId"] = (string?)item["targetId"], ["targetVersion"] = (long)item["targetVersion"]!,
        ["class"] = (string?)item["class"], ["colour"] = (string?)item["suggestion"]!["colour"],
        ["scheme"] = (string?)item["scheme"],
        ["suggested"] = (string?)item["suggestion"]!["colour"], ["rationale"] = "基准测试用合成评定 (synthetic)：依据填报，与建议颜色一致。",
        ["basis"] = item["basis"]!.DeepClone(),
    };
}
