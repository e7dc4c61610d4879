using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TransparencyLog;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>What <c>jtm setup</c> does not do, and that nothing is made when it does not.</summary>
public sealed class SetupRefusalTests : IDisposable
{
    private readonly SetupCase _case = new();

    public void Dispose() => _case.Dispose();

    [Theory]
    [InlineData("governmentOrigin", "\"\"", "for its whole life")]
    [InlineData("governmentOrigin", "\"https://targets.example.gov.cn\"", "URL without schema")]
    [InlineData("governmentOrigin", "\"targets example\"", "URL without schema")]
    [InlineData("governmentOrigin", "\"a+b\"", "URL without schema")]
    [InlineData("governmentOrigin", "\"targetmgmt.localhost/government\"", "Development")]
    [InlineData("evaluationOrigin", "\"targets.example.gov.cn/government\"", "different names")]
    [InlineData("side", "\"both\"", "government or evaluation")]
    [InlineData("engine", "\"oracle\"", "sqlite or sqlserver")]
    [InlineData("engine", "\"sqlserver\"", "connection string")]
    [InlineData("storage", "\"data\"", "absolute path")]
    [InlineData("keys", "\"keys\"", "absolute path")]
    [InlineData("address", "\"localhost\"", "http://host:port")]
    [InlineData("hosts", "\"https://targets.example.gov.cn\"", "a name alone")]
    [InlineData("hosts", "\"targets.example.gov.cn:443\"", "a name alone")]
    [InlineData("hosts", "\"a.example;*\"", "a name alone")]
    [InlineData("hosts", "\"目标.中国\"", "xn--")]
    [InlineData("proxies", "\"nginx\"", "an IP address")]
    [InlineData("proxies", "\"10.0.0.0/99\"", "an IP address")]
    [InlineData("environment", "\"Development\"", "Production or Staging")]
    [InlineData("days", "0", "1 to")]
    [InlineData("admin", "\"区府办\"", "one holder, one role")]
    [InlineData("office", "\"\"", "office")]
    public async Task A_bad_answer_is_named_with_its_member(string member, string value, string says)
    {
        _case.Answer(a => a[member] = JsonNode.Parse(value));
        var run = (await _case.RunAsync("--lang", "en")).MustBe(1);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal(["answers.json"], _case.Contents().Keys);
    }

    [Theory, InlineData("{"), InlineData("[]"), InlineData("null"), InlineData("""{"governmentOrgin":"a"}""")]
    public async Task A_file_that_holds_no_answers_is_one_line(string content)
    {
        await File.WriteAllTextAsync(_case.PathOf("answers.json"), content, TestContext.Current.CancellationToken);
        var run = (await _case.RunAsync()).MustBe(2);
        var line = Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains("answers.json", line, StringComparison.Ordinal);
        Assert.DoesNotContain(".NET", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_log_is_left_alone_and_stops_everything()
    {
        MakeKey("evaluation", "elsewhere.example/evaluation");
        await RefusesAsync("elsewhere.example/evaluation");
    }

    [Fact]
    public async Task A_log_without_its_key_gets_no_other_key()
    {
        (await _case.RunAsync()).MustBe(0);
        using (var connection = new SqliteConnection($"Data Source={_case.PathOf("data/government.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText =
                "insert into log_checkpoint (size, root, note, at) values (0, zeroblob(32), x'00', 'then')";
            command.ExecuteNonQuery();
        }

        File.Delete(_case.PathOf("data/keys/government-log.pem"));
        await RefusesAsync("put the key back");
    }

    [Fact]
    public async Task A_configuration_that_says_otherwise_is_left_alone()
    {
        (await _case.RunAsync()).MustBe(0);
        _case.Answer(a => a["address"] = "http://127.0.0.1:5099");
        await RefusesAsync("Urls");
    }

    [Fact]
    public async Task What_a_configuration_says_beyond_the_answers_is_its_operators()
    {
        (await _case.RunAsync()).MustBe(0);
        var settings = _case.Settings.AsObject();
        settings["Webhooks"] = new JsonObject();
        await File.WriteAllTextAsync(
            _case.PathOf("etc/appsettings.json"), settings.ToJsonString(), TestContext.Current.CancellationToken);
        (await _case.RunAsync()).MustBe(0);
        Assert.NotNull(_case.Settings["Webhooks"]);
    }

    // Written by hand, as the service takes it; or from before setup asked for it.
    [Theory]
    [InlineData("targets.example.gov.cn ; b.example", "targets.example.gov.cn;b.example")]
    [InlineData("targets.example.gov.cn", null)]
    [InlineData(null, null)]
    public async Task Names_that_its_operator_has_written_into_a_configuration_are_no_other_answer(
        string? written, string? answered)
    {
        _case.Answer(a => a["hosts"] = answered);
        (await _case.RunAsync()).MustBe(0);
        var settings = _case.Settings.AsObject();
        settings["AllowedHosts"] = written;
        settings.Remove("Doors");
        await File.WriteAllTextAsync(_case.PathOf("etc/appsettings.json"),
            "// remarks\n" + settings.ToJsonString(), TestContext.Current.CancellationToken);
        _case.Answer(a => a["proxies"] = "");
        (await _case.RunAsync()).MustBe(0);
    }

    [Fact]
    public async Task A_first_token_for_somebody_else_is_refused_and_says_who_has_it()
    {
        (await _case.RunAsync("--secrets", _case.PathOf("handed"))).MustBe(0);
        _case.Answer(a => a["office"] = "王主任");
        var before = _case.Contents();
        var run = (await _case.RunAsync("--secrets", _case.PathOf("handed"), "--lang", "en")).MustBe(1);
        Assert.Contains("the office is held by 区府办, and the answer is 王主任", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, _case.Contents());
    }

    [Fact]
    public async Task A_token_that_is_not_handed_over_yet_is_not_written_over()
    {
        (await _case.RunAsync("--secrets", _case.PathOf("handed"))).MustBe(0);
        var tokens = JsonNode.Parse(_case.Read("data/access-tokens.json"))!.AsArray();
        tokens.Remove(tokens.Single(t => (string?)t!["role"] == "office"));
        await File.WriteAllTextAsync(
            _case.PathOf("data/access-tokens.json"), tokens.ToJsonString(), TestContext.Current.CancellationToken);
        File.Copy(_case.PathOf("handed/admin.token"), _case.PathOf("handed/office.token"), overwrite: true);
        var before = _case.Contents();
        var run = (await _case.RunAsync("--secrets", _case.PathOf("handed"), "--lang", "en")).MustBe(1);
        Assert.Contains("holds the token that 管理员 (admin) uses", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, _case.Contents());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_folder_below_a_file_is_told_before_anything_is_made(bool isDryRun)
    {
        _case.Answer(a => a["keys"] = _case.PathOf("answers.json/keys"));
        await CannotBeMadeAsync($"{_case.PathOf("answers.json")} is a file and no folder", isDryRun);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_folder_that_may_not_be_made_is_told_before_anything_is_made(bool isDryRun)
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux() || Environment.IsPrivilegedProcess, "Root may write everywhere.");
        Directory.CreateDirectory(_case.PathOf("closed"));
        SetupCase.SetMode(_case.PathOf("closed"), "500");
        _case.Answer(a => a["keys"] = _case.PathOf("closed/a/keys"));
        await CannotBeMadeAsync($"{_case.PathOf("closed")} may not be written", isDryRun);
    }

    [Fact]
    public async Task A_folder_with_something_in_it_that_others_may_enter_is_not_taken()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        Directory.CreateDirectory(_case.PathOf("data"));
        await File.WriteAllTextAsync(_case.PathOf("data/notes"), "", TestContext.Current.CancellationToken);
        SetupCase.SetMode(_case.PathOf("data"), "755");
        await RefusesAsync("chmod 700");
    }

    [Fact]
    public async Task A_holder_who_has_another_role_already_is_refused()
    {
        (await _case.Jtm.RunAsync("token", "add", "--name", "区府办", "--role", "auditor", "--file",
            _case.PathOf("data/access-tokens.json"))).MustBe(0);
        SetupCase.SetMode(_case.PathOf("data"), "700");
        await RefusesAsync("one holder, one role");
    }

    [Fact]
    public async Task A_holder_who_signs_in_with_another_role_is_refused_too()
    {
        (await _case.Jtm.RunAsync("access", "add", "--subject", "x", "--name", "区府办", "--role", "auditor", "--file",
            _case.PathOf("data/access-people.json"))).MustBe(0);
        SetupCase.SetMode(_case.PathOf("data"), "700");
        await RefusesAsync("one holder, one role");
    }

    private async Task CannotBeMadeAsync(string says, bool isDryRun)
    {
        var run = (await _case.RunAsync([.. isDryRun ? ["--dry-run"] : Array.Empty<string>(), "--lang", "en"]))
            .MustBe(1);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal(["answers.json"], _case.Contents().Keys);
    }

    private async Task RefusesAsync(string says)
    {
        var before = _case.Contents();
        var run = (await _case.RunAsync("--lang", "en")).MustBe(1);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, _case.Contents());
    }

    private void MakeKey(string side, string origin)
    {
        var folder = Directory.CreateDirectory(_case.PathOf("data/keys"));
        foreach (var one in (string[])[_case.PathOf("data"), folder.FullName])
        {
            SetupCase.SetMode(one, "700");
        }

        OwnerOnlyFile.TryCreate(Path.Combine(folder.FullName, $"{side}-log.pem"),
            System.Text.Encoding.UTF8.GetBytes(LogKeyFile.ToText(NoteSigner.NewEd25519(origin))));
    }
}
