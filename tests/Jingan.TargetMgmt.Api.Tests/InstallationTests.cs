using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli;
using Jingan.Tests.Ports;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>From <c>jtm setup</c> to a service in Production that <c>jtm doctor</c> finds well: running, killed, and
/// stopped.</summary>
public sealed class InstallationTests : IDisposable
{
    private readonly StartedProgram _program = new();

    private string Configuration => Path.Combine(_program.Folder, "etc", "appsettings.json");

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task What_setup_has_made_starts_in_Production_and_the_doctor_finds_it_well()
    {
        var port = FreePort.Find();
        var answers = Path.Combine(_program.Folder, "answers.json");
        await File.WriteAllTextAsync(answers, new JsonObject
        {
            ["governmentOrigin"] = "targets.example.gov.cn/government",
            ["evaluationOrigin"] = "targets.example.gov.cn/evaluation",
            ["storage"] = Path.Combine(_program.Folder, "data"),
            ["highWater"] = Path.Combine(_program.Folder, "elsewhere"),
            ["address"] = $"http://127.0.0.1:{port}",
        }.ToJsonString(), Http.Ct);
        var made = JsonNode.Parse(await JtmAsync(0, "setup", "--config", Configuration, "--from", answers, "--json"))!;

        var home = Directory.CreateDirectory(Path.Combine(_program.Folder, "home"));
        using (var process = _program.Start(null, ["--config", Configuration], [("HOME", home.FullName)]))
        {
            try
            {
                await StartedProgram.ReadyAsync(process, port);
                using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
                Assert.Contains("\"environment\":\"Production\"",
                    await client.GetStringAsync("/health/live", Http.Ct), StringComparison.Ordinal);
                foreach (var (role, token) in made["tokens"]!.AsObject())
                {
                    client.DefaultRequestHeaders.Authorization = new("Bearer", (string)token!);
                    using var me = await client.GetAsync("/api/v1/me", Http.Ct);
                    // The evaluator's token waits for the founding key; it is known, all the same.
                    Assert.Equal(200, (int)me.StatusCode);
                    Assert.Contains(role, await me.Content.ReadAsStringAsync(Http.Ct), StringComparison.Ordinal);
                }

                await IsWellAsync("published.government", "log.evaluation", "service");
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }

        Assert.Empty(home.EnumerateFileSystemInfos()); // no keys for cookies that nobody has
        var left = Contents();
        await IsWellAsync("log.government", "schema.evaluation", "modes");
        Assert.Equal(left, Contents());

        await JtmAsync(0, "setup", "--config", Configuration, "--from", answers);
        Assert.Equal(left, Contents());
        File.Delete(Path.Combine(_program.Folder, "data", "keys", "government-log.pem"));
        await JtmAsync(1, "setup", "--config", Configuration, "--from", answers); // a begun log gets no other key
    }

    private async Task IsWellAsync(params string[] checks)
    {
        var findings = JsonNode.Parse(await JtmAsync(0, "doctor", "--config", Configuration, "--json"))!.AsArray();
        Assert.All(findings, f => Assert.NotEqual("fault", (string?)f!["state"]));
        Assert.All(checks, c => Assert.Equal("ok", (string?)findings.Single(f => (string?)f!["check"] == c)!["state"]));
    }

    // All but the index of the journal, which has no content of its own.
    private SortedDictionary<string, string> Contents() => new(
        Directory.GetFiles(_program.Folder, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith("-shm", StringComparison.Ordinal))
            .ToDictionary(f => f, f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))),
        StringComparer.Ordinal);

    private static async Task<string> JtmAsync(int exit, params string[] line)
    {
        using StringWriter output = new(), error = new();
        var ended = await JtmCommand.RunAsync(line, output, error, TimeProvider.System, _ => null, Http.Ct);
        Assert.True(exit == ended, $"{ended}: {output} {error}");
        return output.ToString();
    }
}
