namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Reporting periods: the window, extensions, and that a closed one stays closed.</summary>
public abstract class PeriodTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    private static object June(
        string closesOn = "2018-07-20", string dueOn = "2018-07-10", string opensOn = "2018-07-01",
        string startsOn = "2018-06-01", string endsOn = "2018-06-30") =>
        new { code = "2018-06", startsOn, endsOn, opensOn, dueOn, closesOn };

    [Fact]
    public async Task The_seeds_open_twelve_months_and_four_quarters()
    {
        var periods = (await service.Office.ReadAsync("periods?year=2018")).Items;
        Assert.Equal(16, periods.Count);
        Assert.Empty((await service.Office.ReadAsync("periods?year=2017")).Items);
    }

    [Fact]
    public async Task The_closing_day_counts_and_the_next_day_does_not()
    {
        Assert.Equal(200, (await service.Office.PutAsync("periods/2018-06", June())).Status);
        service.MoveTo(2018, 7, 20, 15);
        await service.ReportAsync(1m);
        service.MoveTo(2018, 7, 20, 16);

        var refused = await service.SubmitAsync(Reporting.Value(2));
        Assert.Equal((409, "period_closed"), (refused.Status, refused.Code));
        Assert.Equal(("2018-06", "office"), ((string?)refused["period"]["code"], (string?)refused["whoCanExtend"]));
    }

    [Fact]
    public async Task Before_the_window_opens_nothing_is_taken()
    {
        var refused = await service.SubmitAsync(Reporting.Value(1, "2018-12"));
        Assert.Equal((409, "period_not_open"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task An_extension_lets_the_named_unit_file_late_and_is_visible_with_its_reason()
    {
        await service.CloseAsync();
        var extension = new { unit = "LSJ", targetId = "JA2018-028", until = "2018-07-31", reason = "数据认定推迟" };
        Assert.Equal(201, (await service.Office.PostAsync("periods/2018-06/extensions", extension)).Status);

        var filed = await service.ReportAsync(1m);
        Assert.Equal(("onTime", true), ((string?)filed["timeliness"], (bool)filed["underExtension"]!));
        Assert.Equal("period_closed", (await service.SubmitAsync(Reporting.Value(1), "JA2018-041")).Code);
        Assert.Equal("period_closed", (await service.SubmitAsync(Reporting.Value(1), "JA2018-003", "FGW")).Code);
        service.MoveTo(2018, 7, 31, 16);
        Assert.Equal("period_closed", (await service.SubmitAsync(Reporting.Value(1))).Code);

        var shown = (await service.As("FGW").ReadAsync("periods?year=2018")).Items
            .Single(p => (string?)p!["code"] == "2018-06")!;
        Assert.Equal("数据认定推迟", (string?)shown["extensions"]![0]!["reason"]);
    }

    [Fact]
    public async Task A_closed_period_is_never_reopened()
    {
        await service.CloseAsync();
        var answer = await service.Office.PutAsync("periods/2018-06", June("2099-12-31"));
        Assert.Equal((409, "period_closed"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Putting_the_same_again_is_a_repeat_with_the_same_receipt()
    {
        var first = await service.Office.PutAsync("periods/2018-06", June());
        var again = await service.Office.PutAsync("periods/2018-06", June());
        Assert.Equal(200, again.Status);
        Assert.Equal(first["receipt"].ToJsonString(), again["receipt"].ToJsonString());
    }

    [Fact]
    public async Task Dates_that_contradict_each_other_are_refused()
    {
        foreach (var (closesOn, dueOn, opensOn, startsOn,
            pointer) in (IEnumerable<(string, string, string, string, string)>)[
            ("2018-07-20", "2018-07-10", "2018-07-01", "2018-06-02", "/startsOn"),
            ("2018-07-20", "2018-07-10", "2018-07-11", "2018-06-01", "/dueOn"),
            ("2018-07-09", "2018-07-10", "2018-07-01", "2018-06-01", "/closesOn"),
            ("20.7.2018", "2018-07-10", "2018-07-01", "2018-06-01", "/closesOn")])
        {
            Assert.Equal([pointer],
                (await service.Office.PutAsync("periods/2018-06", June(closesOn, dueOn, opensOn, startsOn))).Pointers);
        }
    }
}

public sealed class SqlitePeriodTests() : PeriodTests(new SqliteFactory());

public sealed class SqlServerPeriodTests() : PeriodTests(new SqlServerFactory());
