using System.Data.Common;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Http.Access;
using Jingan.TargetMgmt.Platform.Http.Facts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The service as two processes, each with one side; clients see one address. The factory itself is the government's host.</summary>
public sealed class SplitFactory : ServiceFactory
{
    private const int SmallPage = 20; // so that the 99 targets take several

    // What is asked for below these is the evaluator's; all the rest is the government's.
    private static readonly string[] OfEvaluation =
        ["/logs/evaluation", .. new[] { "assessors", "schemes", "ratings", "worklist", "evaluation-reports", "rating-facts" }.Select(r => "/api/v1/" + r)];

    private readonly EvaluationHost _evaluation;

    public SplitFactory()
    {
        File.WriteAllText(FactsTokenFile, TokenOf(Role.Service));
        _evaluation = new(this);
    }

    public override SqlDialect Dialect => SqlDialect.Sqlite;

    public override HttpClient Anonymous => new(new BySide(Server.CreateHandler(), _evaluation.Server.CreateHandler())) { BaseAddress = new("http://localhost") };

    public override IReadOnlyList<RouteEndpoint> Endpoints => [.. EndpointsOf(Services), .. EndpointsOf(_evaluation.Services).Where(e => OfEvaluation.Any(("/" + e.RoutePattern.RawText!.TrimStart('/')).StartsWith))];

    private string FactsTokenFile => Path.Combine(Folder, "facts-token");

    public override DbConnection OpenDatabase(string side)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, $"{side}.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    public override ServiceFactory OnSocket() => throw new NotSupportedException("Two hosts have two sockets.");

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        Split(builder, "government", "Evaluation", () => _evaluation.Server.CreateHandler());
    }

    protected override void DisposeDatabases()
    {
        _evaluation.Dispose();
        SqliteConnection.ClearAllPools();
    }

    private void Split(IWebHostBuilder builder, string module, string other, Func<HttpMessageHandler> handler)
    {
        builder.UseSetting("Modules", module);
        builder.UseSetting($"{other}:Facts:Url", "http://localhost");
        builder.UseSetting($"{other}:Facts:TokenFile", FactsTokenFile);
        builder.UseSetting($"{other}:Facts:PageSize", $"{SmallPage}");
        builder.ConfigureTestServices(services => services.AddHttpClient(FactsClient.NameOf(other.ToLowerInvariant())).ConfigurePrimaryHttpMessageHandler(handler));
    }

    private sealed class EvaluationHost(SplitFactory owner) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            owner.Configure(builder);
            owner.Split(builder, "evaluation", "Government", () => owner.Server.CreateHandler());
        }
    }

    private sealed class BySide(HttpMessageHandler government, HttpMessageHandler evaluation) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _government = new(government);
        private readonly HttpMessageInvoker _evaluation = new(evaluation);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            (OfEvaluation.Any(request.RequestUri!.AbsolutePath.StartsWith) ? _evaluation : _government).SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _government.Dispose();
            _evaluation.Dispose();
            base.Dispose(disposing);
        }
    }
}
