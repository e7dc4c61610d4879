using Jingan.TargetMgmt.Api.Doors;
using Jingan.TargetMgmt.Api.Limits;
using Jingan.TargetMgmt.Api.Pages;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>How long a request may take: what its route does decides.</summary>
public sealed class RequestTimeTests : IAsyncLifetime
{
    private readonly SqliteFactory _service = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    // Whoever keeps the settings is of the government, and cuts no rating short by them.
    [Fact]
    public void Rating_never_has_less_time_than_the_program_comes_with()
    {
        foreach (var time in (string[])["Timeout", "LongTimeout", "FileTimeout"])
        {
            _service.Settings[$"Doors:{time}"] = "00:00:01";
        }

        var shipped = new DoorOptions();
        var ofEvaluation = _service.Endpoints.Where(r => r.Metadata.GetMetadata<OfSide>() is { Side: "evaluation" }
            || RouteClasses.Of(r) == RouteClass.Facts).ToList();
        Assert.True(ofEvaluation.Count > 20, $"{ofEvaluation.Count} routes");
        Assert.All(ofEvaluation, r => Assert.True(TimeOf(r) >= shipped.Timeout, r.DisplayName));
        foreach (var (name, time) in new[]
        {
            ("IssueReport", shipped.LongTimeout), ("RateTarget", shipped.LongTimeout),
            ("GetEvidence", shipped.FileTimeout), ("CreateTarget", TimeSpan.FromSeconds(1)),
            ("AddEvidence", TimeSpan.FromSeconds(1)),
        })
        {
            Assert.Equal((name, time),
                (name, TimeOf(_service.Endpoints.Single(r => RequestLimits.NameOf(r) == name))));
        }

        static TimeSpan TimeOf(RouteEndpoint route) =>
            route.Metadata.GetMetadata<RequestTimeoutPolicy>()?.Timeout ?? TimeSpan.FromSeconds(1);
    }

    // Over a slow line the app's runtime takes longer than an answer may.
    [Fact]
    public async Task The_apps_files_have_the_time_of_files()
    {
        var manifest = new FileInfo(Path.Combine(_service.Folder, "app.endpoints.json"));
        await File.WriteAllTextAsync(manifest.FullName, """
            {"Version":1,"ManifestType":"Publish","Endpoints":[{"Route":"app.js","AssetFile":"app.js","Selectors":[],
            "ResponseHeaders":[{"Name":"ETag","Value":"\"a\""},{"Name":"Content-Length","Value":"1"},
            {"Name":"Content-Type","Value":"text/javascript"},
            {"Name":"Last-Modified","Value":"Mon, 02 Jul 2018 01:00:00 GMT"}],"EndpointProperties":[]}]}
            """, Http.Ct);
        await using var app = WebApplication.CreateBuilder().Build();
        app.UseWebAppRoutes(manifest, TimeSpan.FromMinutes(30));
        app.Run(_ => Task.CompletedTask);
        var service = ((IApplicationBuilder)app).Build();
        Assert.Null(await FoundAsync("/other.js"));
        var file = Assert.IsType<RouteEndpoint>(await FoundAsync("/app.js"));
        Assert.Equal(TimeSpan.FromMinutes(30), file.Metadata.GetMetadata<RequestTimeoutPolicy>()?.Timeout);

        async Task<Endpoint?> FoundAsync(string path)
        {
            var http = new DefaultHttpContext { RequestServices = app.Services };
            (http.Request.Method, http.Request.Path) = (HttpMethods.Get, path);
            await service(http);
            return http.GetEndpoint();
        }
    }

    // Of a body that never comes.
    [Fact]
    public async Task Whoever_takes_too_long_is_told_so()
    {
        _service.Settings["Doors:LongTimeout"] = "00:00:01"; // that of an import
        using var body = new StreamContent(new NeverEnding());
        body.Headers.ContentType = new("application/json");
        var answer = await _service.Office.SendAsync(HttpMethod.Post, "targets/import", body);
        Assert.Equal((504, "timed_out"), (answer.Status, answer.Code));
        Assert.Equal(200, (await _service.Office.ReadAsync("targets?year=2018")).Status);
    }

    private sealed class NeverEnding : MemoryStream
    {
        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        public override Task<int> ReadAsync(
            byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async Task CopyToAsync(
            Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
