using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>Answers come in any order. What a page shows answers what is asked now, by whom is there now.</summary>
public sealed class LateAnswerTests(BrowserFixture browser, ServiceFixture shared)
{
    private readonly RunningService _service = shared.Service;

    [Fact]
    public async Task A_late_answer_does_not_stand_in_the_place_of_what_is_asked_now()
    {
        await using var office = await browser.OpenAsync(_service);
        await office.GoAsync("office", "/library");
        await office.SeeAsync("共 99 项");
        await LateAsync(office, "targets?year=2017", () => AskYearAsync(office, 2017), async () =>
        {
            await AskYearAsync(office, 2018);
            await office.SeeAsync("共 99 项");
        });
        Assert.Equal(0, await office.Page.GetByText("这一年还没有目标").CountAsync());

        await office.Page.Locator("#tree").ClickAsync();
        await office.SeeAsync("总体目标");
        await LateAsync(office, "targets/tree?year=2017", () => AskYearAsync(office, 2017), async () =>
        {
            await AskYearAsync(office, 2018);
            await office.SeeAsync("总体目标");
        });
        Assert.Equal(0, await office.Page.GetByText("这一年还没有目标").CountAsync());
        Assert.NotEqual(0, await office.Page.Locator(".tree > li").CountAsync());

        await office.TurnToAsync("/calendar");
        await AskYearAsync(office, 2018);
        await office.SeeAsync("2018-06");
        await LateAsync(office, "periods?year=2019", () => AskYearAsync(office, 2019), async () =>
        {
            await AskYearAsync(office, 2018);
            await office.SeeAsync("2018-06");
        });
        Assert.NotEqual(0, await office.Page.GetByText("2018-06").CountAsync());
        Assert.Empty(office.Complaints);
    }

    [Fact]
    public async Task What_is_known_of_one_target_or_period_is_not_shown_with_another()
    {
        await using var clerk = await browser.OpenAsync(_service);
        await clerk.GoAsync("LSJ");
        foreach (var (first, slow, second, title) in ((string, string, string, string)[])
        [
            ("/targets/JA2018-028", "targets/JA2018-028/history", "/targets/JA2018-044", "推进闸北公园"),
            ("/report/JA2018-028/2018-06", "JA2018-028/progress", "/report/JA2018-044/2018-06", "推进闸北公园"),
        ])
        {
            var heading = clerk.Page.Locator("h1");
            await LateAsync(clerk, slow, () => clerk.TurnToAsync(first), async () =>
            {
                await clerk.TurnToAsync(second);
                await Assertions.Expect(heading).ToContainTextAsync(title);
            });
            Assert.Contains(title, await heading.InnerTextAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(clerk.Complaints);
    }

    [Fact]
    public async Task What_one_person_saw_is_not_there_for_the_next()
    {
        await using var seat = await browser.OpenAsync(_service);
        await seat.GoAsync("office", "/library");
        await seat.SeeAsync("共 99 项");
        await seat.ClickAsync("退出");
        await LateAsync(seat, "targets?year=2018", () => seat.SignInAsync("LSJ"), async () =>
        {
            await seat.SeeAsync("退出");
            Assert.Equal(0, await seat.Page.Locator("tbody tr").CountAsync());
        });
        await seat.Page.Locator("tbody tr").First.WaitForAsync();
        Assert.Empty(seat.Complaints);
    }

    [Fact]
    public async Task What_somebody_looks_for_stays_when_the_period_changes_and_the_rows_do_not()
    {
        await using var assessor = await browser.OpenAsync(_service);
        await assessor.GoAsync("evaluator", "/worklist/2018-05");
        await assessor.Page.Locator("[data-row]").First.WaitForAsync();
        await assessor.Page.Locator("#find").FillAsync("绿地");
        await LateAsync(assessor, "worklist?period=2018-06", async () =>
        {
            await assessor.Page.Locator("#period").SelectOptionAsync("2018-06");
            await assessor.SeeAsync("工作清单 2018-06");
        }, async () => Assert.Equal(0, await assessor.Page.Locator("[data-row]").CountAsync()));
        await assessor.Page.Locator("[data-row]").First.WaitForAsync();
        await Assertions.Expect(assessor.Page.Locator("#find")).ToHaveValueAsync("绿地");
        Assert.Empty(assessor.Complaints);
    }

    private static async Task AskYearAsync(Person person, int year)
    {
        await person.Page.Locator("#year").FillAsync($"{year}");
        await person.Page.Locator("#year").PressAsync("Tab");
    }

    /// <summary>Asks, and has the answer come only when something else was asked and is shown.</summary>
    /// <param name="slow">How the address ends that the answer is to.</param>
    private static async Task LateAsync(Person person, string slow, Func<Task> asks, Func<Task> asksOther)
    {
        TaskCompletionSource asked = new(), late = new(), over = new();
        bool IsSlow(string address) => address.Contains(slow, StringComparison.Ordinal);
        await person.Page.RouteAsync(IsSlow, async route =>
        {
            var answer = await route.FetchAsync();
            asked.TrySetResult();
            await late.Task;
            await route.FulfillAsync(new() { Response = answer }).ContinueWith(_ => over.TrySetResult());
        });
        try
        {
            await asks();
            await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
            await asksOther();
        }
        finally
        {
            late.SetResult(); // the tab may be another test's next
        }

        await over.Task.WaitAsync(TestContext.Current.CancellationToken);
        await person.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });
        await Task.Delay(500, TestContext.Current.CancellationToken); // for what would be shown wrongly
    }
}
