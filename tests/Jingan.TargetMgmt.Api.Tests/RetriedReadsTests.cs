using System.Data.Common;
using System.Net;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Api.Tests;

public sealed class RetriedReadsTests
{
    private sealed class DatabaseFailure(bool isTransient) : DbException
    {
        public override bool IsTransient => isTransient;
    }

    [Theory]
    [InlineData("GET", true, 1, HttpStatusCode.OK, 2)]
    [InlineData("GET", true, 2, HttpStatusCode.OK, 3)]
    [InlineData("GET", true, 9, HttpStatusCode.ServiceUnavailable, 3)]
    [InlineData("GET", false, 9, HttpStatusCode.ServiceUnavailable, 1)]
    [InlineData("POST", true, 9, HttpStatusCode.ServiceUnavailable, 1)]
    public async Task A_read_that_fails_for_the_moment_is_done_again_and_a_write_never(
        string method, bool isTransient, int failures, HttpStatusCode expected, int expectedCalls)
    {
        var calls = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddExceptionHandler<RequestErrors>().AddProblemDetails();
        await using var app = builder.Build();
        app.UseExceptionHandler();
        app.MapGroup("").RetryReads().MapMethods("/", [method], () =>
            ++calls <= failures ? throw new DatabaseFailure(isTransient) : TypedResults.Ok());
        await app.StartAsync(TestContext.Current.CancellationToken);

        using var answer = await app.GetTestClient()
            .SendAsync(new(new(method), "/"), TestContext.Current.CancellationToken);

        Assert.Equal((expected, expectedCalls), (answer.StatusCode, calls));
    }
}
