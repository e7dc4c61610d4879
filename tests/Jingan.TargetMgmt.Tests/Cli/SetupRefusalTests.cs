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
