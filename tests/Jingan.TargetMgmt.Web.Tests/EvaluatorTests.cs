using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>What the third party does in a browser: a key of its own, ratings signed with it, and the report.</summary>
public sealed class EvaluatorTests(BrowserFixture browser, ServiceFixture shared)
{
    private readonly RunningService _service = shared.Service;

    [Fact]
    public async Task An_assessor_makes_a_key_rates_draws_the_sample_and_issues_the_report()
    {
        foreach (var (unit, target, value) in ((string, string, decimal)[])
            [("LSJ", "JA2018-028", 3.1m), ("CZJ", "JA2018-001", 7m), ("SWW", "JA2018-002", 5m)])
        {
            Assert.Equal(HttpStatusCode.Created, await _service.SendAsync(
                unit, HttpMethod.Post, $"targets/{target}/progress",
                new { period = "2018-04", value, narrative = "合成数据", signatory = "张三" }));
        }

        await using var assessor = await browser.OpenAsync(_service);
        await assessor.GoAsync("evaluator", "/key");
        await MakeKeyAsync(assessor, "评估员甲（合成）");

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

        await CloseAsync("2018-04");
        await assessor.TurnToAsync("/issue/2018-04");
        await assessor.Page.Locator("#share").FillAsync("0");
        await assessor.ClickAsync("抽取");
        await assessor.SeeAsync("已抽取 0 项");
        await assessor.Page.Locator("#summary").FillAsync("本期平稳（合成数据）");
        await assessor.ClickAsync("预览");
        await Assertions.Expect(assessor.Page.Locator("#preview")).ToContainTextAsync("不可撤回");
        await assessor.PictureAsync("story-issue");
        await assessor.Page.Locator("#issue").ClickAsync();
        await assessor.SeeAsync("已出具：评定 3 项");
        Assert.Empty(assessor.Complaints);

        var released = (await _service.ReadAsync("office", "ratings?period=2018-04"))["items"]!.AsArray();
        Assert.Equal(3, released.Count);
        await SignedWithTheKeyAsync(released.Single(r => (string?)r!["targetId"] == "JA2018-028")!);
        await assessor.TurnToAsync("/trust");
        await assessor.ClickAsync("核验两本日志");
        await Assertions.Expect(assessor.Page.Locator(".proof[data-good=true]")).ToHaveCountAsync(2);
        var report = await _service.FileAsync("auditor", "api/v1/evaluation-reports/2018-04.json");
        await HoldAsync(assessor, report);
        await assessor.SeeAsync("2018-04 的评估报告与日志一致");
        await HoldAsync(assessor, report.Replace("本期平稳", "本期不稳", StringComparison.Ordinal));
        await Assertions.Expect(assessor.Page.Locator(".proof[data-good=false]")).ToHaveCountAsync(1);
        await ForgetAsync(assessor);
    }

    [Fact]
    public async Task A_key_cannot_be_taken_out_again_and_outlives_the_tab()
    {
        await using var assessor = await browser.OpenAsync(_service);
        await assessor.GoAsync("evaluator", "/key");
        await assessor.Page.Locator("#name").FillAsync("评估员乙（合成）");
        await assessor.ClickAsync("生成密钥");
        var kid = await assessor.Page.Locator("#kid").InnerTextAsync();
        var taken = await assessor.Page.EvaluateAsync<string>(
            """
            new Promise(told => indexedDB.open("jingan").onsuccess = e =>
              e.target.result.transaction("keys").objectStore("keys").get("assessor").onsuccess = found =>
                crypto.subtle.exportKey("pkcs8", found.target.result.key).then(() => told("taken"), fault => told(fault.name)))
            """);
        Assert.Equal("InvalidAccessError", taken);
        await assessor.Page.ReloadAsync();
        await Assertions.Expect(assessor.Page.Locator("#kid")).ToHaveTextAsync(kid);
        await ForgetAsync(assessor);
        await assessor.Page.ReloadAsync();
        await assessor.SeeAsync("这个浏览器还没有密钥");
    }

    [Theory]
    [InlineData(true, "2018-03")]
    [InlineData(false, "2018-02")]
    public async Task A_key_of_jtm_is_brought_in_also_where_the_browser_does_not_know_Ed25519(
        bool isKnown, string period)
    {
        await using var assessor = await browser.OpenAsync(_service);
        if (!isKnown)
        {
            await assessor.BeforeAsync(
                """
                const known = crypto.subtle.importKey.bind(crypto.subtle);
                crypto.subtle.importKey = (form, key, kind, ...rest) => kind.name === "Ed25519"
                  ? Promise.reject(new DOMException("unknown", "NotSupportedError")) : known(form, key, kind, ...rest);
                """);
        }

        await assessor.GoAsync("evaluator", "/key");
        await assessor.Page.Locator("#name").FillAsync(isKnown ? "评估员丙（合成）" : "评估员丁（合成）");
        await BringAsync("#pem", "no key\n");
        await assessor.SeeAsync("不是未加密的");
        await BringAsync("#pem", NewEd25519Key());
        await assessor.SeeAsync("EdDSA");
        await BringAsync("#signed-by", await File.ReadAllTextAsync(FoundingKey, TestContext.Current.CancellationToken));
        await Assertions.Expect(assessor.Page.Locator("#state")).ToHaveTextAsync("在用");
        await _service.SendAsync("LSJ", HttpMethod.Post, "targets/JA2018-028/progress", new
        {
            period, value = 3.1m, narrative = "合成数据", signatory = "张三",
        });
        await assessor.TurnToAsync($"/worklist/{period}");
        await assessor.Page.Locator("summary", new() { HasText = "按建议评定" }).ClickAsync();
        await assessor.Page.Locator("[id^=why-]").First.FillAsync("合成数据");
        await assessor.ClickAsync("签名并评定 1 项");
        await assessor.SeeAsync("已评定 1 项");
        await ForgetAsync(assessor);

        Task BringAsync(string field, string pem) => assessor.Page.Locator(field).SetInputFilesAsync(new FilePayload
        {
            Name = "key.pem", MimeType = "application/x-pem-file", Buffer = Encoding.ASCII.GetBytes(pem),
        });
    }

    [Fact]
    public async Task What_is_signed_on_a_machine_whose_clock_is_wrong_bears_the_services_time()
    {
        await _service.SendAsync("LSJ", HttpMethod.Post, "targets/JA2018-028/progress", new
        {
            period = "2018-01", value = 0.5m, narrative = "合成数据", signatory = "张三",
        });
        await using var assessor = await browser.OpenAsync(_service);
        await assessor.BeforeAsync("const now = Date.now; Date.now = () => now() - 365 * 864e5;");
        await assessor.GoAsync("evaluator", "/key");
        await assessor.SeeAsync("时钟不对");
        await MakeKeyAsync(assessor, "评估员戊（合成）");
        await assessor.TurnToAsync("/worklist/2018-01");
        await assessor.Page.Locator("summary", new() { HasText = "按建议评定" }).ClickAsync();
        await assessor.Page.Locator("[id^=why-]").First.FillAsync("合成数据");
        await assessor.ClickAsync("签名并评定 1 项");
        await assessor.SeeAsync("已评定 1 项");
        await ForgetAsync(assessor);
    }

    // As RFC 8410 section 7 writes it.
    private static string NewEd25519Key() => PemEncoding.WriteString("PRIVATE KEY",
        [.. Convert.FromHexString("302e020100300506032b657004220420"), .. RandomNumberGenerator.GetBytes(32)]) + "\n";

    private string FoundingKey => Path.Combine(_service.Folder.FullName, "data", "demo", "assessor.pem");

    private async Task MakeKeyAsync(Person assessor, string name)
    {
        await assessor.Page.Locator("#name").FillAsync(name);
        await assessor.ClickAsync("生成密钥");
        await Assertions.Expect(assessor.Page.Locator("#state")).ToHaveTextAsync("未登记");
        await assessor.PictureAsync("story-key");
        await assessor.Page.Locator("#signed-by").SetInputFilesAsync(FoundingKey);
        await Assertions.Expect(assessor.Page.Locator("#state")).ToHaveTextAsync("在用");
    }

    private static Task HoldAsync(Person doubter, string report) =>
        doubter.Page.Locator("#held").SetInputFilesAsync(new FilePayload
        {
            Name = "2018-04.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(report),
        });

    private static async Task ForgetAsync(Person assessor)
    {
        await assessor.TurnToAsync("/key");
        await assessor.ClickAsync("从这个浏览器移除密钥");
        await assessor.Page.Locator("#forget").ClickAsync();
        await assessor.SeeAsync("这个浏览器还没有密钥");
    }

    private async Task CloseAsync(string period) => Assert.Equal(HttpStatusCode.OK, await _service.SendAsync(
        "office", HttpMethod.Put, $"periods/{period}", new
        {
            startsOn = "2018-04-01", endsOn = "2018-04-30", opensOn = "2018-04-01", dueOn = "2018-05-10",
            closesOn = "2018-05-20",
        }));

    // By OpenSSL, which knows nothing of ours: header and payload as they stand in the log, and r‖s (RFC 7518, 3.4).
    private async Task SignedWithTheKeyAsync(JsonNode rating)
    {
        var assessors = (await _service.ReadAsync("office", "assessors"))["items"]!.AsArray();
        var jwk = assessors.Single(a => (string?)a!["name"] == "评估员甲（合成）")!["publicKey"]!;
        var entry = JsonNode.Parse(await _service.FileAsync("auditor", $"logs/evaluation/entry/{rating["index"]}"))!;
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
