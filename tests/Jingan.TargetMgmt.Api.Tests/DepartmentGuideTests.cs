using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Every block of docs/department-guide.md runs as it stands; only addresses and tokens are the
/// test's.</summary>
public sealed partial class DepartmentGuideTests : IDisposable
{
    private readonly ServiceFactory _service = new SqliteFactory();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("guide");

    public void Dispose()
    {
        _service.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_departments_month_goes_as_the_guide_says()
    {
        var service = _service.OnSocket();
        service.Join("演示签发人", Reporting.Lead, signs: true);
        var blocks = Blocks().Matches(await File.ReadAllTextAsync(Guide(), Http.Ct)).Select(m => m.Groups[1].Value)
            .ToList();
        Assert.True(blocks.Count >= 9, $"{blocks.Count} blocks");
        Assert.Contains("--signs", blocks[0], StringComparison.Ordinal);
        var script = $"""
            set -euo pipefail
            S={service.AddressOf("government").ToString().TrimEnd('/')}
            OPERATOR={service.TokenOf(Reporting.Lead)}
            SIGNATORY={service.TokenOf("演示签发人")}
            OFFICE={service.TokenOf("office")}
            FGW={service.TokenOf("FGW")}
            {string.Join('\n', blocks[1..])}
            """.ReplaceLineEndings("\n");
        var (exit, output) = await RunAsync(script);
        Assert.True(exit == 0, output);

        var progress = (await service.Office.ReadAsync($"targets/{Reporting.Target}/progress")).Items;
        Assert.Equal(3, progress.Count);
        Assert.All(progress, p => Assert.Equal(("LSJ", "演示签发人", "twoPeople"),
            ((string?)p!["operator"], (string?)p["signatory"], (string?)p["confirmation"])));
        Assert.Single((await service.Office.ReadAsync("waiting?state=answered")).Items);
        Assert.Single(progress[0]!["evidence"]!.AsArray());
        Assert.Single((await service.Office.ReadAsync("remarks?state=answered")).Items);
        Assert.Single((await service.Office.ReadAsync("extension-requests?state=open")).Items);
        Assert.Empty((await service.As("LSJ").ReadAsync("drafts")).Items);
    }

    private async Task<(int Exit, string Output)> RunAsync(string script)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/curl"))
        {
            Assert.Skip("bash, curl and python3 are needed to run the guide.");
        }

        using var bash = Process.Start(new ProcessStartInfo("bash", "-s")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        })!;
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();
        var output = bash.StandardOutput.ReadToEndAsync(Http.Ct);
        var errors = bash.StandardError.ReadToEndAsync(Http.Ct);
        await bash.WaitForExitAsync(Http.Ct);
        return (bash.ExitCode, await output + await errors);
    }

    private static string Guide()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "docs", "department-guide.md")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "docs", "department-guide.md");
    }

    [GeneratedRegex("```bash\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
