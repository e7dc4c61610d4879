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
    public async Task What_is_signed_on_a_machine_whose_clock_is_wrong_bears_the_services_time()
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
        await assessor.ClickAsync("签名并评定 1 项");
        await assessor.SeeAsync("已评定 1 项");
        await assessor.ForgetKeyAsync();
    }

    // As RFC 8410 section 7 writes it.
    private static string NewEd25519Key() => PemEncoding.WriteString("PRIVATE KEY",
        [.. Convert.FromHexString("302e020100300506032b657004220420"), .. RandomNumberGenerator.GetBytes(32)]) + "\n";
}
