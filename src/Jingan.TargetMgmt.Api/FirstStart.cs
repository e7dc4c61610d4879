using Jingan.TargetMgmt.Evaluation;
using Jingan.TargetMgmt.Government;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Facts;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Backups;
using Jingan.TargetMgmt.Sql;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api;

/// <summary>What is done before the first request. Every step looks first whether it is done already.</summary>
internal static class FirstStart
{
    public static async Task PrepareAsync(WebApplication app, CancellationToken ct)
    {
        // a side alone that is not told where the other is stops here, before anything is made
        app.Services.GetService<FactsClient>();
        var storage = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Directory;
        UnfinishedRestore.Refuse(storage);
        foreach (var open in OwnerOnlyData.Secure(storage))
        {
            await Console.Error.WriteLineAsync(
                UnderSystemd.AsWarning($"权限过宽，已收紧 / was open to others, now closed: {open}"));
        }

        var modules = app.Services.GetRequiredService<Modules>();
        if (modules.Government)
        {
            await app.Services.StartGovernmentAsync(SeedFolder(app.Configuration), ct);
        }

        if (modules.Evaluation)
        {
            await app.Services.StartEvaluationAsync(app.Configuration.GetValue<bool>("Seeds:ExampleScheme"), ct);
        }

        if (app.Environment.IsDevelopment())
        {
            await DemoAccess.WriteAsync(app.Services, storage, ct);
        }

        // A file that cannot be read stops the start, not the first request;
        // what it says goes into the logs before that.
        var file = app.Services.GetRequiredService<AccessTokens>().Current();
        await app.Services.GetRequiredService<AccessRegisters>().StartAsync(file, ct);
        if (app.Environment.IsDevelopment())
        {
            await DemoAccess.FoundAsync(app.Services, storage, file, ct);
        }
    }

    /// <summary>Tells the person at the terminal where to go.</summary>
    public static async Task AnnounceAsync(WebApplication app)
    {
        var storage = Path.GetFullPath(app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Directory);
        foreach (var url in app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            await Console.Out.WriteLineAsync($"静安区目标管理 · {url} · Swagger UI: {url}/swagger");
        }

        await Console.Out.WriteLineAsync($"数据 / data: {storage}（{app.Environment.EnvironmentName}）");
        if (app.Environment.IsDevelopment())
        {
            await Console.Out.WriteLineAsync($"演示令牌 / demo tokens: {DemoAccess.TokenFile(storage)}");
            if (app.Services.GetRequiredService<Modules>().AreApart)
            {
                await Console.Out.WriteLineAsync(
                    $"供另一侧程序 / for the other side's process: {DemoAccess.FactsTokenFile(storage)}");
            }
        }
    }

    // Seeds:Directory is relative to the program; empty means a library that starts empty.
    private static string? SeedFolder(IConfiguration configuration)
    {
        var folder = configuration["Seeds:Directory"];
        return string.IsNullOrEmpty(folder) ? null : Path.Combine(AppContext.BaseDirectory, folder);
    }
}
