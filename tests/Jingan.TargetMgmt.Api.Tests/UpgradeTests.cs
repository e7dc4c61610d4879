using System.IO.Compression;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli;
using Jingan.TargetMgmt.Tests;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A data folder that version 0.1.0 left (tests/Fixtures/0.1.0) is started by this version: nothing that was
/// promised then is lost, and the year goes on.</summary>
public sealed class UpgradeTests : IDisposable
{
    private static readonly string[] Sides = ["government", "evaluation"];

    private readonly RestartedFactory _service = new();
    private readonly string _old = Directory.CreateTempSubdirectory("upgrade").FullName;

    public UpgradeTests()
    {
        ZipFile.ExtractToDirectory(Path.Combine(Repository.Root, "tests/Fixtures/0.1.0/folder.zip"), _old);
        foreach (var file in Directory.GetFiles(Of("data"), "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(_service.Folder, Path.GetRelativePath(Of("data"), file)), overwrite: true);
        }

        foreach (var side in Sides)
        {
            _service.Settings[$"{char.ToUpperInvariant(side[0])}{side[1..]}:Log:Origin"] = $"fixture.invalid/{side}";
        }
    }

    public void Dispose()
    {
        _service.Dispose();
        Directory.Delete(_old, recursive: true);
    }

    [Fact]
    public async Task A_folder_of_0_1_0_goes_on_and_its_logs_receipts_and_reports_verify()
    {
        _service.Clock.SetUtcNow(new(2026, 12, 1, 1, 0, 0, TimeSpan.Zero)); // after what is in the logs
        _service.Start();
        await _service.IsCheckedAndReadyAsync();
        var policy = Of("policy");
        await File.WriteAllTextAsync(policy, string.Concat(Sides.Select(s => $"log {Read($"receipts/{s}.vkey")}"))
            + "quorum none\n", Http.Ct);

        // What was verified then is continued, and every entry is read by today's rules.
        foreach (var side in Sides)
        {
            var state = Of($"receipts/{side}.checkpoint");
            var size = long.Parse(Read(state).Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture);
            var verified = await JtmAsync("verify", LogOf(side), "--policy", policy, "--state", state, "--json");
            Assert.True((long)JsonNode.Parse(verified)!["size"]! > size);
        }

        foreach (var name in (string[])["progress", "rating", "report"])
        {
            await JtmAsync("verify", Of($"receipts/{name}.tlog-proof"), "--entry", Of($"receipts/{name}.json"),
                "--policy", policy);
        }

        await JtmAsync("verify", LogOf("evaluation"), "--policy", policy, "--report",
            Of("receipts/evaluation-report-2018-06.json"), "--government", LogOf("government"));
        Assert.Equal(Read("receipts/evaluation-report-2018-06.json"),
            await _service.Office.GetStringAsync("/api/v1/evaluation-reports/2018-06", Http.Ct));

        // The next year begins, and a second start finds it.
        var page = await _service.Office.PutAsync("public-page", new { open = true, reason = "接受监督" });
        Assert.Equal(201, page.Status);
        await _service.StopAsync();
        _service.Start();
        await _service.IsCheckedAndReadyAsync();
    }

    private string Of(string name) => Path.Combine(_old, name);

    private string Read(string name) => File.ReadAllText(Of(name));

    private string LogOf(string side) => $"{_service.AddressOf(side)}logs/{side}";

    private async Task<string> JtmAsync(params string[] args)
    {
        await using StringWriter output = new(), error = new();
        var exit = await JtmCommand.RunAsync([.. args, "--lang", "en"], output, error, _service.Clock,
            name => name == "JTM_TOKEN" ? _service.TokenOf("auditor") : null, Http.Ct);
        Assert.True(exit == 0, $"exit {exit}: {string.Join(' ', args)}\n{output}\n{error}");
        return output.ToString();
    }
}
