using System.Diagnostics;
using System.Text.Json;

namespace Jingan.TargetMgmt.Api.Tests.Interface.GeneratedClients;

/// <summary>What openapi-typescript makes of the reviewed document compiles strictly, and every role does its first
/// thing with it. Needs Node.js and an npm registry.</summary>
public sealed class TypeScriptClientTests : IDisposable
{
    private readonly ServiceFactory _service = new SqliteFactory().OnSocket();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_generated_client_compiles_and_every_role_calls_with_it()
    {
        var folder = CopyOf(
            Path.GetDirectoryName(Golden.PathOf("openapi.json"))! + "/../Interface/GeneratedClients/typescript");
        await InstallAsync(folder);
        await RunAsync(folder, "node", "node_modules/openapi-typescript/bin/cli.js", Golden.PathOf("openapi.json"),
            "-o", "api.d.ts");
        await RunAsync(folder, "node", "node_modules/typescript/bin/tsc");

        await _service.RegisterAsync();
        await _service.ReportAsync(3.1m);
        var input = JsonSerializer.Serialize(new
        {
            address = _service.ClientOptions.BaseAddress.ToString().TrimEnd('/'),
            tokens = ((string[])["office", "LSJ", "evaluator", "auditor", "admin", "service"])
                .ToDictionary(n => n, _service.TokenOf),
            signedRating = _service.Sign(await _service.ClaimsAsync()),
        });
        Assert.Contains("every role called", await RunAsync(folder, "node", "out/one-call-per-role.js", input),
            StringComparison.Ordinal);
    }

    // Packages are installed where the program lies, once, and then taken from there.
    private static async Task InstallAsync(string folder)
    {
        if (Directory.Exists(Path.Combine(folder, "node_modules", "typescript")))
        {
            return;
        }

        try
        {
            await RunAsync(folder, "npm", "ci", "--prefer-offline", "--ignore-scripts");
        }
        catch (Exception absent) when (absent is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            Assert.Skip($"npm or its registry cannot be reached: {absent.Message.Split('\n')[0]}");
        }
    }

    private static string CopyOf(string source)
    {
        var target = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "typescript-client")).FullName;
        foreach (var file in Directory.GetFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }

        return target;
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) =
            (process.StandardOutput.ReadToEndAsync(Http.Ct), process.StandardError.ReadToEndAsync(Http.Ct));
        await process.WaitForExitAsync(Http.Ct);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {arguments[0]}: {await error}{await output}");
    }
}
