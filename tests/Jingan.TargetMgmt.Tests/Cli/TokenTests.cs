using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Tests.Cli;

public sealed partial class TokenTests : IDisposable
{
    private readonly Jtm _jtm = new();

    private string File => _jtm.PathOf("data/access-tokens.json");

    public void Dispose() => _jtm.Dispose();

    private Task<Run> TokenAsync(params string[] args) => _jtm.RunAsync(["token", .. args, "--file", File]);

    [Fact]
    public async Task A_token_is_shown_once_and_only_its_hash_is_kept()
    {
        var run = (await TokenAsync("add", "--name", "财政局 李四", "--role", "reporter", "--unit", "CZJ")).MustBe(0);
        Assert.Matches(Secret(), run.Lines[0]);
        var kept = Assert.Single(AccessTokenFile.Read(File));
        Assert.Equal(new("财政局 李四", "reporter", "CZJ", AccessToken.HashOf(run.Lines[0]), "2019-07-05T01:02:03.000Z"),
            kept);
        Assert.DoesNotContain(
            run.Lines[0], await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_made_elsewhere_is_registered_and_not_shown()
    {
        var secret = AccessToken.NewSecret();
        var file = _jtm.PathOf("facts-token");
        await System.IO.File.WriteAllTextAsync(file, secret + "\n", TestContext.Current.CancellationToken);
        var run = (await TokenAsync("add", "--name", "evaluation", "--role", "service", "--secret-file", file))
            .MustBe(0);
        Assert.DoesNotContain(secret, run.Output + run.Error, StringComparison.Ordinal);
        Assert.Equal(AccessToken.HashOf(secret), Assert.Single(AccessTokenFile.Read(File)).Sha256);
    }

    [Theory]
    [InlineData("password", 1)]
    [InlineData("jtm_0123", 1)]
    [InlineData(null, 2)]
    public async Task A_token_that_somebody_thought_up_is_not_taken(string? secret, int exit)
    {
        var file = _jtm.PathOf("facts-token");
        if (secret is not null)
        {
            await System.IO.File.WriteAllTextAsync(file, secret, TestContext.Current.CancellationToken);
        }

        (await TokenAsync("add", "--name", "evaluation", "--role", "service", "--secret-file", file)).MustBe(exit);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task The_file_is_its_owners_only()
    {
        (await TokenAsync("add", "--name", "a", "--role", "office")).MustBe(0);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Fact]
    public async Task The_last_valid_day_ends_at_midnight_in_Shanghai()
    {
        (await TokenAsync("add", "--name", "a", "--role", "office", "--expires", "2027-01-31")).MustBe(0);
        Assert.Equal("2027-01-31T16:00:00.000Z", AccessTokenFile.Read(File).Single().Expires);
        Assert.Contains("2027-01-31 23:59", (await TokenAsync("list")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2018-07-05", 0)] // 09:02 in Shanghai: today is not over
    [InlineData("2018-07-04", 1)]
    [InlineData("9999-12-31", 1)]
    [InlineData("2018-02-30", 2)]
    public async Task A_last_day_must_be_a_day_neither_past_nor_out_of_sight(string day, int exit) =>
        (await TokenAsync("add", "--name", "a", "--role", "office", "--expires", day)).MustBe(exit);

    [Theory]
    [InlineData("--days", "0")]
    [InlineData("--days", "ten")]
    [InlineData("--days", "99999999")]
    [InlineData("--days", "+5")]
    [InlineData("--days", "30", "--expires", "2027-01-31")]
    public async Task Validity_is_one_sensible_number_or_one_date(params string[] validity)
    {
        (await TokenAsync(["add", "--name", "a", "--role", "office", .. validity])).MustBe(2);
        Assert.False(System.IO.File.Exists(File));
    }

    [Theory]
    [InlineData("reporter 须有 unit", "--name", "a", "--role", "reporter")]
    [InlineData("只有 reporter 可以有 unit", "--name", "a", "--role", "office", "--unit", "CZJ")]
    [InlineData("一个令牌只有一个角色", "--name", "a", "--role", "office,evaluator")]
    [InlineData("name", "--name", " ", "--role", "office")]
    public async Task A_line_the_service_would_refuse_is_not_written(string reason, params string[] line)
    {
        Assert.Contains(reason, (await TokenAsync(["add", .. line])).MustBe(1).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_jtm.PathOf("data")));
    }

    [Theory]
    [InlineData("office", "evaluator")]
    [InlineData("evaluator", "office")]
    [InlineData("evaluator", "auditor")]
    public async Task Nobody_becomes_evaluator_and_something_else(string first, string second)
    {
        (await TokenAsync("add", "--name", "王五", "--role", first)).MustBe(0);
        var before = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        var run = (await TokenAsync("add", "--name", "王五 ", "--role", second)).MustBe(1);
        Assert.Contains("只能有一个角色", run.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch(Secret(), run.Output + run.Error);
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_line_that_was_refused_before_does_not_stop_a_good_one()
    {
        AccessTokenFile.Write(File, [Line("旧", "emperor", 'a')]);
        (await TokenAsync("add", "--name", "新", "--role", "office")).MustBe(0);
        Assert.Equal(2, AccessTokenFile.Read(File).Count);
    }

    [Fact]
    public async Task The_list_names_lines_by_hash_and_says_what_is_wrong_with_them()
    {
        AccessTokenFile.Write(File, [Line("好", "office", 'a'),
            Line("旧", "auditor", 'b') with { Expires = "2018-07-05T01:02:03.000Z" }, Line("坏", "emperor", 'c')]);
        var run = (await TokenAsync("list")).MustBe(0);
        Assert.Matches("^aaaaaaaaaaaa +好 +office +- +2999-12-31 23:59 +有效$", run.Lines[1]);
        Assert.EndsWith("已过期", run.Lines[2], StringComparison.Ordinal);
        Assert.Contains("不予采用：role", run.Lines[3], StringComparison.Ordinal);
        Assert.DoesNotContain(new string('a', 13), run.Output, StringComparison.Ordinal);

        var json = (await TokenAsync("list", "--json", "--lang", "en")).MustBe(0).Json.AsArray();
        Assert.Equal([false, true, false], json.Select(t => (bool)t!["expired"]!));
        Assert.Equal(
            """{"id":"aaaaaaaaaaaa","name":"\u597D","role":"office","unit":null,"signs":false,"expires":"2999-12-31T16:00:00.000Z","expired":false,"refused":null}""", json[0]!.ToJsonString());
        Assert.StartsWith("role must be exactly one of", (string?)json[2]!["refused"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoking_by_name_removes_every_line_of_the_holder_and_no_other()
    {
        AccessTokenFile.Write(File, [Line("甲", "office", 'a'), Line("乙", "office", 'b'), Line("甲", "office", 'c')]);
        (await TokenAsync("revoke", "--name", "甲")).MustBe(0);
        Assert.Equal("乙", AccessTokenFile.Read(File).Single().Name);
        Assert.Contains("jtm token list", (await TokenAsync("revoke", "--name", "甲")).MustBe(1).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoking_by_id_takes_exactly_one_token()
    {
        var near = Line("乙", "office", 'a') with { Sha256 = "aaaa" + new string('b', 60) };
        AccessTokenFile.Write(File, [Line("甲", "office", 'a'), near]);
        Assert.Contains("请多给几位", (await TokenAsync("revoke", "--id", "aaaa")).MustBe(1).Error,
            StringComparison.Ordinal);
        (await TokenAsync("revoke", "--id", "AAAAB")).MustBe(0);
        Assert.Equal("甲", AccessTokenFile.Read(File).Single().Name);
        (await TokenAsync("revoke", "--id", "ffff")).MustBe(1);
    }

    [Theory]
    [InlineData]
    [InlineData("--name", "甲", "--id", "aaaa")]
    [InlineData("--id", "a")]
    [InlineData("--id", "xyzw")]
    public async Task Revoking_needs_one_clear_choice(params string[] choice)
    {
        AccessTokenFile.Write(File, [Line("甲", "office", 'a')]);
        (await TokenAsync(["revoke", .. choice])).MustBe(2);
        Assert.Single(AccessTokenFile.Read(File));
    }

    [Fact]
    public async Task A_file_that_is_no_token_file_is_left_alone()
    {
        Directory.CreateDirectory(_jtm.PathOf("data"));
        await System.IO.File.WriteAllTextAsync(File, "[{\"name\":1}]", TestContext.Current.CancellationToken);
        (await TokenAsync("add", "--name", "a", "--role", "office")).MustBe(2);
        (await TokenAsync("list")).MustBe(2);
        Assert.Equal(
            "[{\"name\":1}]", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Twenty_grants_at_once_lose_none()
    {
        var grants = Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            // Whoever finds the file busy is told so and tries again, as a person would.
            for (Run run; (run = await TokenAsync("add", "--name", $"n{i}", "--role", "office")).Exit != 0;)
            {
                Assert.Equal(2, run.Exit);
            }
        }));
        await Task.WhenAll(grants);
        Assert.Equal(20, AccessTokenFile.Read(File).Select(t => t.Name).Distinct().Count());
    }

    private static AccessToken Line(
        string name, string role, char hash) => new(name, role, null, new string(hash, 64), "2999-12-31T16:00:00.000Z");

    [GeneratedRegex("^jtm_[0-9a-f]{64}$", RegexOptions.Multiline)]
    private static partial Regex Secret();
}
