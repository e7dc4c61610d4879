using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Log.Files;
using Jingan.Tests.Ports;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The real process outside Development: nothing is taken for granted there, least of all what stays in a log
/// for its whole life.</summary>
public sealed class ProductionStartTests : IDisposable
{
    private readonly StartedProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Outside_Development_no_demo_access_is_made()
    {
        LogKeys.Write(Path.Combine(_program.Folder, "data"));
        var ready = await _program.RunUntilReadyAsync(FreePort.Find(), "Production", StartedProgram.Names);
        Assert.False(Directory.Exists(Path.Combine(_program.Folder, "data", "demo")));
        Assert.False(File.Exists(Path.Combine(_program.Folder, "data", "access-tokens.json")));
        Assert.Equal([0, 0], SizesIn(ready)); // no targets of 2018, no example scheme
    }

    [Theory, InlineData("government"), InlineData("evaluation")]
    public async Task Outside_Development_a_log_that_has_no_name_stops_the_start(string side)
    {
        LogKeys.Write(Path.Combine(_program.Folder, "data"));
        var other = side == "government" ? "Evaluation" : "Government";
        await _program.FailsAsync($"{char.ToUpperInvariant(side[0])}{side[1..]}:Log:Origin", "配置有误", named: false,
            $"--{other}:Log:Origin", "targets.example.gov.cn/other");
        Assert.False(File.Exists(Path.Combine(_program.Folder, "data", $"{side}.db")));
    }

    [Fact]
    public async Task A_key_of_another_log_stops_the_start_and_names_the_setting()
    {
        var data = Path.Combine(_program.Folder, "data");
        LogKeys.Write(data);
        OwnerOnlyFile.Replace(Path.Combine(data, "keys", "evaluation-log.pem"), Encoding.UTF8.GetBytes(
            LogKeyFile.ToText(NoteSigner.NewEd25519("targets.example.gov.cn/evaluation"))));
        await _program.FailsAsync("Evaluation:Log:Origin", "targets.example.gov.cn/evaluation");
        Assert.False(File.Exists(Path.Combine(data, "evaluation.db")));
    }

    [Fact]
    public async Task The_installations_own_file_configures_the_service_and_what_is_typed_goes_before_it()
    {
        var port = FreePort.Find();
        var elsewhere = Path.Combine(_program.Folder, "elsewhere");
        LogKeys.Write(elsewhere);
        var file = Path.Combine(_program.Folder, "installation.json");
        await File.WriteAllTextAsync(file, $$"""
            {
              "Environment": "Staging",
              "Storage": { "Directory": "{{elsewhere}}" },
              "Government": { "Log": { "Origin": "targets.example.gov.cn/government" } },
              "Evaluation": { "Log": { "Origin": "targets.example.gov.cn/one-that-is-not-used" } },
              "Urls": "http://127.0.0.1:{{port}}"
            }
            """, Http.Ct);
        using var process = _program.Start(null,
            "--config", file, "--Evaluation:Log:Origin", "targets.example.gov.cn/evaluation");
        try
        {
            var ready = await StartedProgram.ReadyAsync(process, port);
            Assert.Contains("\"log\":\"government\"", ready, StringComparison.Ordinal);
            using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
            Assert.Contains("Staging", await client.GetStringAsync("/health/live", Http.Ct), StringComparison.Ordinal);
            Assert.StartsWith("targets.example.gov.cn/government+",
                await client.GetStringAsync("/logs/government/key", Http.Ct), StringComparison.Ordinal);
            Assert.StartsWith("targets.example.gov.cn/evaluation+",
                await client.GetStringAsync("/logs/evaluation/key", Http.Ct), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Theory, InlineData(null), InlineData("{\"Storage\": ")]
    public async Task An_installations_file_that_cannot_be_read_is_one_clear_line(string? content)
    {
        var file = Path.Combine(_program.Folder, "installation.json");
        if (content is not null)
        {
            await File.WriteAllTextAsync(file, content, Http.Ct);
        }

        await _program.FailsAsync("installation.json", content is null ? "配置文件" : "配置有误", "--config", file);
    }

    private static long[] SizesIn(string ready) =>
        [.. JsonNode.Parse(ready)!["logs"]!.AsArray().Select(l => (long)l!["size"]!)];
}
