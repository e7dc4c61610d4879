using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Jingan.TargetMgmt.Tests.Http.Access;

/// <summary>Who is let in, as the file says at this very moment.</summary>
public sealed class AccessTokensTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jingan-").FullName;
    private readonly FakeTimeProvider _clock = new(new(2018, 7, 1, 0, 0, 0, TimeSpan.Zero));

    private string FilePath => Path.Combine(_folder, "tokens.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_secret_stands_for_its_holder()
    {
        var tokens = Open(Line("s1", "lsj-1", Role.Reporter, "LSJ"), Line("s2", "firm-1", Role.Evaluator));
        Assert.Equal(
            new("lsj-1", "reporter", new UnitCode("LSJ"), Line("s1", "lsj-1", Role.Reporter, "LSJ").Fingerprint,
                "2018-12-31T16:00:00.000Z"), tokens.Find("s1"));
        Assert.Equal(("firm-1", "evaluator"), (tokens.Find("s2")!.Name, tokens.Find("s2")!.Role));
        Assert.Null(tokens.Find("s3"));
        Assert.Null(tokens.Find(""));
        Assert.Null(tokens.Find(AccessToken.HashOf("s1"))); // whoever reads the file has no token
    }

    [Fact]
    public void A_token_ends_at_its_instant()
    {
        var tokens = Open(Line("s1", "office-1", Role.Office) with { Expires = "2018-07-01T00:00:01.000Z" });
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.NotNull(tokens.Find("s1"));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(tokens.Find("s1"));
    }

    [Fact]
    public void A_revoked_token_is_out_at_once_and_a_new_one_in()
    {
        var tokens = Open(Line("s1", "office-1", Role.Office), Line("s2", "office-2", Role.Office));
        Assert.NotNull(tokens.Find("s1"));
        AccessTokenFile.Write(FilePath, [Line("s2", "office-2", Role.Office)]);
        Assert.Null(tokens.Find("s1"));
        AccessTokenFile.Write(FilePath, [Line("s2", "office-2", Role.Office), Line("s3", "office-3", Role.Office)]);
        Assert.NotNull(tokens.Find("s2"));
        Assert.NotNull(tokens.Find("s3"));
    }

    [Fact]
    public void A_file_that_is_removed_lets_nobody_in_and_one_that_appears_does()
    {
        var tokens = new AccessTokens(new(FilePath), _clock, NullLogger<AccessTokens>.Instance);
        Assert.Null(tokens.Find("s1"));
        AccessTokenFile.Write(FilePath, [Line("s1", "office-1", Role.Office)]);
        Assert.NotNull(tokens.Find("s1"));
        File.Delete(FilePath);
        Assert.Null(tokens.Find("s1"));
    }

    // It may be the one that revokes somebody.
    [Theory, InlineData("[{"), InlineData(""), InlineData("[null]")]
    public void A_file_that_cannot_be_read_lets_nobody_in_until_it_can(string content)
    {
        var tokens = Open(Line("s1", "office-1", Role.Office));
        File.WriteAllText(FilePath, content);
        Assert.Null(tokens.Find("s1"));
        Assert.Null(tokens.Find("s1"));
        AccessTokenFile.Write(FilePath, [Line("s1", "office-1", Role.Office)]);
        Assert.NotNull(tokens.Find("s1"));
    }

    // Whoever sends anything that looks like a token has the file looked at.
    [Fact]
    public void A_file_that_cannot_be_read_is_said_once_a_minute_and_not_with_every_request()
    {
        var log = new Log();
        AccessTokenFile.Write(FilePath, []);
        var tokens = new AccessTokens(new(FilePath), _clock, log);
        int Said() => log.Events.Count(e => e == 3103);
        File.WriteAllText(FilePath, "[{");
        for (var i = 0; i < 1000; i++)
        {
            Assert.Null(tokens.Find("s1"));
        }

        Assert.Equal(1, Said());
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(tokens.Find("s1"));
        Assert.Equal(2, Said());
    }

    // Two processes may share the file by links in their folders: a revocation is for both.
    [Fact]
    public void Behind_a_link_a_change_counts_as_soon_and_the_link_stays_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        var shared = Path.Combine(_folder, "shared.json");
        AccessTokenFile.Write(shared, [Line("s1", "office-1", Role.Office), Line("s2", "office-2", Role.Office)]);
        string[] links = [Path.Combine(_folder, "one.json"), Path.Combine(_folder, "two.json")];
        foreach (var link in links)
        {
            File.CreateSymbolicLink(link, shared);
        }

        List<AccessTokens> both =
            [.. links.Select(l => new AccessTokens(new(l), _clock, NullLogger<AccessTokens>.Instance))];
        Assert.All(both, tokens => Assert.NotNull(tokens.Find("s1")));
        AccessTokenFile.Write(links[0], [Line("s2", "office-2", Role.Office)]);
        Assert.All(both, tokens => Assert.Null(tokens.Find("s1")));
        Assert.All(both, tokens => Assert.NotNull(tokens.Find("s2")));
        Assert.All(links, link => Assert.Equal(shared, new FileInfo(link).LinkTarget));
    }

    [Fact]
    public void The_service_does_not_start_on_a_file_that_cannot_be_read()
    {
        File.WriteAllText(FilePath, "[{");
        Assert.Throws<InvalidDataException>(() =>
            new AccessTokens(new(FilePath), _clock, NullLogger<AccessTokens>.Instance));
    }

    [Fact]
    public void A_refused_line_lets_nobody_in()
    {
        var tokens = Open(Line("s1", "wang", Role.Office), Line("s2", "wang", Role.Evaluator),
            Line("s3", "li", Role.Office));
        Assert.Null(tokens.Find("s1"));
        Assert.Null(tokens.Find("s2"));
        Assert.NotNull(tokens.Find("s3"));
    }

    private AccessTokens Open(params AccessToken[] lines)
    {
        AccessTokenFile.Write(FilePath, lines);
        return new(new(FilePath), _clock, NullLogger<AccessTokens>.Instance);
    }

    private static AccessToken Line(string secret, string name, string role, string? unit = null) =>
        new(name, role, unit, AccessToken.HashOf(secret), "2018-12-31T16:00:00.000Z");

    private sealed class Log : ILogger<AccessTokens>
    {
        public List<int> Events { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Events.Add(eventId.Id);
    }
}
