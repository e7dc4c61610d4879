using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Doctor;
using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>An installation that is well in every respect, until somebody breaks it, and a service that answers for
/// it.</summary>
internal sealed class DoctorCase : IAsyncDisposable
{
    private static readonly string Witness = CosignatureSigner.NewEd25519("witness.example").VerifierKey.ToString();

    private DoctorCase()
    {
    }

    public SetupCase Setup { get; } = new();

    public FakeService Service { get; private set; } = null!;

    /// <summary>What the service answers to <c>/health/ready</c>.</summary>
    public JsonObject Ready { get; } = new()
    {
        ["status"] = "ready",
        ["logs"] = new JsonArray(Health("government"), Health("evaluation")),
    };

    /// <summary>What the service answers to <c>/logs/{side}/key</c>.</summary>
    public Dictionary<string, string> Keys { get; } = [];

    /// <summary>The service's clock.</summary>
    public DateTimeOffset Date { get; set; }

    /// <summary>Which web app the service says that it has.</summary>
    public string? AppVersion { get; set; }

    public string[] Options { get; set; } = [];

    public static async Task<DoctorCase> MakeAsync()
    {
        var made = new DoctorCase();
        made.Setup.Jtm.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        made.Date = made.Setup.Jtm.Clock.GetUtcNow();
        var run = (await made.Setup.RunAsync("--json")).MustBe(0).Json;
        foreach (var side in (string[])["government", "evaluation"])
        {
            made.Keys[side] = (string)run["verifierKeys"]![side]!;
        }

        made.Service = await FakeService.StartAsync((seen, http) =>
        {
            if (made.AppVersion is { } app)
            {
                http.Response.Headers["App-Version"] = app;
            }

            http.Response.Headers.Date = made.Date.ToString("R", CultureInfo.InvariantCulture);
            return seen.Path == "/health/ready"
                ? FakeService.WriteAsync(http, 200, made.Ready.ToJsonString())
                : FakeService.WriteAsync(http, 200, made.Keys[seen.Path.Split('/')[2]] + "\n");
        }, tellsKey: false);
        Directory.CreateDirectory(made.Setup.PathOf("holidays"));
        for (var year = made.Date.Year; year < made.Date.Year + 3; year++)
        {
            await File.WriteAllTextAsync(made.Setup.PathOf($"holidays/{year}.csv"), "", CancellationToken.None);
        }

        Directory.CreateDirectory(made.Setup.PathOf("program"));
        File.Copy(typeof(DoctorCommand).Assembly.Location, made.Setup.PathOf("program/Jingan.TargetMgmt.Api.dll"));
        made.Configure(s =>
        {
            s["Urls"] = made.Service.Address;
            s["Government"]!["Reporting"] = new JsonObject { ["HolidayFolder"] = made.Setup.PathOf("holidays") };
            foreach (var side in (string[])["Government", "Evaluation"])
            {
                s[side]!["Log"]!["Witnesses"] = new JsonArray(new JsonObject { ["VerifierKey"] = Witness });
            }
        });
        return made;
    }

    /// <summary>Changes the configuration.</summary>
    public void Configure(Action<JsonNode> change)
    {
        var settings = Setup.Settings;
        change(settings);
        File.WriteAllText(Setup.PathOf("etc/appsettings.json"), settings.ToJsonString());
    }

    public Task<Run> RunAsync(params string[] more) => Setup.Jtm.RunAsync(
        ["doctor", "--config", Setup.PathOf("etc/appsettings.json"), "--program", Setup.PathOf("program"), .. Options,
            .. more]);

    /// <summary>What is not as it should be: check and state.</summary>
    public async Task<IReadOnlyList<string>> ComplaintsAsync() =>
        [.. (await RunAsync("--json")).Json.AsArray().Where(f => (string?)f!["state"] != "ok")
            .Select(f => $"{f!["check"]} {f["state"]}")];

    public Examined Examined(Func<string, long> freeBytes) => new(
        Installed.Read(Setup.PathOf("etc/appsettings.json")),
        new("http://127.0.0.1", null, null, new Dictionary<string, string>(), null, null), [], null, Date,
        freeBytes);

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Setup.Dispose();
    }

    private static JsonObject Health(string side) => new()
    {
        ["log"] = side, ["size"] = 0, ["readOnly"] = null,
        ["witnesses"] = new JsonArray(new JsonObject
        {
            ["name"] = "witness.example", ["cosignedSize"] = 0, ["fault"] = null,
        }),
    };
}
