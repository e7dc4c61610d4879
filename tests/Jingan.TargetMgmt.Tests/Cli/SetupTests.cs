using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary><c>jtm setup</c>: the whole of an installation, and never more than what is missing of it.</summary>
public sealed class SetupTests : IDisposable
{
    private readonly SetupCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public async Task It_makes_keys_an_empty_library_access_and_a_configuration_that_fit_each_other()
    {
        var run = (await _case.RunAsync("--json")).MustBe(0).Json;

        Assert.All(run["steps"]!.AsArray(), s => Assert.False((bool)s!["wasThere"]!));
        foreach (var side in (string[])["government", "evaluation"])
        {
            var named = LogKeyFile.NamedIn(_case.Read($"data/keys/{side}-log.pem"));
            Assert.Equal((string?)run["verifierKeys"]![side], named!.ToString());
            Assert.Equal($"targets.example.gov.cn/{side}", named.Name);
            Assert.Equal($"targets.example.gov.cn/{side}", (string?)_case.Settings[Section(side)]!["Log"]!["Origin"]);
            Assert.Equal(_case.PathOf($"data/keys/{side}-log.pem"),
                (string?)_case.Settings[Section(side)]!["Log"]!["KeyFile"]);
            new SchemaMigration(side, SqlDialect.Sqlite, $"Data Source={_case.PathOf($"data/{side}.db")};Pooling=False")
                .Require();
        }

        Assert.Equal(("Production", "http://127.0.0.1:5080", null),
            ((string?)_case.Settings["Environment"], (string?)_case.Settings["Urls"], _case.Settings["Seeds"]));
        var (usable, refused) = AccessTokenFile.Sort(AccessTokenFile.Read(_case.PathOf("data/access-tokens.json")));
        Assert.Empty(refused);
        Assert.Equal(["admin", "office", "evaluator"], usable.Select(t => t.Role));
        Assert.Equal(run["tokens"]!.AsObject().Select(t => AccessToken.HashOf((string)t.Value!)),
            usable.Select(t => t.Sha256));
    }

    [Fact]
    public async Task Whoever_else_uses_the_machine_may_read_nothing_but_the_configuration()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        (await _case.RunAsync("--secrets", _case.PathOf("handed"))).MustBe(0);

        var open = Directory.GetFileSystemEntries(_case.Folder, "*", SearchOption.AllDirectories)
            .Where(f => SetupCase.ModeOf(f) is not ("600" or "700"))
            .Select(f => Path.GetRelativePath(_case.Folder, f)).Where(f => f != "answers.json")
            .Order(StringComparer.Ordinal);
        Assert.Equal(["etc", Path.Combine("etc", "appsettings.json")], open);
        Assert.Equal("640", SetupCase.ModeOf(_case.PathOf("etc/appsettings.json")));
        Assert.Equal("755", SetupCase.ModeOf(_case.PathOf("etc")));
    }

    [Fact]
    public async Task Tokens_are_written_to_a_folder_where_they_are_not_to_be_shown()
    {
        var run = (await _case.RunAsync("--secrets", _case.PathOf("handed"))).MustBe(0);
        Assert.DoesNotContain("jtm_", run.Output, StringComparison.Ordinal);
        var hashes = AccessTokenFile.Read(_case.PathOf("data/access-tokens.json"))
            .ToDictionary(t => t.Role, t => t.Sha256);
        foreach (var role in (string[])["admin", "office", "evaluator"])
        {
            Assert.Equal(hashes[role], AccessToken.HashOf(_case.Read($"handed/{role}.token").Trim()));
        }

        Assert.Equal(LogKeyFile.NamedIn(_case.Read("data/keys/evaluation-log.pem"))!.ToString(),
            _case.Read("handed/evaluation.vkey").Trim());
    }

    [Fact]
    public async Task A_second_time_it_changes_nothing()
    {
        (await _case.RunAsync()).MustBe(0);
        var before = _case.Contents();
        var second = (await _case.RunAsync("--json")).MustBe(0).Json;
        Assert.Equal(before, _case.Contents());
        Assert.All(second["steps"]!.AsArray(), s => Assert.True((bool)s!["wasThere"]!));
        Assert.Empty(second["tokens"]!.AsObject());
    }

    [Fact]
    public async Task A_dry_run_makes_nothing()
    {
        var run = (await _case.RunAsync("--dry-run", "--lang", "en")).MustBe(0);
        Assert.All(run.Lines[..^2], l => Assert.StartsWith("to be made", l, StringComparison.Ordinal));
        Assert.Equal("checked only, nothing was stored.", run.Lines[^1]);
        Assert.Equal(["answers.json"], _case.Contents().Keys);
    }

    [Fact]
    public async Task A_dry_run_says_what_the_run_says()
    {
        _case.Answer(a => a["keys"] = _case.PathOf("elsewhere"));
        string[] line = ["--secrets", _case.PathOf("handed"), "--lang", "en"];
        var dry = (await _case.RunAsync([.. line, "--dry-run"])).MustBe(0);
        Assert.Contains(
            dry.Lines, l => l.Contains($"ReadWritePaths={_case.PathOf("elsewhere")}", StringComparison.Ordinal));
        Assert.Contains(dry.Lines, l => l.Contains(
            $"into {_case.PathOf("handed")}: admin.token, office.token, evaluator.token", StringComparison.Ordinal));
        var real = (await _case.RunAsync(line)).MustBe(0);
        Assert.All(dry.Lines[..^1].Select(l => l.Replace("to be made ", "made       ", StringComparison.Ordinal)),
            l => Assert.Contains(l, real.Lines));
    }

    // Wherever the first run ended: what it left is kept, what is missing is made.
    [Theory]
    [InlineData("etc/appsettings.json")]
    [InlineData("etc/appsettings.json", "data/access-tokens.json")]
    [InlineData("etc/appsettings.json", "data/access-tokens.json", "data/evaluation.db")]
    [InlineData("etc/appsettings.json", "data/access-tokens.json", "data/evaluation.db", "data/government.db")]
    [InlineData("etc/appsettings.json", "data/access-tokens.json", "data/evaluation.db", "data/government.db",
        "data/keys/evaluation-log.pem")]
    public async Task A_run_that_ended_halfway_is_completed_by_the_next(params string[] missing)
    {
        (await _case.RunAsync("--secrets", _case.PathOf("handed"))).MustBe(0);
        foreach (var file in missing)
        {
            File.Delete(_case.PathOf(file));
        }

        var kept = _case.Contents();
        (await _case.RunAsync("--secrets", _case.PathOf("handed"))).MustBe(0);
        Assert.All(kept.Where(k => !k.Key.EndsWith(".vkey", StringComparison.Ordinal)),
            k => Assert.Equal(k.Value, _case.Contents()[k.Key]));
        Assert.All(missing, file => Assert.True(File.Exists(_case.PathOf(file)), file));
        Assert.Equal(AccessToken.HashOf(_case.Read("handed/office.token").Trim()),
            AccessTokenFile.Read(_case.PathOf("data/access-tokens.json")).Single(t => t.Role == "office").Sha256);
    }

    [Fact]
    public async Task A_database_that_was_cut_off_while_it_was_made_is_completed()
    {
        Directory.CreateDirectory(_case.PathOf("data"));
        SetupCase.SetMode(_case.PathOf("data"), "700");
        await File.WriteAllBytesAsync(_case.PathOf("data/government.db"), [], TestContext.Current.CancellationToken);
        (await _case.RunAsync()).MustBe(0);
        new SchemaMigration("government", SqlDialect.Sqlite,
            $"Data Source={_case.PathOf("data/government.db")};Pooling=False").Require();
    }

    [Fact]
    public async Task What_is_typed_at_a_terminal_does_the_same_and_a_bad_answer_is_asked_again()
    {
        _case.Jtm.Input = new StringReader(string.Join('\n',
            "https://targets.example.gov.cn", "targets.example.gov.cn/g", "targets.example.gov.cn/g",
            "targets.example.gov.cn/e", "", _case.PathOf("data"), "", "", "", "http://127.0.0.1:5099", "", "", "", "",
            "王主任", "", "30") + "\n");
        var run = (await _case.Jtm.RunAsync(
            "setup", "--config", _case.PathOf("etc/appsettings.json"), "--lang", "en")).MustBe(0);
        Assert.Contains("must be a URL without schema", run.Error, StringComparison.Ordinal);
        Assert.Contains("the two logs must have different names", run.Error, StringComparison.Ordinal);
        Assert.Equal("http://127.0.0.1:5099", (string?)_case.Settings["Urls"]);
        Assert.Equal("王主任", AccessTokenFile.Read(_case.PathOf("data/access-tokens.json"))
            .Single(t => t.Role == "office").Name);
    }

    [Theory]
    [InlineData(null, null, null, "targets.example.gov.cn", "127.0.0.1")]
    [InlineData("", null, null, null, null)]
    [InlineData("a.example, *.b.example", "10.1.2.0/24、192.0.2.1", null, "a.example;*.b.example",
        "10.1.2.0/24 192.0.2.1")]
    [InlineData("a.example", "", null, "a.example", null)]
    [InlineData(null, null, "https://0.0.0.0:443", "targets.example.gov.cn", null)]
    public async Task The_names_that_people_use_and_the_proxies_are_in_the_configuration(
        string? hosts, string? proxies, string? address, string? allowed, string? believed)
    {
        _case.Answer(a =>
        {
            (a["hosts"], a["proxies"]) = (hosts, proxies);
            a["address"] = address ?? "http://127.0.0.1:5080";
        });
        (await _case.RunAsync()).MustBe(0);
        Assert.Equal(allowed, (string?)_case.Settings["AllowedHosts"]);
        Assert.Equal(believed, _case.Settings["Doors"] is { } doors
            ? string.Join(' ', doors["Proxies"]!.AsArray().Select(p => (string?)p)) : null);
    }

    [Fact]
    public async Task Whoever_is_asked_again_gives_the_same_answers_by_taking_what_stands_there()
    {
        _case.Answer(a =>
        {
            (a["keys"], a["evidence"]) = (_case.PathOf("elsewhere"), _case.PathOf("files"));
            (a["address"], a["environment"]) = ("http://127.0.0.1:5099", "Staging");
            (a["hosts"], a["proxies"]) = ("a.example;b.example", "10.1.2.3");
            (a["admin"], a["office"], a["evaluator"]) = ("钱七", "王主任", "孙八");
        });
        (await _case.RunAsync()).MustBe(0);
        var before = _case.Contents();
        _case.Jtm.Input = new StringReader(new string('\n', 15));
        var again = (await _case.Jtm.RunAsync(
            "setup", "--config", _case.PathOf("etc/appsettings.json"), "--secrets", _case.PathOf("data/handed"),
            "--lang", "en")).MustBe(0);
        Assert.Contains("[王主任]", again.Error, StringComparison.Ordinal);
        Assert.Contains("no new access tokens", again.Output, StringComparison.Ordinal);
        Assert.All(before, file => Assert.Equal(file.Value, _case.Contents()[file.Key]));
    }

    [Fact]
    public async Task None_is_an_answer_of_its_own()
    {
        _case.Jtm.Input = new StringReader(string.Join('\n',
            "targets.example.gov.cn/g", "targets.example.gov.cn/e", "", _case.PathOf("data"), "", "", "", "", "-", "",
            "", "", "", "", "") + "\n");
        (await _case.Jtm.RunAsync("setup", "--config", _case.PathOf("etc/appsettings.json"))).MustBe(0);
        Assert.Equal((null, null), (_case.Settings["AllowedHosts"], _case.Settings["Doors"]));
    }

    [Fact]
    public async Task Answers_that_end_early_change_nothing()
    {
        _case.Jtm.Input = new StringReader("targets.example.gov.cn/g\n");
        (await _case.Jtm.RunAsync("setup", "--config", _case.PathOf("etc/appsettings.json"))).MustBe(2);
        Assert.Equal(["answers.json"], _case.Contents().Keys);
    }

    [Fact]
    public async Task One_side_alone_has_its_own_log_and_a_token_for_the_others_process()
    {
        _case.Answer(a =>
        {
            a.Remove("governmentOrigin");
            (a["side"], a["otherSideUrl"]) = ("evaluation", "https://targets.example.gov.cn");
        });
        var run = (await _case.RunAsync("--json")).MustBe(0).Json;
        Assert.Equal(["admin", "evaluator", "service"], run["tokens"]!.AsObject().Select(t => t.Key));
        Assert.Equal("evaluation", (string?)_case.Settings["Modules"]);
        Assert.Equal("https://targets.example.gov.cn", (string?)_case.Settings["Government"]!["Facts"]!["Url"]);
        Assert.False(File.Exists(_case.PathOf("data/government.db")));
    }

    [Fact]
    public async Task Files_belong_to_the_user_that_the_service_runs_as()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root",
            "Only root may give files away.");
        (await _case.RunAsync("--owner", "nobody")).MustBe(0);
        var nobody = FileOwner.Named("nobody");
        foreach (var path in (string[])["data", "data/keys", "data/evidence", "data/government.db",
            "data/access-tokens.json", "data/keys/evaluation-log.pem"])
        {
            Assert.Equal((path, nobody.User),
                (path, FileOwner.Of(_case.PathOf(path))!.User));
        }

        Assert.Equal((0u, nobody.Group), (FileOwner.Of(
            _case.PathOf("etc/appsettings.json")) is var file ? (file!.User, file.Group) : default));
        (await _case.RunAsync("--owner", "no-such-user")).MustBe(1);
    }

    private static string Section(string side) => char.ToUpperInvariant(side[0]) + side[1..];
}
