using System.Data.Common;
using Jingan.TargetMgmt.Api.Tests.Interface;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Facts;
using Jingan.TargetMgmt.Sql.Dialects;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The service as two processes, each with one side; clients see one address.
/// The factory itself is the government's host.</summary>
public sealed class SplitFactory : ServiceFactory
{
    private const int SmallPage = 20; // so that the 99 targets take several

    // What is asked for below these is the evaluator's; all the rest is the government's.
    private static readonly string[] OfEvaluation =
        ["/logs/evaluation", "/api/v1/webhooks/evaluation", .. new[]
        {
            "assessors", "schemes", "ratings", "second-marks", "access", "refusals", "worklist", "evaluation-reports",
            "quality", "rating-facts",
        }.Select(r => "/api/v1/" + r)];

    private static readonly Lazy<StartedFolder> Started = new(() => new("-split", into => new SplitFactory(into)));

    private readonly EvaluationHost _evaluation;
    private readonly string? _keptIn;
    private bool _isOnSocket;

    public SplitFactory()
        : this(keptIn: null) => Started.Value.CopyTo(Folder);

    private SplitFactory(string? keptIn)
    {
        _keptIn = keptIn;
        File.WriteAllText(FactsTokenFile, TokenOf(Role.Service));
        _evaluation = new(this);
    }

    /// <summary>As two processes are that were never started before.</summary>
    public static SplitFactory OnEmptyFolder() => new(keptIn: null);

    public override SqlDialect Dialect => SqlDialect.Sqlite;

    public override HttpClient Anonymous => new(new AnswersAsReviewed(new BySide(
        HandlerOf(this), HandlerOf(_evaluation))))
    { BaseAddress = new("http://localhost") };

    public override IReadOnlyList<RouteEndpoint> Endpoints =>
    [
        .. EndpointsOf(Services),
        .. EndpointsOf(_evaluation.Services)
            .Where(e => OfEvaluation.Any(("/" + e.RoutePattern.RawText!.TrimStart('/')).StartsWith)),
    ];

    private string FactsTokenFile => Path.Combine(Folder, "facts-token");

    public override DbConnection OpenDatabase(string side)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, $"{side}.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Each host on a socket of its own.</summary>
    public override ServiceFactory OnSocket()
    {
        _isOnSocket = true;
        _evaluation.UseKestrel(0);
        _evaluation.StartServer();
        return base.OnSocket();
    }

    public override Uri AddressOf(string side) => HostOf(side).ClientOptions.BaseAddress;

    /// <summary>Ends a side's process.</summary>
    public Task StopAsync(string side) => HostOf(side).Services.GetRequiredService<IHost>().StopAsync(Http.Ct);

    /// <summary>A side's own client, with the token of that name.</summary>
    public HttpClient At(string side, string name)
    {
        var client = new HttpClient(new AnswersAsReviewed(HandlerOf(HostOf(side)), isOneSide: true))
        {
            BaseAddress = new("http://localhost"),
        };
        client.DefaultRequestHeaders.Authorization = new("Bearer", TokenOf(name));
        return client;
    }

    private WebApplicationFactory<Program> HostOf(string side) => side == "government" ? this : _evaluation;

    private HttpMessageHandler HandlerOf(WebApplicationFactory<Program> host) =>
        _isOnSocket ? new ToSocket(() => host.ClientOptions.BaseAddress) : host.Server.CreateHandler();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        Split(builder, "government", "Evaluation", () => HandlerOf(_evaluation));
    }

    protected override void DisposeDatabases()
    {
        _evaluation.Dispose();
        StartedFolder.Keep(Folder, _keptIn);
    }

    private void Split(IWebHostBuilder builder, string module, string other, Func<HttpMessageHandler> handler)
    {
        builder.UseSetting("Modules", module);
        builder.UseSetting($"{other}:Facts:Url", "http://localhost");
        builder.UseSetting($"{other}:Facts:TokenFile", FactsTokenFile);
        builder.UseSetting($"{other}:Facts:PageSize", $"{SmallPage}");
        builder.ConfigureTestServices(services => services.AddHttpClient(FactsClient.NameOf(other.ToLowerInvariant()))
            .ConfigurePrimaryHttpMessageHandler(handler));
    }

    private sealed class EvaluationHost(SplitFactory owner) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            owner.Configure(builder);
            owner.Split(builder, "evaluation", "Government", () => owner.HandlerOf(owner));
            builder.UseSetting("Telemetry:Prometheus", "false"); // the one port is the government's
        }
    }

    // The port is known when the host has started, which is after the other was told where it answers.
    private sealed class ToSocket(Func<Uri> address)
        : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new(address(), request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class BySide(HttpMessageHandler government, HttpMessageHandler evaluation) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _government = new(government);
        private readonly HttpMessageInvoker _evaluation = new(evaluation);

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            (OfEvaluation.Any(request.RequestUri!.AbsolutePath.StartsWith) ? _evaluation : _government)
                .SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _government.Dispose();
            _evaluation.Dispose();
            base.Dispose(disposing);
        }
    }
}
