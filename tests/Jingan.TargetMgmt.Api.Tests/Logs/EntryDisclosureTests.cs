using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Signing;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Api.Tests.Logs;

/// <summary>What the interface hides from a caller, both logs hide too: every entry type, every role,
/// one by one and in bundles.</summary>
public abstract class EntryDisclosureTests(ServiceFactory service) : IDisposable
{
    private static readonly string[] Callers = ["office", "LSJ", "FGW", "evaluator", "auditor", "admin", "service"];

    // What a factory can be brought to log by requests: a key's rotation, an adoption and a ledger's digest are not
    // among it.
    private static readonly string[] Government =
    [
        "unit", "target", "period", "period-opened", "period-closed", "extension", "extension-request",
        "extension-refusal", "progress", "remark", "waiting-answer", "certified-value", "evidence",
        "evidence-removal", "public-page", "access",
    ];
    private static readonly string[] Evaluation =
    [
        "assessor", "assessor-revocation", "conflict", "scheme", "sample", "rating", "second-mark", "report", "refusal",
        "access",
    ];

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task A_unit_reads_no_others_progress_in_the_log_that_it_may_not_read_at_the_interface()
    {
        service.OnSocket();
        var index = (long)(await service.ReportAsync(3.1m))["receipt"]!["index"]!;
        Assert.Equal(403, (await service.As("FGW").ReadAsync("targets/JA2018-028/progress")).Status);
        foreach (var path in (string[])[$"entry/{index}", $"tile/entries/000.p/{index + 1}"])
        {
            var refused = await service.As("FGW").ReadAsync($"/logs/government/{path}");
            Assert.Equal((403, "entry_withheld", "no-store"), (refused.Status, refused.Code,
                refused.Response.Headers.CacheControl?.ToString()));
        }

        Assert.Equal(200, (await service.As("LSJ").ReadAsync($"/logs/government/entry/{index}")).Status);
        Assert.Equal(200, (await service.Anonymous.ReadAsync($"/logs/government/proof/{index}")).Status);
        Assert.Equal(200, (await service.Anonymous.ReadAsync($"/logs/government/tile/0/000.p/{index + 1}")).Status);
    }

    [Fact]
    public async Task Every_entry_goes_to_whom_the_interface_shows_it_and_a_bundle_only_as_a_whole()
    {
        service.OnSocket();
        await LogOneOfEachAsync();
        foreach (var (side, types) in ((string, string[])[])[("government", Government), ("evaluation", Evaluation)])
        {
            var entries = await (await LogReader.PinAsync(service.As("auditor"), side))
                .EntriesAsync(await SizeAsync(side));
            var read = entries.Select(e => JsonNode.Parse(e)!).ToList();
            Assert.Equal(types.Order(), read.Select(e => (string)e["type"]!).Distinct().Order());
            var asked = read.Index()
                .GroupBy(e => (string)e.Item["type"]!)
                .SelectMany(g => g.Key is "target" ? g.Take(12) : g.Take(4))
                .Select(e => e.Index)
                .ToList();
            foreach (var caller in Callers)
            {
                foreach (var index in asked)
                {
                    await AssertAsync(side, caller, $"entry/{index}", May(caller, read[index]));
                    var (full, rest) = Math.DivRem(index + 1, Tile.FullWidth);
                    if (rest > 0)
                    {
                        await AssertAsync(side, caller, $"tile/entries/{full:D3}.p/{rest}",
                            read.Skip(full * Tile.FullWidth).Take(rest).All(e => May(caller, e)));
                    }
                }
            }
        }
    }

    [Fact]
    public async Task A_part_in_any_version_shows_a_target_and_what_a_unit_filed_stays_its_own()
    {
        service.OnSocket();
        var filed = (long)(await service.ReportAsync(3.1m))["receipt"]!["index"]!;
        var target = await service.PromiseAsync();
        (target["leadUnit"], target["reason"]) = ("FGW", "职责调整");
        Assert.Equal(
            201, (await service.Office.PostAsync("targets/JA2018-028/versions", target.ToJsonString())).Status);
        await AssertAsync("government", "FGW", $"entry/{filed}", true);
        await AssertAsync("government", "LSJ", $"entry/{filed}", true);
        // it has reported, and has to for the running period
        await AssertAsync("government", "LSJ", $"entry/{filed + 1}", true);
        Assert.Equal(200, (await service.As("LSJ").ReadAsync("targets/JA2018-028")).Status);
        Assert.Equal(403, (await service.As("RSJ").ReadAsync("targets/JA2018-028")).Status);
        await AssertAsync("government", "RSJ", $"entry/{filed + 1}", false);
    }

    private static bool May(string caller, JsonNode entry) => (caller, (string)entry["type"]!) switch
    {
        ("service", _) => false,
        (_, "refusal" or "sample") => caller is "evaluator" or "auditor",
        (_, "access" or "access-ended" or "access-approval") => caller is "evaluator" or "auditor" or "admin",
        ("LSJ" or "FGW", "target") => entry["target"]!["leadUnit"]!.ToString() == caller
            || entry["target"]!["coUnits"]?.AsArray().Any(u => u!["unit"]!.ToString() == caller) == true,
        ("LSJ" or "FGW", "progress" or "remark" or "evidence") => entry["unit"]!.ToString() == caller,
        ("LSJ" or "FGW", "waiting-answer") => true, // FGW answers, LSJ leads the target
        ("LSJ", "certified-value") => false, // FGW leads the target
        _ => true,
    };

    private async Task LogOneOfEachAsync()
    {
        using var second = JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        using var spare = JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        await service.RegisterAsync();
        Assert.Equal(201, (await service.RegisterKeyAsync(second)).Status);
        Assert.Equal(201, (await service.RegisterKeyAsync(spare)).Status);
        Assert.Equal(201, (await service.RevokeAsync(spare.PublicKey.Thumbprint(), "遗失")).Status);
        Assert.Equal(
            201, (await service.StateAsync("assessors/conflicts", new JsonObject
            {
                ["type"] = "conflict",
                ["kid"] = service.Kid,
                ["unit"] = "WJW",
                ["reason"] = "曾任职",
            }, service.FoundingKey!)).Status);
        var filed = await service.SubmitAsync(new
        {
            period = "2018-06", value = 3.1, narrative = "按计划推进", signatory = "负责人", difficulties = "等待批复",
            waitsFor = (object[])[new { unit = "FGW", since = "2018-06-11", what = "用地批复" }],
        });
        Assert.Equal(201, filed.Status);
        Assert.Equal(201, (await service.As("FGW").PostAsync(
            $"waiting/{filed["receipt"]["index"]}/1/answers", new { text = "已报市局" })).Status);
        await service.ReportAsync(121m, "JA2018-003", "FGW");
        Assert.Equal(
            201, (await service.Office.PostAsync("targets/JA2018-028/remarks", new
            {
                period = "2018-06", unit = "LSJ", revision = 1, code = "unclear", text = "请说明",
            })).Status);
        Assert.Equal(
            201, (await service.As("TJJ").PostAsync("targets/JA2018-003/certified-values", new
            {
                period = "2018-06", value = 118.6,
            })).Status);
        var evidence = await service.UploadAsync("%PDF-1.7 ..."u8.ToArray());
        Assert.Equal(201, (await service.Office.PostAsync($"evidence/{evidence["sha256"]}/removal", new
        {
            orderedBy = "区人民法院", reason = "含个人信息",
        })).Status);
        Assert.Equal(201, (await service.Office.PutAsync("public-page", new { open = true, reason = "接受监督" })).Status);
        await service.CloseAsync();
        Assert.Equal(201,
            (await service.Evaluator.PostAsync("second-marks/samples", new { period = "2018-06", share = 1m })).Status);
        foreach (var target in (string[])["JA2018-028", "JA2018-003"])
        {
            await service.RatedAsync(await service.ClaimsAsync(target));
            var mark = await service.ClaimsAsync(target);
            mark["secondMark"] = true;
            Assert.Equal(201, (await service.RateAsync(second, mark)).Status);
        }

        Assert.Equal(
            201, (await service.Office.PostAsync("periods/2018-06/extensions", new
            {
                unit = "WJW", until = "2018-07-31", reason = "系统升级",
            })).Status);
        var asked = await service.As("LSJ").PostAsync("periods/2018-06/extension-requests", new { reason = "停电" });
        Assert.Equal(
            201, (await service.Office.PostAsync($"extension-requests/{asked["receipt"]["index"]}/answer", new
            {
                granted = false, reason = "未见停电记录",
            })).Status);
        Assert.Equal(201, (await service.IssueAsync()).Status);
        Assert.Equal(403, (await service.Office.PostAsync("ratings", "{}")).Status);
        await service.RefusalsAsync(1);
    }

    private async Task<long> SizeAsync(string side) =>
        (await (await LogReader.PinAsync(service.As("auditor"), side)).CheckpointAsync()).Size;

    private async Task AssertAsync(string side, string caller, string path, bool may)
    {
        using var answer = await service.As(caller)
            .GetAsync(new Uri($"/logs/{side}/{path}", UriKind.Relative), Http.Ct);
        Assert.Equal((side, caller, path, may ? 200 : 403), (side, caller, path, (int)answer.StatusCode));
    }
}

public sealed class SqliteEntryDisclosureTests() : EntryDisclosureTests(new SqliteFactory());

public sealed class SplitEntryDisclosureTests() : EntryDisclosureTests(new SplitFactory());

public sealed class SqlServerEntryDisclosureTests() : EntryDisclosureTests(new SqlServerFactory());
