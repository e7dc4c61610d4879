using System.Net;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>What every assessor does with a key.</summary>
internal static class AssessorSteps
{
    /// <summary>Opens the page of the key, where none is left by a test before that failed.</summary>
    public static async Task GoToKeyAsync(this Person assessor)
    {
        await assessor.GoAsync("evaluator");
        await assessor.Page.EvaluateAsync("() => jinganKeys.forget()");
        await assessor.TurnToAsync("/key");
    }

    /// <summary>Makes a key in the browser, and has the first one of the demonstration let it in.</summary>
    public static async Task MakeKeyAsync(this Person assessor, RunningService service, string name)
    {
        await assessor.Page.Locator("#name").FillAsync(name);
        await assessor.ClickAsync("生成密钥");
        await Assertions.Expect(assessor.Page.Locator("#state")).ToHaveTextAsync("未登记");
        await assessor.PictureAsync("story-key");
        await assessor.Page.Locator("#signed-by").SetInputFilesAsync(service.FoundingKey);
        await Assertions.Expect(assessor.Page.Locator("#state")).ToHaveTextAsync("在用");
    }

    /// <summary>Has the office close April, whose targets are all rated, and looks at the report before it is issued.
    /// </summary>
    public static async Task PreviewAprilAsync(this Person assessor, RunningService service)
    {
        var closed = await service.SendAsync("office", HttpMethod.Put, "periods/2018-04", new
        {
            startsOn = "2018-04-01", endsOn = "2018-04-30", opensOn = "2018-04-01", dueOn = "2018-05-10",
            closesOn = "2018-05-20",
        });
        Assert.Equal(HttpStatusCode.OK, closed);
        await assessor.TurnToAsync("/issue/2018-04");
        await assessor.Page.Locator("#share").FillAsync("0");
        await assessor.ClickAsync("抽取");
        await assessor.SeeAsync("已抽取 0 项");
        await assessor.Page.Locator("#summary").FillAsync("本期平稳（合成数据）");
        await assessor.ClickAsync("预览");
    }

    /// <summary>Removes the key from the browser.</summary>
    public static async Task ForgetKeyAsync(this Person assessor)
    {
        await assessor.TurnToAsync("/key");
        await assessor.ClickAsync("从这个浏览器移除密钥");
        await assessor.Page.Locator("#forget").ClickAsync();
        await assessor.SeeAsync("这个浏览器还没有密钥");
    }
}
