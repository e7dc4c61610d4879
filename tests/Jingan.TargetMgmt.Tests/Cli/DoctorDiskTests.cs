using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Doctor;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary><c>jtm doctor</c>: room on the disks, as the service itself measures it.</summary>
public sealed class DoctorDiskTests
{
    [Theory]
    [InlineData(1023, FindingState.Fault)] // the bounds of the service itself
    [InlineData(1024, FindingState.Warn)]
    [InlineData(2047, FindingState.Warn)]
    [InlineData(2048, FindingState.Ok)]
    public async Task A_disk_is_short_before_it_is_full(long megabytes, object state)
    {
        await using var made = await DoctorCase.MakeAsync();
        Assert.All(StorageLook.LookAtDisks(made.Examined(_ => megabytes << 20)), f => Assert.Equal(state, f.State));
    }

    [Fact]
    public async Task The_disk_of_a_database_elsewhere_is_looked_at()
    {
        await using var made = await DoctorCase.MakeAsync();
        var elsewhere = Directory.CreateDirectory(made.Setup.PathOf("elsewhere")).FullName;
        made.Configure(s => s["Government"]!["Database"]!["ConnectionString"] = $"Data Source={elsewhere}/g.db");
        Assert.Contains(StorageLook.LookAtDisks(made.Examined(folder => folder == elsewhere ? 0 : 100L << 30)),
            f => f.State == FindingState.Fault);
    }

    [Fact]
    public async Task Each_disk_is_measured_by_the_bound_of_the_side_that_uses_it()
    {
        await using var made = await DoctorCase.MakeAsync();
        List<string> folders = ["data", "data/keys", "data/evidence", "one", "two", "marks"];
        folders.ForEach(f => Directory.CreateDirectory(made.Setup.PathOf(f)));
        made.Configure(s =>
        {
            s["Government"]!["Database"]!["ConnectionString"] = $"Data Source={made.Setup.PathOf("one/g.db")}";
            s["Evaluation"]!["Database"]!["ConnectionString"] = $"Data Source={made.Setup.PathOf("two/e.db")}";
            s["Evaluation"]!["Log"]!["HighWaterFile"] = made.Setup.PathOf("marks/e.high-water");
            s["Limits"] = JsonNode.Parse("""{ "FreeMegabytes": { "Government": 50, "Evaluation": 10 } }""");
        });
        var found = StorageLook.LookAtDisks(made.Examined(_ => 30L << 20)).ToDictionary(f => f.Found.En.Split(": ")[0]);
        Assert.Equal(folders.Select(made.Setup.PathOf).Order(), found.Keys.Order());
        Assert.All(found, f => Assert.Equal(
            f.Key.EndsWith("two", StringComparison.Ordinal) || f.Key.EndsWith("marks", StringComparison.Ordinal)
                ? FindingState.Ok : FindingState.Fault, f.Value.State));
    }
}
