namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Evidence of which the content is not there any more: removed by law, in the open; or lost, and
/// mended.</summary>
public abstract class EvidenceRemovalTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    private string Folder => Path.Combine(service.Folder, "evidence");

    [Fact]
    public async Task Removal_by_law_leaves_the_hash_who_ordered_it_and_why_and_everybody_sees_that()
    {
        var content = Uploading.Pdf(13);
        var sha256 = (string)(await service.UploadAsync(content))["sha256"]!;
        await service.SubmitAsync(Uploading.Report(sha256));
        var order = new { orderedBy = " 区人民法院 ", reason = "《个人信息保护法》第四十七条" };
        Assert.Equal(404, (await service.Office.PostAsync($"evidence/{new string('e', 64)}/removal", order)).Status);
        Assert.Equal(404, (await service.Office.PostAsync("evidence/x/removal", order)).Status);
        var removed = await service.Office.PostAsync($"evidence/{sha256}/removal", order);
        Assert.Equal((201, "区人民法院", "office"),
            (removed.Status, (string?)removed["orderedBy"], (string?)removed["removedBy"]));
        Assert.Empty(EvidenceTests.FilesIn(Folder));
        Assert.Equal((409, "already_exists"), await OutcomeAsync(
            service.Office.PostAsync($"evidence/{sha256}/removal", order)));

        foreach (var caller in EvidenceTests.People)
        {
            var gone = await service.As(caller).ReadAsync($"evidence/{sha256}");
            Assert.Equal((caller, 410, "evidence_removed", "区人民法院", order.reason),
                (caller, gone.Status, gone.Code, (string?)gone["orderedBy"], (string?)gone["reason"]));
        }

        Assert.Equal(404, (await service.As("FGW").ReadAsync($"evidence/{sha256}")).Status);
        var index = (long)removed["receipt"]["index"]!;
        var listed = Assert.Single((await service.Evaluator.ReadAsync("evidence")).Items)!;
        Assert.Equal((index, "office"), ((long)listed["removal"]!["index"]!, (string?)listed["removal"]!["removedBy"]));
        Assert.Equal(200, (await service.As("FGW").ReadAsync($"/logs/government/entry/{index}")).Status);

        foreach (var unit in (string[])["LSJ", "FGW"])
        {
            var again = await service.UploadAsync(content, unit);
            Assert.Equal((410, "evidence_removed"), (again.Status, again.Code));
        }

        Assert.Empty(EvidenceTests.FilesIn(Folder));
        var named = await service.SubmitAsync(Uploading.Report(sha256));
        Assert.Equal((201, "evidenceRemoved"), (named.Status, (string?)named["warnings"].AsArray().Single()!["code"]));
    }

    [Fact]
    public async Task A_file_that_was_lost_or_damaged_is_not_given_and_is_mended_by_uploading_it_again()
    {
        var content = Uploading.Pdf(14);
        var sha256 = (string)(await service.UploadAsync(content))["sha256"]!;
        var path = Path.Combine(Folder, sha256[..2], sha256[2..]);
        foreach (var harm in (Action[])[() => File.Delete(path), () => File.AppendAllText(path, "x")])
        {
            harm();
            Assert.Equal((503, "evidence_unreadable"), await OutcomeAsync(
                service.As("LSJ").ReadAsync($"evidence/{sha256}")));
            Assert.Equal(200, (await service.UploadAsync(content)).Status);
            Assert.Equal(content, await service.As("LSJ").GetByteArrayAsync($"/api/v1/evidence/{sha256}", Http.Ct));
        }
    }

    private static async Task<(int Status, string? Code)> OutcomeAsync(Task<Answer> asked) =>
        (await asked) is var answer ? (answer.Status, answer.Code) : default;
}

public sealed class SqliteEvidenceRemovalTests() : EvidenceRemovalTests(new SqliteFactory())
{
    [Fact]
    public async Task A_start_finishes_a_removal_that_a_crash_broke_off_and_the_rows_follow_from_the_log()
    {
        using var service = new RestartedFactory();
        service.Start();
        var (content, kept) = (Uploading.Pdf(1), Uploading.Pdf(2));
        var sha256 = (string)(await service.UploadAsync(content, fields: ("asOf", "2018-06-30")))["sha256"]!;
        Assert.Equal(201, (await service.UploadAsync(kept, "FGW", fields: ("title", "会议纪要"))).Status);
        Assert.Equal(201, (await service.SubmitAsync(Uploading.Report(sha256, new string('b', 64)))).Status);
        Assert.Equal(201, (await service.Office.PostAsync($"evidence/{sha256}/removal", new
        {
            orderedBy = "区人民法院", reason = "含个人信息",
        })).Status);
        await service.StopAsync();

        var path = Path.Combine(service.Folder, "evidence", sha256[..2], sha256[2..]);
        await File.WriteAllBytesAsync(path, content, Http.Ct);
        var abandoned = Path.Combine(service.Folder, "evidence", "incoming", "0.tmp");
        await File.WriteAllBytesAsync(abandoned, content, Http.Ct);
        File.SetLastWriteTimeUtc(abandoned, service.Clock.GetUtcNow().AddDays(-2).UtcDateTime);
        service.Start(verifyAll: true);
        Assert.Equal(410, (await service.As("LSJ").ReadAsync($"evidence/{sha256}")).Status);
        Assert.Equal(kept, await service.As("FGW").GetByteArrayAsync(
            $"/api/v1/evidence/{Uploading.HashOf(kept)}", Http.Ct));
        Assert.Single(EvidenceTests.FilesIn(Path.Combine(service.Folder, "evidence")));
        await service.IsCheckedAndReadyAsync();
    }
}

public sealed class SplitEvidenceRemovalTests() : EvidenceRemovalTests(new SplitFactory());

public sealed class SqlServerEvidenceRemovalTests() : EvidenceRemovalTests(new SqlServerFactory());
