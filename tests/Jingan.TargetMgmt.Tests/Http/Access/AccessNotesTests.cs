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
