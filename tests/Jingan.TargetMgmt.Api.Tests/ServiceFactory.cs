using System.Data.Common;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Jingan.TargetMgmt.Api.Tests.Interface;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Sql.Dialects;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The whole service on fresh databases with the 2018 seeds. Tests speak HTTP and these verbs,
/// never the container.</summary>
public abstract class ServiceFactory : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string> _secrets = [];

    protected ServiceFactory()
    {
        List<AccessToken> tokens = [];
        foreach (var (name, role, unit) in (IEnumerable<(string, string, string?)>)
                 [.. Role.All.Where(r => r != Role.Reporter).Select(r => (r, r, (string?)null)),
                     .. Reporters.Select(u => (u, Role.Reporter, u))])
        {
            // The same in every factory: the logs tell of them, and two services are to have the same roots.
            _secrets[name] = "jtm_" + AccessToken.HashOf(name);
            tokens.Add(new(name == Role.Service ? "other-side" : name, role, unit, AccessToken.HashOf(_secrets[name]),
                "2099-01-01T00:00:00.000Z"));
        }

        AccessTokenFile.Write(TokenFile, tokens);
        LogKeys.Write(Folder);
    }

    /// <summary>The units whose reporters the tests play; LSJ leads JA2018-028 (7 万平方米 of public green).</summary>
    private static readonly string[] Reporters = ["LSJ", "FGW", "FGJ", "RSJ", "SWW", "MZJ", "JD-BEIZHAN", "WJW", "JGW",
        "TJJ"];

    /// <summary>The engine under both sides.</summary>
    public abstract SqlDialect Dialect { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("targetmgmt").FullName;

    public string TokenFile => Path.Combine(Folder, "access-tokens.json");

    /// <summary>Settings of the service, before it starts.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>How many bytes are free where a folder lies; the machine's own where a test does not say.</summary>
    public FreeBytes? FreeBytes { get; set; }

    /// <summary>What a test adds to the services of every process, before they start.</summary>
    public Action<IServiceCollection> Additions { get; set; } = _ => { };

    /// <summary>Starts at 09:00 Shanghai time on 2018-07-02, in the window of 2018-06.</summary>
    public FakeTimeProvider Clock { get; } = new(new(2018, 7, 2, 1, 0, 0, TimeSpan.Zero));

    /// <summary>The registered assessor's key; see <see cref="Assessor.RegisterAsync"/>.</summary>
    public ECDsa AssessorKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Kid => Jwk.Of(AssessorKey).Thumbprint();

    /// <summary>The keys that tests have registered, by key id, and whose they are.</summary>
    public Dictionary<string, JwsKey> Keys { get; } = [];

    public Dictionary<string, string> Names { get; } = [];

    /// <summary>The log's first key, or what has replaced it; it signs for the others.</summary>
    public JwsKey? FoundingKey { get; set; }

    public HttpClient Office => As(Role.Office);

    public HttpClient Evaluator => As(Role.Evaluator);

    /// <summary>Every route there is.</summary>
    public virtual IReadOnlyList<RouteEndpoint> Endpoints => EndpointsOf(Services);

    public virtual HttpClient Anonymous => CreateDefaultClient(ClientOptions.BaseAddress, new AnswersAsReviewed());

    /// <summary>On a real socket: the test server knows no request target as it was sent.</summary>
    public virtual ServiceFactory OnSocket()
    {
        UseKestrel(0);
        StartServer();
        return this;
    }

    /// <summary>Where a side answers, once it is <see cref="OnSocket"/>.</summary>
    public virtual Uri AddressOf(string side) => ClientOptions.BaseAddress;

    /// <summary>With nothing that bounds how often one caller asks: for a test that is about something else.</summary>
    public ServiceFactory WithoutLimits()
    {
        foreach (var of in (string[])["Public", "Read", "Write", "Export", "Upload", "SignInAddress", "SignInToken"])
        {
            Settings[$"Limits:{of}:Burst"] = "1000000";
        }

        foreach (var quota in (string[])["Writes", "WritesPerTarget", "Megabytes", "FileMegabytes"])
        {
            Settings[$"Limits:Hourly:{quota}"] = "2000000";
        }

        return this;
    }

    /// <summary>A side's database, as another process has it open.</summary>
    public abstract DbConnection OpenDatabase(string side);

    /// <summary>The service has looked at everything once and found nothing. What somebody does to its database after
    /// this, no round that still runs finds first.</summary>
    public async Task IsCheckedAndReadyAsync()
    {
        var ready = await Anonymous.ReadAsync("/health/ready");
        for (var attempt = 0;
        attempt < 3000 && ready.Status == 200 && ready["logs"].AsArray().Any(l => l!["checkedSize"] is null); attempt++)
        {
            await Task.Delay(20, Http.Ct);
            ready = await Anonymous.ReadAsync("/health/ready");
        }

        Assert.Equal(200, ready.Status);
        Assert.All(ready["logs"].AsArray(), l => Assert.NotNull(l!["checkedSize"]));
    }

    /// <summary>The access token of that name: a role, or a reporter's unit.</summary>
    public string TokenOf(string name) => _secrets[name];

    /// <summary>A client with the token of that name: a role, or a reporter's unit.</summary>
    public HttpClient As(string name)
    {
        var client = Anonymous;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _secrets[name]);
        return client;
    }

    /// <summary>One more reporter of a unit, from the next request on.</summary>
    public HttpClient Join(string name, string unit, bool signs = false)
    {
        var secret = _secrets[name] = "jtm_" + AccessToken.HashOf(name);
        AccessTokenFile.Write(TokenFile, [
            .. AccessTokenFile.Read(TokenFile).Where(t => t.Name != name),
            new(name, Role.Reporter, unit, AccessToken.HashOf(secret), "2099-01-01T00:00:00.000Z", signs)]);
        return As(name);
    }

    /// <summary>Takes somebody's tokens away.</summary>
    public void Leave(string name) =>
        AccessTokenFile.Write(TokenFile, AccessTokenFile.Read(TokenFile).Where(t => t.Name != name));

    protected static IReadOnlyList<RouteEndpoint> EndpointsOf(IServiceProvider services) =>
        [.. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public void MoveTo(int year, int month, int day, int hour = 1) =>
        Clock.SetUtcNow(new(year, month, day, hour, 0, 0, TimeSpan.Zero));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        Configure(builder);
    }

    /// <summary>What every process of the service gets.</summary>
    protected void Configure(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production"); // what clients see, not the demo
        builder.UseSetting("Storage:Directory", Folder);
        builder.UseSetting("Seeds:Directory", "seeds/jingan-2018");
        builder.UseSetting("Seeds:ExampleScheme", "true");
        builder.UseSetting("Government:Log:Origin", "targetmgmt.localhost/government");
        builder.UseSetting("Evaluation:Log:Origin", "targetmgmt.localhost/evaluation");
        builder.UseSetting("Doors:Timeout", "00:05:00"); // two cores, and other tests beside these
        // two that start at once would else both want the default port
        builder.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            if (FreeBytes is { } free)
            {
                services.Replace(ServiceDescriptor.Singleton(free));
            }

            Additions(services);
        });
    }

    /// <summary>Before its folder goes.</summary>
    protected virtual void DisposeDatabases()
    {
        // Files in the folder go with it.
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(Folder))
        {
            AssessorKey.Dispose();
            DisposeDatabases();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
