using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>The third party's month in a browser: a key, ratings signed with it, and the report.</summary>
public sealed class IssuingTests(BrowserFixture browser)
{
    [Fact]
    public async Task An_assessor_makes_a_key_rates_draws_the_sample_and_issues_the_report()
    {
        await using var service = await RunningService.StartAsync(); // whose log no other test's embargo closes
        foreach (var (unit, target, value) in ((string, string, decimal)[])
            [("LSJ", "JA2018-028", 3.1m), ("CZJ", "JA2018-001", 7m), ("SWW", "JA2018-002", 5m)])
        {
            Assert.Equal(HttpStatusCode.Created, await service.SendAsync(
                unit, HttpMethod.Post, $"targets/{target}/progress",
                new { period = "2018-04", value, narrative = "合成数据", signatory = "张三" }));
        }

        await using var assessor = await browser.OpenAsync(service);
        await assessor.GoToKeyAsync();
        await assessor.MakeKeyAsync(service, "评估员甲（合成）");

        await assessor.TurnToAsync("/worklist/2018-04");
        await assessor.Page.Locator("#find").FillAsync("JA2018-028");
        await assessor.Page.Locator("[data-row=JA2018-028]").FocusAsync();
        await assessor.Page.Keyboard.PressAsync("3");
        await Assertions.Expect(assessor.Page.Locator("#rationale")).ToBeFocusedAsync();
        await assessor.Page.Locator("#rationale").FillAsync("现场核查（合成数据）");
        if (await assessor.Page.Locator("#code").IsVisibleAsync())
        {
            await assessor.Page.Locator("#code").SelectOptionAsync("qualityDefect");
            await assessor.Page.Locator("#divergence").FillAsync("现场未见苗木（合成数据）");
        }

        await assessor.Page.Locator("summary", new() { HasText = "逐字节" }).ClickAsync();
        await Assertions.Expect(assessor.Page.Locator("#bytes")).ToContainTextAsync("\"targetId\":\"JA2018-028\"");
        await assessor.PictureAsync("story-rate");
        await assessor.Page.Keyboard.PressAsync("Escape");
        await assessor.Page.Locator("#rationale").PressAsync("Control+Enter");
        await Assertions.Expect(assessor.Page.Locator("#receipt")).ToContainTextAsync("评定日志第");

        await assessor.TurnToAsync("/worklist/2018-04");
        await assessor.Page.Locator("summary", new() { HasText = "按建议评定" }).ClickAsync();
        foreach (var why in await assessor.Page.Locator("[id^=why-]").AllAsync())
        {
            await why.FillAsync("与填报一致（合成数据）");
        }

        await assessor.PictureAsync("story-worklist");
        await assessor.ClickAsync("签名并评定 2 项");
        await assessor.SeeAsync("已评定 2 项");

        await assessor.PreviewAprilAsync(service);
        await Assertions.Expect(assessor.Page.Locator("#preview")).ToContainTextAsync("不可撤回");
        await assessor.PictureAsync("story-issue");
        await assessor.Page.Locator("#issue").ClickAsync();
        await assessor.SeeAsync("已出具：评定 3 项");
        Assert.Empty(assessor.Complaints);

        var released = (await service.ReadAsync("office", "ratings?period=2018-04"))["items"]!.AsArray();
        Assert.Equal(3, released.Count);
        await SignedWithTheKeyAsync(service, released.Single(r => (string?)r!["targetId"] == "JA2018-028")!);
        await assessor.TurnToAsync("/trust");
        await assessor.ClickAsync("核验两本日志");
        await Assertions.Expect(assessor.Page.Locator(".proof[data-good=true]")).ToHaveCountAsync(2);
        var report = await service.FileAsync("auditor", "api/v1/evaluation-reports/2018-04.json");
        await HoldAsync(assessor, report);
        await assessor.SeeAsync("2018-04 的评估报告与日志一致");
        await HoldAsync(assessor, report.Replace("本期平稳", "本期不稳", StringComparison.Ordinal));
        await Assertions.Expect(assessor.Page.Locator(".proof[data-good=false]")).ToHaveCountAsync(1);

        // The report is followed into the government's log: if that one shows another key, it is that one's to accept.
        await assessor.KnewAnotherKeyAsync("logs/government");
        await HoldAsync(assessor, report);
        await assessor.ClickAsync("接受新公钥并核验");
        await Assertions.Expect(assessor.Page.Locator(".proof[data-good=true]")).ToHaveCountAsync(2);
        await assessor.ForgetKeyAsync();
    }

    private static Task HoldAsync(Person doubter, string report) =>
        doubter.Page.Locator("#held").SetInputFilesAsync(new FilePayload
        {
            Name = "2018-04.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(report),
        });

    // By OpenSSL, which knows nothing of ours: header and payload as they stand in the log, and r‖s (RFC 7518, 3.4).
    private static async Task SignedWithTheKeyAsync(RunningService service, JsonNode rating)
    {
        var assessors = (await service.ReadAsync("office", "assessors"))["items"]!.AsArray();
        var jwk = assessors.Single(a => (string?)a!["name"] == "评估员甲（合成）")!["publicKey"]!;
        var entry = JsonNode.Parse(await service.FileAsync("auditor", $"logs/evaluation/entry/{rating["index"]}"))!;
        var jws = (string)entry["jws"]!;
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new()
            {
                X = Base64Url.DecodeFromChars((string)jwk["x"]!), Y = Base64Url.DecodeFromChars((string)jwk["y"]!),
            },
        });
        var dot = jws.LastIndexOf('.');
        Assert.True(key.VerifyData(
            Encoding.ASCII.GetBytes(jws[..dot]), Base64Url.DecodeFromChars(jws.AsSpan(dot + 1)),
            HashAlgorithmName.SHA256));
    }
}
