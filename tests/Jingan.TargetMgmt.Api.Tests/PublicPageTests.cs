using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Api.Tests.Logs;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The public page: off until the office opens it, on record, and of released colours alone, without a
/// name.</summary>
public abstract class PublicPageTests(ServiceFactory service) : IDisposable
{
    private const string Ratings = "public/ratings?year=2018";

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task It_is_closed_until_the_office_opens_it_and_closed_again_at_once_and_each_switch_is_on_record()
    {
        var before = await service.Anonymous.ReadAsync("public-page");
        Assert.Equal((200, false, null), (before.Status, (bool)before["open"], (string?)before.Body!["since"]));
        await IsClosedAsync();

        var opened = await SwitchAsync(open: true, " 接受社会监督 ");
        Assert.Equal((201, true), (opened.Status, (bool)opened["open"]));
        var index = (long)opened["receipt"]["index"]!;
        var again = await SwitchAsync(open: true, "别的理由");
        Assert.Equal((200, index), (again.Status, (long)again["receipt"]["index"]!));
        var shown = await service.Anonymous.ReadAsync("public-page");
        Assert.Equal((true, (string?)opened["since"]), ((bool)shown["open"], (string?)shown["since"]));
        Assert.Equal("no-cache", shown.Response.Headers.CacheControl?.ToString());
        Assert.Equal(200, (await service.Anonymous.ReadAsync(Ratings)).Status);

        var entry = await service.As("auditor").ReadAsync($"/logs/government/entry/{index}");
        Assert.Equal(
            ("public-page", "office", 1, true, "接受社会监督"),
            ((string?)entry["type"], (string?)entry["actor"], (int)entry["version"], (bool)entry["open"],
                (string?)entry["reason"]));

        Assert.Equal(201, (await SwitchAsync(open: false, "期满")).Status);
        await IsClosedAsync();
        Assert.Equal(201, (await SwitchAsync(open: true, "续期")).Status);
        Assert.Equal(200, (await service.Anonymous.ReadAsync(Ratings)).Status);
    }

    [Fact]
    public async Task Only_the_office_switches_it_and_says_why()
    {
        var asked = new { open = true, reason = "接受社会监督" };
        foreach (var other in (string[])["LSJ", "evaluator", "auditor", "admin", "service"])
        {
            Assert.Equal(403, (await service.As(other).PutAsync("public-page", asked)).Status);
        }

        Assert.Equal(401, (await service.Anonymous.PutAsync("public-page", asked)).Status);
        var silent = await SwitchAsync(open: true, " ");
        Assert.Equal((400, "/reason"), (silent.Status, Assert.Single(silent.Pointers)));
        var tried = await service.Office.PutAsync("public-page?dryRun=true", asked);
        Assert.Equal((200, true, null), (tried.Status, (bool)tried["open"], tried.Body!["receipt"]));
        await IsClosedAsync();
    }

    [Fact]
    public async Task Released_colours_in_force_are_shown_and_no_others_and_nobody_is_named()
    {
        service.OnSocket();
        await SwitchAsync(open: true, "接受社会监督");
        await service.RegisterAsync();
        foreach (var period in (string[])["2018-04", "2018-05"])
        {
            await service.ReportAsync(2m, period: period);
        }

        var first = await service.RatedAsync(await service.ClaimsAsync(period: "2018-04"));
        await service.RatedAsync(await service.ClaimsAsync(period: "2018-05"));
        await service.CloseAsync("2018-04");
        Assert.Empty((await ReadLaterAsync()).Items); // rated, and not released
        Assert.Equal(201, (await service.IssueAsync("2018-04")).Status);

        var answer = await ReadLaterAsync();
        var shown = Assert.Single(answer.Items)!;
        var rating = (await service.Office.ReadAsync("ratings?period=2018-04")).Items.Single()!;
        var target = await service.Office.ReadAsync("targets/JA2018-028");
        Assert.Equal(
            new JsonObject
            {
                ["targetId"] = "JA2018-028", ["title"] = (string?)target["title"], ["level"] = (string?)target["level"],
                ["field"] = (string?)target["field"], ["unit"] = "LSJ", ["unitName"] = await NameOfAsync("LSJ"),
                ["period"] = "2018-04", ["colour"] = (string?)rating["colour"], ["index"] = first,
                ["leafHash"] = (string?)rating["leafHash"],
            }.ToJsonString(), shown.ToJsonString());
        Assert.Contains(answer["colours"].AsArray(), c => c!["code"]!.ToString() == (string?)shown["colour"]);
        Assert.Equal("public, max-age=10", answer.Response.Headers.CacheControl?.ToString());

        var corrected = await CorrectAsync(first);
        answer = await ReadLaterAsync();
        shown = Assert.Single(answer.Items)!;
        Assert.Equal(("red", corrected), ((string?)shown["colour"], (long)shown["index"]!));

        await service.CloseAsync("2018-05");
        Assert.Equal(201, (await service.IssueAsync("2018-05")).Status);
        answer = await ReadLaterAsync();
        Assert.Equal(["2018-04", "2018-05"], answer.Items.Select(r => (string)r!["period"]!));
        await NamesNobodyAsync(answer);
    }

    [Fact]
    public async Task A_year_without_ratings_is_empty_and_what_is_no_year_is_refused()
    {
        await SwitchAsync(open: true, "接受社会监督");
        foreach (var year in (int[])[2018, 1999, 9999])
        {
            var answer = await service.Anonymous.ReadAsync($"public/ratings?year={year}");
            Assert.Equal((200, null), (answer.Status, (string?)answer.Body!["next"]));
            Assert.Empty(answer.Items);
            Assert.Empty(answer["colours"].AsArray());
        }

        foreach (var (query, pointer) in ((string, string)[])[("year=1991", "/year"), ("", "/year"),
            ("year=2018&limit=501", "/limit")])
        {
            var refused = await service.Anonymous.ReadAsync($"public/ratings?{query}");
            Assert.Equal((400, pointer), (refused.Status, Assert.Single(refused.Pointers)));
        }
    }

    [Fact]
    public async Task It_comes_in_pages_by_period_and_target()
    {
        await SwitchAsync(open: true, "接受社会监督");
        await service.RegisterAsync();
        foreach (var (target, unit, value) in ((string, string, decimal)[])
            [("JA2018-028", "LSJ", 2m), ("JA2018-003", "FGW", 60m)])
        {
            await service.ReportAsync(value, target, unit, period: "2018-04");
            await service.RatedAsync(await service.ClaimsAsync(target, period: "2018-04"));
        }

        await service.CloseAsync("2018-04");
        Assert.Equal(201, (await service.IssueAsync("2018-04")).Status);
        var one = await ReadLaterAsync("&limit=1");
        var two = await service.Anonymous.ReadAsync($"{Ratings}&limit=1&after={one["next"]}");
        Assert.Equal(
            ("JA2018-003", "2018-04/JA2018-003", "JA2018-028", null),
            ((string?)Assert.Single(one.Items)!["targetId"], (string?)one["next"],
                (string?)Assert.Single(two.Items)!["targetId"], (string?)two.Body!["next"]));
    }

    private Task<Answer> SwitchAsync(bool open, string reason) =>
        service.Office.PutAsync("public-page", new { open, reason });

    private async Task IsClosedAsync()
    {
        foreach (var caller in (HttpClient[])[service.Anonymous, service.Office])
        {
            var closed = await caller.ReadAsync(Ratings);
            Assert.Equal((403, "public_page_closed"), (closed.Status, closed.Code));
        }
    }

    // A year is read again once it has been kept for a while.
    private Task<Answer> ReadLaterAsync(string query = "")
    {
        service.Clock.Advance(TimeSpan.FromSeconds(10));
        return service.Anonymous.ReadAsync(Ratings + query);
    }

    private async Task<string> NameOfAsync(string unit) => (string)(await service.Office.ReadAsync("units?limit=500"))
        .Items.Single(u => (string?)u!["code"] == unit)!["name"]!;

    private async Task<long> CorrectAsync(long first)
    {
        service.Clock.Advance(TimeSpan.FromDays(1));
        var claims = await service.ClaimsAsync(period: "2018-04", colour: "red");
        (claims["supersedes"], claims["reason"]) = (first, "复核现场后更正");
        claims["divergence"] = new JsonObject { ["code"] = "qualityDefect", ["reason"] = "现场不符" };
        return await service.RatedAsync(claims);
    }

    // Whoever the two logs name, by name, token or key, and whatever anybody said in words.
    private async Task NamesNobodyAsync(Answer answer)
    {
        string[] members =
        [
            "actor", "name", "kid", "signatory", "operator", "narrative", "rationale", "reason", "remarkedBy",
            "assessor", "jws",
        ];
        var said = new HashSet<string>();
        foreach (var side in (string[])["government", "evaluation"])
        {
            var log = await LogReader.PinAsync(service.As("auditor"), side);
            foreach (var entry in await log.EntriesAsync((await log.CheckpointAsync()).Size))
            {
                var read = JsonNode.Parse(entry)!.AsObject();
                foreach (var (_, value) in read.Where(m => members.Contains(m.Key)))
                {
                    said.Add(value!.ToString());
                }

                if ((string?)read["jws"] is { } jws)
                {
                    var claims = JsonNode.Parse(Base64Url.DecodeFromChars(jws.Split('.')[1]))!
                        .AsObject();
                    said.UnionWith(claims.Where(m => members.Contains(m.Key)).Select(m => m.Value!.ToString()));
                }
            }
        }

        Assert.Contains("复核现场后更正", said);
        Assert.True(said.Count > 10, string.Join(' ', said));
        var text = answer.Body!.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        said.ExceptWith(["", "LSJ"]); // its clerk is called as the unit is
        Assert.All(said, s => Assert.DoesNotContain(s, text, StringComparison.Ordinal));
    }
}

public sealed class SqlitePublicPageTests() : PublicPageTests(new SqliteFactory());

public sealed class SplitPublicPageTests() : PublicPageTests(new SplitFactory());

public sealed class SqlServerPublicPageTests() : PublicPageTests(new SqlServerFactory());
