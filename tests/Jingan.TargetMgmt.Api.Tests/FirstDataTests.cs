using Jingan.TargetMgmt.Tests;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>What an operator's manual says of the first data of an installation that has none: the files that come with
/// the package, in the order of the manual, go in as they are.</summary>
public sealed class FirstDataTests : IDisposable
{
    private static readonly string Files = Path.Combine(Repository.Root, "deploy", "debian", "first-data");

    private readonly SqliteFactory _service = new();

    public FirstDataTests() => _service.Clock.SetUtcNow(new(2027, 1, 15, 2, 0, 0, TimeSpan.Zero));

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task The_sample_files_of_the_package_are_imported_in_the_order_of_the_manual()
    {
        await ImportAsync("units");
        var year = await _service.Office.PostAsync("periods/year", new
        {
            year = 2027, months = true, quarters = false, dueWorkingDays = 5, closesDaysAfter = 5,
            opensAfterEnd = false,
        });
        Assert.Equal(201, year.Status);
        await ImportAsync("targets");

        var filed = (await _service.Office.ReadAsync("targets?year=2027&limit=500")).Items;
        Assert.Equal(["JA2027-001", "JA2027-002", "JA2027-003"], filed.Select(t => (string)t!["id"]!));
        Assert.Equal(["quantitative", "milestone", "qualitative"], filed.Select(t => (string)t!["kind"]!));
        Assert.All(filed, t => Assert.Contains("示例", (string)t!["title"]!, StringComparison.Ordinal));
    }

    private async Task ImportAsync(string name)
    {
        var answer = await _service.Office.PostTextAsync(name + "/import",
            await File.ReadAllTextAsync(Path.Combine(Files, name + ".csv"), Http.Ct), "text/csv");
        Assert.True(answer.Status is 200 or 201, $"{answer.Status} {answer.Body}");
    }
}
