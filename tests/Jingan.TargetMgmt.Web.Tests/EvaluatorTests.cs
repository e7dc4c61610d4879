using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>The third party's keys in a browser, and what is signed with them.</summary>
public sealed class EvaluatorTests(BrowserFixture browser, ServiceFixture shared)
{
    private readonly RunningService _service = shared.Service;

    [Fact]
    public async Task A_key_cannot_be_taken_out_again_and_outlives_the_tab()
    {
        await using var assessor = await browser.OpenAsync(_service);
        await assessor.GoToKeyAsync();
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
        await assessor.ForgetKeyAsync();
        await assessor.Page.ReloadAsync();
        await assessor.SeeAsync("这个浏览器还没有密钥");
    }

    [Fact]
    public async Task A_key_of_an_older_app_lives_on_and_where_it_is_lost_the_page_says_what_to_do()
    {
        await using var assessor = await browser.OpenAsync(_service);
        var home = assessor.ComeBy("127.0.0.1"); // to clear the data there takes no other test's key
        await assessor.Page.GotoAsync(home + "favicon.svg");
        await assessor.Page.EvaluateAsync(OlderApp);
        await assessor.GoAsync("evaluator", "/key");
        await assessor.SeeAsync("评估员己（合成）");
        var old = await assessor.Page.Locator("#kid").InnerTextAsync();
        await assessor.Page.Locator("#signed-by").SetInputFilesAsync(_service.FoundingKey);
        await Assertions.Expect(assessor.Page.Locator("#state")).ToHaveTextAsync("在用");

        await assessor.Page.EvaluateAsync(
            "new Promise(gone => indexedDB.deleteDatabase('jingan').onsuccess = () => gone())");
        await assessor.Page.ReloadAsync();
        var lost = assessor.Page.Locator("#lost");
        foreach (var step in (string[])["生成新密钥", "请同事用他在用的密钥签名登记", "撤销", old])
        {
            await Assertions.Expect(lost).ToContainTextAsync(step);
        }

        await assessor.MakeKeyAsync(_service, "评估员己（合成）");
        var known = (await _service.ReadAsync("office", "assessors"))["items"]!.AsArray();
        Assert.Equal("replaced", (string?)known.Single(a => (string?)a!["kid"] == old)!["state"]);
        Assert.Empty(assessor.Complaints);
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

        await assessor.GoToKeyAsync();
        await assessor.Page.Locator("#name").FillAsync(isKnown ? "评估员丙（合成）" : "评估员丁（合成）");
        await BringAsync("#pem", "no key\n");
        await assessor.SeeAsync("不是未加密的");
        await BringAsync("#pem", NewEd25519Key());
        await assessor.SeeAsync("EdDSA");
        await assessor.Page.Locator("#signed-by").SetInputFilesAsync(_service.FoundingKey);
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
        await assessor.ForgetKeyAsync();

        Task BringAsync(string field, string pem) => assessor.Page.Locator(field).SetInputFilesAsync(new FilePayload
        {
            Name = "key.pem", MimeType = "application/x-pem-file", Buffer = Encoding.ASCII.GetBytes(pem),
        });
    }

    [Fact]
    public async Task What_is_signed_bears_the_services_time_and_goes_on_when_the_sign_in_runs_out_meanwhile()
    {
        await _service.SendAsync("LSJ", HttpMethod.Post, "targets/JA2018-028/progress", new
        {
            period = "2018-01", value = 0.5m, narrative = "合成数据", signatory = "张三",
        });
        await using var assessor = await browser.OpenAsync(_service);
        await assessor.BeforeAsync("const now = Date.now; Date.now = () => now() - 365 * 864e5;");
        await assessor.GoToKeyAsync();
        await assessor.SeeAsync("时钟不对");
        await assessor.MakeKeyAsync(_service, "评估员戊（合成）");
        await assessor.TurnToAsync("/worklist/2018-01");
        await assessor.Page.Locator("summary", new() { HasText = "按建议评定" }).ClickAsync();
        await assessor.Page.Locator("[id^=why-]").First.FillAsync("合成数据");
        var counts = false;
        await assessor.Page.RouteAsync("**/api/v1/ratings", async route =>
        {
            if (counts)
            {
                await route.ContinueAsync();
                return;
            }

            counts = true;
            var refused = await route.FetchAsync(new() // all is signed, and on its way with a token that counts no more
            {
                Headers = new Dictionary<string, string>(route.Request.Headers) { ["authorization"] = "Bearer gone" },
            });
            await route.FulfillAsync(new() { Response = refused });
        });
        await assessor.ClickAsync("签名并评定 1 项");
        await assessor.SignInAgainAsync("evaluator");
        await assessor.SeeAsync("已评定 1 项");
        await assessor.ForgetKeyAsync();
    }

    // As the app kept a key while its database had nothing else.
    private const string OlderApp =
        """
        new Promise(made => {
          const opening = indexedDB.open("jingan", 1);
          opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
          opening.onsuccess = async () => {
            const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
            const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
            const kept = { name: "评估员己（合成）", algorithm: "ES256", kid: null, publicKey: { kty, crv, x, y }, key: pair.privateKey, isKept: true };
            opening.result.transaction("keys", "readwrite").objectStore("keys").put(kept, "assessor").onsuccess =
              () => { opening.result.close(); made(); };
          };
        })
        """;

    // As RFC 8410 section 7 writes it.
    private static string NewEd25519Key() => PemEncoding.WriteString("PRIVATE KEY",
        [.. Convert.FromHexString("302e020100300506032b657004220420"), .. RandomNumberGenerator.GetBytes(32)]) + "\n";
}
