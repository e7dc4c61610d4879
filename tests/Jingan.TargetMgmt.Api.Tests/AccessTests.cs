using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Cli;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Access tokens: in force the moment the file says so, and out of force as fast.</summary>
public sealed partial class AccessTests : IDisposable
{
    private readonly SqliteFactory service = new();

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task A_revoked_token_is_refused_by_the_next_request()
    {
        var office = service.Office;
        Assert.Equal(200, (await office.ReadAsync("targets")).Status);
        AccessTokenFile.Write(service.TokenFile, AccessTokenFile.Read(service.TokenFile)
            .Where(t => t.Role != Role.Office));
        var answer = await office.ReadAsync("targets");
        Assert.Equal((401, "unauthenticated"), (answer.Status, answer.Code));
        Assert.Equal("Bearer", answer.Response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task An_expired_token_is_refused_from_that_instant_on()
    {
        var office = service.Office;
        service.Clock.SetUtcNow(new(2098, 12, 31, 23, 59, 59, TimeSpan.Zero));
        Assert.Equal(200, (await office.ReadAsync("targets")).Status);
        service.Clock.SetUtcNow(new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var answer = await office.ReadAsync("targets");
        Assert.Equal((401, "token_expired"), (answer.Status, answer.Code));
        Assert.Contains("2099-01-01", (string?)answer["detail"], StringComparison.Ordinal);

        // Who guesses learns nothing of it.
        using var stranger = service.Anonymous;
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", service.TokenOf(Role.Office)[..^1]);
        Assert.Equal((401, "unauthenticated"), await stranger.ReadAsync("targets") is var guessed
            ? (guessed.Status, guessed.Code)
            : default);
    }

    [Fact]
    public async Task A_token_with_two_roles_counts_for_neither()
    {
        var tokens = AccessTokenFile.Read(service.TokenFile);
        var evaluator = tokens.Single(t => t.Role == Role.Evaluator);
        var client = service.Evaluator;
        Assert.Equal(200, (await client.ReadAsync("worklist?period=2018-06")).Status);
        AccessTokenFile.Write(service.TokenFile, [.. tokens, evaluator with { Name = "both", Role = Role.Office }]);
        Assert.Equal(401, (await client.ReadAsync("worklist?period=2018-06")).Status);
        Assert.Equal(200, (await service.Office.ReadAsync("targets")).Status);
    }

    // A route that is opened to everybody is opened here.
    [Fact]
    public async Task Without_a_token_only_what_is_public_on_purpose_is_open()
    {
        string[] ofALog = ["add-checkpoint", "checkpoint", "find/{leafHash}", "key", "proof/{index:long:min(0)}",
            "tile/{level}/{**rest}", "{**rest}"];
        string[] refusedWhateverIsSent = ["access", "assessors", "evaluation-reports", "quality", "rating-facts",
            "ratings", "refusals", "schemes", "second-marks", "worklist"];
        string[] open =
        [
            "/api/v1/access/approvals", // it is signed, whoever carries it
            "/api/v1/public-page", "/api/v1/public/ratings",
            "/api/v1/todo.ics", // under an address that is a secret
            "/health/live", "/health/ready", "/openapi/v1.json",
            .. ofALog.SelectMany(r => (string[])[$"/logs/government/{r}", $"/logs/evaluation/{r}"]),
            .. refusedWhateverIsSent.Select(r => $"/api/v1/{r}/{{**rest}}"),
        ];
        Assert.Equal(
            open.Order(StringComparer.Ordinal),
            service.Endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct().Order(StringComparer.Ordinal));
        foreach (var closed in service.Endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var url = "/" + RouteParameter().Replace(closed.RoutePattern.RawText!.TrimStart('/'), "0");
            foreach (var method in closed.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                Assert.Equal((url, 401), (url, (await service.Anonymous.SendAsync(new(method), url, null)).Status));
            }
        }


        Assert.Equal(401, (await service.Anonymous.ReadAsync("targets")).Status);
        Assert.Equal(200, (await service.Anonymous.ReadAsync("/health/live")).Status);
        Assert.Equal(200, (await service.Anonymous.ReadAsync("/openapi/v1.json")).Status);
        Assert.Equal(200, (await service.Anonymous.ReadAsync("/swagger/index.html")).Status);
    }

    [Fact]
    public async Task Access_that_ends_soon_is_told_to_the_administrator_by_name_and_to_everybody_as_a_number()
    {
        Assert.Equal((0, null), await EndingAsync());
        var lines = AccessTokenFile.Read(service.TokenFile);
        AccessToken Line(string name, string expires) =>
            new(name, Role.Office, null, AccessToken.HashOf(name + expires), expires);
        AccessTokenFile.Write(service.TokenFile,
        [
            .. lines, Line("将尽", "2018-07-20T16:00:00.000Z"), Line("已续", "2018-07-20T16:00:00.000Z"),
            Line("已续", "2019-07-20T16:00:00.000Z"), Line("已尽", "2018-07-01T16:00:00.000Z"),
            Line("尚早", "2018-08-20T16:00:00.000Z"),
        ]);
        Assert.Equal((1, "2018-07-20T16:00:00.000Z"), await EndingAsync());
        var item = Assert.Single((await service.As(Role.Admin).ReadAsync("todo")).Items)!;
        Assert.Equal(("renewAccess", "2018-07-20"), ((string?)item["kind"], (string?)item["until"]));
        Assert.Contains("将尽", (string?)item["what"], StringComparison.Ordinal);
        Assert.DoesNotContain(
            (await service.Office.ReadAsync("todo")).Items, i => (string?)i!["kind"] == "renewAccess");
    }

    [Theory]
    [InlineData("LSJ", 0)]
    [InlineData("XYZ", 1)]
    public async Task A_token_is_made_for_a_unit_of_the_library_only(string unit, int exit)
    {
        Assert.Equal(200, (await service.Office.ReadAsync("units")).Status);
        var before = await File.ReadAllTextAsync(service.TokenFile, Http.Ct);
        using var output = new StringWriter();
        Assert.Equal(exit, await JtmCommand.RunAsync(
            ["token", "add", "--name", "新人", "--role", "reporter", "--unit", unit, "--file", service.TokenFile],
            output, output, service.Clock, _ => null, Http.Ct));
        Assert.Equal(exit == 0, before != await File.ReadAllTextAsync(service.TokenFile, Http.Ct));
    }

    private async Task<(int, string?)> EndingAsync()
    {
        var health = await service.Anonymous.ReadAsync("/health/ready");
        return ((int)health["access"]["endingSoon"]!, (string?)health["access"]["nextEnd"]);
    }

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex RouteParameter();
}
