using System.Security.Claims;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Jingan.TargetMgmt.Tests.Http.Access;

/// <summary>What the service log says of access: bounded, and never a token.</summary>
public sealed class AccessNotesTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Log _log = new();

    [Fact]
    public void Failed_sign_ins_are_a_line_a_minute_with_their_count()
    {
        using var notes = new AccessNotes(_clock, _log);
        for (var minute = 0; minute < 2; minute++)
        {
            for (var i = 0; i < 1000; i++)
            {
                notes.SignInFailed(new DefaultHttpContext
                {
                    Request =
                    {
                        Headers = { Authorization = "Bearer jtm_secret" },
                        Method = "GET",
                        Path = "/api/v1/secret",
                    },
                });
            }

            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.All(
            Lines(), l => Assert.StartsWith("1000 sign-ins failed within a minute", l, StringComparison.Ordinal));
        Assert.Equal(2, Lines().Count);
        Assert.All(Lines(), l => Assert.DoesNotContain("secret", l, StringComparison.Ordinal));
    }

    [Fact]
    public void Reads_under_embargo_are_a_line_a_minute_for_each_caller_and_route_and_for_so_many_of_them()
    {
        using var notes = new AccessNotes(_clock, _log);
        for (var i = 0; i < 1000; i++)
        {
            notes.ReadUnderEmbargo(By($"firm-{i % 200}", $"f{i % 200}"));
        }

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.All(Lines(), l => Assert.DoesNotContain("firm", l, StringComparison.Ordinal));
        Assert.Equal(65, Lines().Count);
        Assert.Contains(
            Lines(),
            l => l.StartsWith("The token f1f1f1f1f1f1 read what is under embargo", StringComparison.Ordinal)
                && l.Contains("5 times", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refusals_are_a_line_a_minute_for_each_caller_route_and_answer()
    {
        using var notes = new AccessNotes(_clock, _log);
        foreach (var (times, answer) in ((int, int)[])[(1000, 403), (3, 429), (5, 200), (5, 401), (5, 404)])
        {
            for (var i = 0; i < times; i++)
            {
                var http = By("firm", "f1");
                http.Response.StatusCode = answer;
                (http.Request.Method, http.Request.Path) = ("M-secret", "/api/v1/secret");
                await notes.Watch(http, _ => Task.CompletedTask);
            }
        }

        var stranger = new DefaultHttpContext { Response = { StatusCode = 429 } };
        await notes.Watch(stranger, _ => Task.CompletedTask);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(
            [
                "The token f1f1f1f1f1f1 was answered 403 on ?, 1000 times within a minute.",
                "The token f1f1f1f1f1f1 was answered 429 on ?, 3 times within a minute.",
                "The token - was answered 429 on ?, 1 times within a minute.",
            ],
            Lines());
    }

    [Fact]
    public async Task Who_asks_for_what_is_sealed_for_everybody_has_attempted_nothing()
    {
        using var notes = new AccessNotes(_clock, _log);
        foreach (var answer in (int[])[403, 429])
        {
            var http = By("auditor", "a1");
            AccessNotes.AsksHonestly(http);
            http.Response.StatusCode = answer;
            await notes.Watch(http, _ => Task.CompletedTask);
        }

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["The token a1a1a1a1a1a1 was answered 429 on ?, 1 times within a minute."], Lines());
    }

    private static DefaultHttpContext By(string name, string mark) => new()
    {
        User = new ClaimsPrincipal(new Caller(name, Role.Evaluator, null, string.Concat(Enumerable.Repeat(mark, 32)))
            .ToPrincipal("Bearer").Identity!),
    };

    private List<string> Lines() => _log.Lines;

    private sealed class Log : ILogger<AccessNotes>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
