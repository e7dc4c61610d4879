using System.Security.Cryptography;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>Evidence whose upload breaks off.</summary>
public sealed class UploadTests(BrowserFixture browser, ServiceFixture shared)
{
    private const string Clerk = "经办人辛", Parts = "**/evidence/uploads/*";
    private const int PartBytes = 1 << 20;

    private readonly RunningService _service = shared.Service;

    [Fact]
    public async Task An_upload_that_broke_off_goes_on_where_it_was_also_after_loading_anew_and_signing_in_again()
    {
        var file = new FilePayload
        {
            Name = "台账.pdf", MimeType = "application/pdf",
            Buffer = [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(2 * PartBytes), .. "\n%%EOF\n"u8],
        };
        _service.AddReporter(Clerk, "CZJ");
        await using var clerk = await browser.OpenAsync(_service);
        await clerk.GoAsync(Clerk, "/report/JA2018-001/2018-06");
        List<string> sent = [];
        var (isBroken, isRenewed) = (true, false);
        await clerk.Page.RouteAsync(Parts, async route =>
        {
            sent.Add(route.Request.Headers["upload-offset"]);
            if (!isBroken && !isRenewed)
            {
                isRenewed = true;
                _service.RenewAccess(Clerk);
            }

            var isLast = sent[^1] == $"{2 * PartBytes}";
            await (isBroken && isLast ? route.AbortAsync("connectionreset") : route.ContinueAsync());
        });
        await clerk.Page.Locator("#evidence").SetInputFilesAsync(file);
        await clerk.SeeAsync("台账.pdf 没有传完，已传 99%");
        await clerk.PictureAsync("story-broken-upload");

        await clerk.Page.ReloadAsync();
        await clerk.SeeAsync("请再选一次同一文件");
        await clerk.Page.Locator("#evidence").SetInputFilesAsync(file);
        await clerk.SeeAsync("台账.pdf 没有传完，已传 99%");
        isBroken = false;
        await clerk.ClickAsync("继续上传");
        await clerk.SignInAgainAsync(Clerk);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Buffer));
        await clerk.SeeAsync(sha256[..16]);
        await clerk.SeeAsync("草稿已保存");
        Assert.Equal(["0", $"{PartBytes}", .. Enumerable.Repeat($"{2 * PartBytes}", 4)], sent);
        var draft = await _service.ReadAsync(Clerk, "targets/JA2018-001/drafts/2018-06");
        Assert.Equal(sha256, (string?)draft["draft"]!["content"]!["evidence"]![0]);
        await Assertions.Expect(clerk.Page.GetByText("没有传完")).ToHaveCountAsync(0);
        Assert.Empty(clerk.Complaints);
        await clerk.Page.UnrouteAsync(Parts); // the tab is somebody else's next
    }
}
