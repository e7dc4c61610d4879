using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The operator saves, the signatory signs, and the report names the two; nobody else sees a draft.</summary>
public abstract class DraftTests(ServiceFactory service) : IDisposable
{
    private const string Draft = "targets/JA2018-028/drafts/2018-06";

    private static readonly object Content = new { value = 3.1, narrative = "按计划推进" };

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task Two_people_make_one_report_that_names_both()
    {
        var saved = await service.As("LSJ").PutAsync(Draft, Content);
        Assert.Equal((200, 0), (saved.Status, saved["faults"].AsArray().Count));
        Assert.Equal("LSJ", (string?)saved["draft"]["operator"]);
        Assert.Equal($"\"{Tag(saved)}\"", saved.Response.Headers.ETag?.ToString());
        service.MoveTo(2018, 7, 3);

        var submitted = await SubmitAsync(Signatory(), saved);
        Assert.Equal(201, submitted.Status);
        var report = Assert.Single(submitted["reports"].AsArray())!;
        Assert.Equal(("LSJ", "局长甲", "twoPeople"),
            ((string?)report["operator"], (string?)report["signatory"], (string?)report["confirmation"]));
        var entry = (await service.As("auditor").ReadAsync($"/logs/government/entry/{submitted["receipt"]["index"]}"))
            .Body!;
        Assert.Equal(("局长甲", "局长甲", "LSJ", "2018-07-02T01:00:00.000Z"),
            ((string?)entry["actor"], (string?)entry["signatory"], (string?)entry["operator"],
                (string?)entry["openedAt"]));

        var listed = Assert.Single((await service.As("LSJ").ReadAsync($"targets/{Reporting.Target}/progress")).Items)!;
        Assert.Equal(("LSJ", "twoPeople"), ((string?)listed["operator"], (string?)listed["confirmation"]));
        Assert.Empty((await service.As("LSJ").ReadAsync("drafts")).Items);
        Assert.Equal(404, (await service.As("LSJ").ReadAsync(Draft)).Status);
    }

    [Fact]
    public async Task A_report_that_a_program_files_says_that_its_signatory_is_only_named()
    {
        var report = await service.ReportAsync(1m);
        Assert.Equal(("named", "负责人", "LSJ"), ((string?)report["confirmation"], (string?)report["signatory"],
            (string?)report["operator"]));
    }

    [Fact]
    public async Task Without_a_signatory_nothing_is_submitted()
    {
        var saved = await service.As("LSJ").PutAsync(Draft, Content);
        var own = await SubmitAsync(service.As("LSJ"), saved);
        Assert.Equal((403, "signatory_required"), (own.Status, own.Code));

        var signatory = Signatory();
        var his = await signatory.PutAsync(Draft, Content);
        var alone = await SubmitAsync(signatory, his);
        Assert.Equal((409, "drafts_refused", "second_person_required"),
            (alone.Status, alone.Code, (string?)Assert.Single(alone["refused"].AsArray())!["code"]));
        Assert.Equal(201, (await SubmitAsync(service.Join("局长乙", "LSJ", signs: true), his)).Status);
    }

    [Fact]
    public async Task A_unit_that_needs_one_person_says_so_in_the_report()
    {
        var unit = new { name = "绿化市容局", kind = "department", onePersonSigns = true };
        var put = await service.Office.PutAsync("units/LSJ", unit);
        Assert.Equal((200, true), (put.Status, (bool)put["onePersonSigns"]!));
        Assert.True((bool)(await service.Office.ReadAsync("units?limit=500")).Items
            .Single(u => (string?)u!["code"] == "LSJ")!["onePersonSigns"]!);

        var alone = await SubmitAsync(service.As("LSJ"), await service.As("LSJ").PutAsync(Draft, Content));
        Assert.Equal((201, "onePerson"), (alone.Status, (string?)alone["reports"][0]!["confirmation"]));
        var two = await SubmitAsync(Signatory(), await service.As("LSJ").PutAsync(Draft, Content));
        Assert.Equal((201, "twoPeople"), (two.Status, (string?)two["reports"][0]!["confirmation"]));
        Assert.Equal(200, (await service.Office.PutAsync("units/LSJ", new { unit.name, unit.kind })).Status);
        var again = await SubmitAsync(service.As("LSJ"), await service.As("LSJ").PutAsync(Draft, Content));
        Assert.Equal("signatory_required", again.Code);
    }

    [Fact]
    public async Task Whoever_saves_sees_what_he_writes_over_and_with_a_tag_writes_over_nothing_unseen()
    {
        var first = await service.As("LSJ").PutAsync(Draft, Content);
        var colleague = service.Join("经办乙", "LSJ");
        var over = await colleague.PutAsync(Draft, new { value = 2.9, narrative = "核减" });
        Assert.Equal((200, "LSJ", 3.1m),
            (over.Status, (string?)over["replaced"]["operator"], (decimal)over["replaced"]["content"]!["value"]!));

        var late = await PutAsync(service.As("LSJ"), Content, "If-Match", $"\"{Tag(first)}\"");
        Assert.Equal((412, "draft_changed", "经办乙"),
            (late.Status, late.Code, (string?)late["draft"]["operator"]));
        Assert.Equal(412, (await PutAsync(service.As("LSJ"), Content, "If-None-Match", "*")).Status);
        Assert.Equal(200, (await PutAsync(service.As("LSJ"), Content, "If-Match", $"\"{Tag(over)}\"")).Status);
        Assert.Equal(412, (await SubmittedUnseenAsync(Tag(over))).Status);
    }

    // Two of one unit at once: one report, and the other is told what became of the draft.
    [Fact]
    public async Task A_draft_is_submitted_once()
    {
        var saved = await service.As("LSJ").PutAsync(Draft, Content);
        HttpClient[] people = [Signatory(), service.Join("局长乙", "LSJ", signs: true)];
        var answers = await Task.WhenAll(people.Select(p => SubmitAsync(p, saved)));
        var taken = Assert.Single(answers, a => a.Status == 201);
        var other = Assert.Single(answers, a => a.Status != 201);
        var refused = Assert.Single(other["refused"].AsArray())!;
        Assert.Equal(("drafts_refused", "draft_changed"), (other.Code, (string?)refused["code"]));
        Assert.Contains($"{taken["receipt"]["index"]}", (string?)refused["message"]!, StringComparison.Ordinal);
        Assert.Single((await service.Office.ReadAsync($"targets/{Reporting.Target}/progress")).Items);
        Assert.Equal(201, (await SubmitAsync(people[1], await service.As("LSJ").PutAsync(Draft, Content))).Status);
    }

    [Fact]
    public async Task All_drafts_become_reports_or_none_does()
    {
        var others = (string?)(await service.As("FGW").ReadAsync("targets?year=2018&limit=1")).Items[0]!["id"];
        var good = await service.As("FGW").PutAsync($"targets/{others}/drafts/2018-06", new { narrative = "推进" });
        var target = (string?)(await service.As("LSJ").ReadAsync("targets?year=2018&limit=500")).Items
            .Select(t => t!).First(t => (string?)t["id"] != Reporting.Target && (string?)t["leadUnit"] == "LSJ")["id"];
        var empty = await service.As("LSJ").PutAsync($"targets/{target}/drafts/2018-06", new { });
        Assert.NotEmpty(empty["faults"].AsArray());
        var full = await service.As("LSJ").PutAsync(Draft, Content);
        var both = await SubmitAsync(Signatory(), full, empty);
        var refused = Assert.Single(both["refused"].AsArray())!;
        Assert.Equal((409, target, "invalid_request"), (both.Status, (string?)refused["targetId"],
            (string?)refused["code"]));
        Assert.Contains(refused["faults"]!.AsArray(), f => (string?)f!["pointer"] == "/narrative");
        Assert.Equal(2, (await service.As("LSJ").ReadAsync("drafts?period=2018-06")).Items.Count);
        Assert.Empty((await service.Office.ReadAsync($"targets/{Reporting.Target}/progress")).Items);
        Assert.Equal(200, good.Status); // another unit's, which the signatory neither sees nor signs
        Assert.Equal("draft_changed",
            (string?)(await SubmitAsync(Signatory(), good))["refused"][0]!["code"]);
    }

    [Fact]
    public async Task A_draft_is_its_units_alone()
    {
        await service.As("LSJ").PutAsync(Draft, Content);
        foreach (var caller in (string[])["office", "evaluator", "auditor", "admin"])
        {
            Assert.Equal(403, (await service.As(caller).ReadAsync(Draft)).Status);
            Assert.Equal(403, (await service.As(caller).ReadAsync("drafts")).Status);
        }

        Assert.Equal(404, (await service.As("FGW").ReadAsync(Draft)).Status);
        Assert.Empty((await service.As("FGW").ReadAsync("drafts")).Items);
        Assert.Equal("not_your_target", (await service.As("FGW").PutAsync(Draft, Content)).Code);
    }

    [Fact]
    public async Task What_is_missing_in_a_draft_is_told_and_kept()
    {
        var saved = await service.As("LSJ").PutAsync(Draft, new { difficulties = "数据未核定" });
        Assert.Contains(saved["faults"].AsArray(), f => (string?)f!["pointer"] == "/narrative");
        var read = await service.As("LSJ").ReadAsync(Draft);
        Assert.Equal("数据未核定", (string?)read["draft"]["content"]!["difficulties"]);
        await service.CloseAsync();
        var closed = await service.As("LSJ").PutAsync(Draft, Content);
        Assert.Equal("period_closed", (string?)Assert.Single(closed["faults"].AsArray())!["code"]);
        var refused = await SubmitAsync(Signatory(), closed);
        Assert.Equal("period_closed", (string?)refused["refused"][0]!["code"]);
        Assert.Equal(3.1m, (decimal)(await service.As("LSJ").ReadAsync(Draft))["draft"]["content"]!["value"]!);
    }

    [Fact]
    public async Task A_draft_of_a_target_that_got_a_new_version_is_shown_and_not_lost()
    {
        var saved = await service.As("LSJ").PutAsync("targets/JA2018-028/drafts/2018-08", Content);
        Assert.Equal((1, 1), ((int)saved["draft"]["targetVersion"]!, (int)saved["countedVersion"]!));
        var promise = await service.PromiseAsync();
        promise["title"] = "新的标题";
        promise["reason"] = "调整";
        Assert.Equal(201, (await service.Office.PostAsync($"targets/{Reporting.Target}/versions", promise)).Status);
        var read = await service.As("LSJ").ReadAsync("targets/JA2018-028/drafts/2018-08");
        Assert.Equal((1, 2, "按计划推进"), ((int)read["draft"]["targetVersion"]!, (int)read["countedVersion"]!,
            (string?)read["draft"]["content"]!["narrative"]));
    }

    [Fact]
    public async Task A_draft_that_is_given_up_is_gone_and_a_dry_run_keeps_nothing()
    {
        Assert.Equal(200, (await service.As("LSJ").PutAsync(Draft + "?dryRun=true", Content)).Status);
        Assert.Equal(404, (await service.As("LSJ").ReadAsync(Draft)).Status);
        var saved = await service.As("LSJ").PutAsync(Draft, Content);
        var tried = await SubmitAsync(Signatory(), "?dryRun=true", saved);
        Assert.Equal(200, tried.Status);
        Assert.Single((await service.As("LSJ").ReadAsync("drafts")).Items);
        for (var times = 0; times < 2; times++)
        {
            Assert.Equal(204, (await service.As("LSJ").SendAsync(HttpMethod.Delete, Draft, null)).Status);
            Assert.Empty((await service.As("LSJ").ReadAsync("drafts")).Items);
        }
    }

    [Fact]
    public async Task Drafts_are_listed_in_pages()
    {
        var targets = (await service.As("LSJ").ReadAsync("targets?year=2018&limit=500")).Items
            .Select(t => (string?)t!["id"]).Order(StringComparer.Ordinal).Take(3).ToList();
        foreach (var target in targets)
        {
            Assert.Equal(200, (await service.As("LSJ").PutAsync($"targets/{target}/drafts/2018-06", new { })).Status);
        }

        List<string?> listed = [];
        string? after = null;
        do
        {
            var page = await service.As("LSJ").ReadAsync($"drafts?limit=1&after={after}");
            listed.AddRange(page.Items.Select(d => (string?)d!["targetId"]));
            after = (string?)page.Body!["next"];
        }
        while (after is not null);
        Assert.Equal(targets, listed);
    }

    private HttpClient Signatory() => service.Join("局长甲", "LSJ", signs: true);

    private static string Tag(Answer saved) => (string)saved["draft"]["etag"]!;

    private static Task<Answer> SubmitAsync(HttpClient signatory, params IEnumerable<Answer> saved) =>
        SubmitAsync(signatory, "", saved);

    private static Task<Answer> SubmitAsync(HttpClient signatory, string query, params IEnumerable<Answer> saved) =>
        signatory.PostAsync("drafts/submit" + query, new JsonObject
        {
            ["drafts"] = new JsonArray([.. saved.Select(s => new JsonObject
            {
                ["targetId"] = (string?)s["draft"]["targetId"], ["period"] = (string?)s["draft"]["period"],
                ["etag"] = Tag(s),
            })]),
        });

    private static Task<Answer> PutAsync(HttpClient client, object content, string header, string tag)
    {
        client.DefaultRequestHeaders.Add(header, tag);
        return client.PutAsync(Draft, content);
    }

    // The tag of a draft that has been written over since.
    private async Task<Answer> SubmittedUnseenAsync(string tag)
    {
        var answer = await Signatory().PostAsync("drafts/submit", new
        {
            drafts = new[] { new { targetId = Reporting.Target, period = "2018-06", etag = tag } },
        });
        Assert.Equal("drafts_refused", answer.Code);
        return answer with { Status = (string?)answer["refused"][0]!["code"] == "draft_changed" ? 412 : 0 };
    }
}

public sealed class SqliteDraftTests() : DraftTests(new SqliteFactory())
{
    [Fact]
    public async Task After_a_restart_the_drafts_are_there_and_the_rows_follow_from_the_log()
    {
        using var service = new RestartedFactory();
        service.Start();
        var saved = await service.As("LSJ").PutAsync("targets/JA2018-028/drafts/2018-06", new { value = 1 });
        await service.Office.PutAsync("units/LSJ", new
        {
            name = "绿化市容局", kind = "department", onePersonSigns = true,
        });
        var other = await service.As("LSJ").PutAsync("targets/JA2018-028/drafts/2018-07", new { value = 1 });
        Assert.Equal((200, 200), (saved.Status, other.Status));
        await service.StopAsync();

        service.Start(verifyAll: true);
        Assert.Equal(2, (await service.As("LSJ").ReadAsync("drafts")).Items.Count);
        await service.IsCheckedAndReadyAsync();
    }
}

public sealed class SplitDraftTests() : DraftTests(new SplitFactory());

public sealed class SqlServerDraftTests() : DraftTests(new SqlServerFactory());
