using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Api.Tests.Logs;

/// <summary>The evaluation log keeps the embargo: entries with unreleased ratings are the evaluator's alone, until the
/// evaluation report gives them to all at once.</summary>
public abstract class EmbargoedEntryTests(ServiceFactory service) : IDisposable
{
    private static readonly IReadOnlyList<string> Others = ["office", "LSJ", "auditor", "admin"];

    // A bundle that tells who has access is not for the others, released or not (EntryDisclosureTests).
    private static readonly IReadOnlyList<string> ReadersOfBundles = ["auditor", "admin"];

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task Entries_with_ratings_of_an_unreleased_period_are_the_evaluators_until_the_report()
    {
        await service.RegisterAsync();
        await service.ReportAsync(3.1m);
        var rated = await service.RatedAsync(await service.ClaimsAsync());
        var before = $"tile/entries/000.p/{rated}"; // all before the rating
        var with = $"tile/entries/000.p/{rated + 1}";
        foreach (var other in Others)
        {
            if (ReadersOfBundles.Contains(other))
            {
                await AssertAsync(other, before, 200);
            }

            await AssertAsync(other, $"entry/{rated - 1}", 200);
            await AssertAsync(other, with, 403);
            await AssertAsync(other, $"entry/{rated}", 403);
        }

        await service.CloseAsync();
        await service.DrawAsync(); // until then it is sealed from the evaluator's people too
        await AssertAsync("evaluator", with, 200);
        await AssertAsync("evaluator", $"entry/{rated}", 200);

        // Hashes say nothing: they stay public, and so do proofs.
        Assert.Equal(200, (await service.Anonymous.ReadAsync($"/logs/evaluation/tile/0/000.p/{rated + 1}")).Status);
        Assert.Equal(200, (await service.Anonymous.ReadAsync($"/logs/evaluation/proof/{rated}")).Status);

        Assert.Equal(201, (await service.IssueAsync()).Status);
        var bytes = await service.Evaluator.GetByteArrayAsync($"/logs/evaluation/{with}", Http.Ct);
        foreach (var other in Others)
        {
            await AssertAsync(other, $"entry/{rated}", 200);
        }

        foreach (var other in ReadersOfBundles)
        {
            Assert.Equal(bytes, await service.As(other).GetByteArrayAsync($"/logs/evaluation/{with}", Http.Ct));
        }

        Assert.True(EntryBundle.TryRead(bytes, (int)rated + 1, out var entries, out var fault), fault);
        Assert.Equal(await service.Office.GetByteArrayAsync($"/logs/evaluation/entry/{rated}", Http.Ct),
            entries[^1].ToArray());
    }

    // A release of one period releases no other's.
    [Fact]
    public async Task A_bundle_with_ratings_of_two_periods_opens_with_the_second_report()
    {
        await service.RegisterAsync();
        await service.ReportAsync(2m, period: "2018-05");
        await service.RatedAsync(await service.ClaimsAsync(period: "2018-05"));
        await service.ReportAsync(3.1m);
        var last = await service.RatedAsync(await service.ClaimsAsync());
        var bundle = $"tile/entries/000.p/{last + 1}";
        await service.CloseAsync("2018-05");
        Assert.Equal(201, (await service.IssueAsync("2018-05")).Status);
        await AssertAsync("office", bundle, 403);
        await AssertAsync("office", $"entry/{last - 1}", 200);
        await AssertAsync("office", $"entry/{last}", 403);
        await service.CloseAsync();
        Assert.Equal(201, (await service.IssueAsync()).Status);
        await AssertAsync("auditor", bundle, 200);
    }

    private async Task AssertAsync(string caller, string path, int status)
    {
        var answer = await service.As(caller).ReadAsync($"/logs/evaluation/{path}");
        Assert.Equal((caller, path, status), (caller, path, answer.Status));
        if (status == 403)
        {
            Assert.Equal(("embargoed", "2018-06", "no-store"), (answer.Code, (string?)answer["period"],
                answer.Response.Headers.CacheControl?.ToString()));
        }
    }
}

public sealed class SqliteEmbargoedEntryTests() : EmbargoedEntryTests(new SqliteFactory().OnSocket());

public sealed class SqlServerEmbargoedEntryTests() : EmbargoedEntryTests(new SqlServerFactory().OnSocket());
