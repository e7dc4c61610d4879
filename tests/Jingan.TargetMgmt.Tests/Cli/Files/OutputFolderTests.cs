using Jingan.TargetMgmt.Tests.Verification;

namespace Jingan.TargetMgmt.Tests.Cli.Files;

/// <summary>Every file that a command writes may be in a folder that is not there yet;
/// what stands in the way is said with the path.</summary>
public sealed class OutputFolderTests : IDisposable
{
    private static readonly Dictionary<string, string> Lines = new()
    {
        ["key new --out"] = "key new --out {f}", ["key log --out"] = "key log --origin log.test/1 --out {f}",
        ["key witness --out"] = "key witness --name w.test --out {f}",
        ["token add --file"] = "token add --name n --role office --file {f}",
        ["access add --file"] = "access add --subject s --name n --role office --file {f}",
        ["report get --out"] = "report get --period 2018-06 --out {f}",
        ["unit export --out"] = "unit export --out {f}", ["period export --out"] = "period export --out {f}",
        ["progress template --out"] = "progress template --unit LSJ --period 2018-06 --out {f}",
        ["targets draft --out"] = "targets draft {report.txt} --out {f}",
        ["worklist --out"] = "worklist --period 2018-06 --out {f}",
        ["verify --state"] = "verify {logs} --policy {policy} --state {f}",
    };

    // These only change a file that is there.
    private static readonly string[] OnlyChanging =
        ["token list --file", "token revoke --file", "access people --file", "access remove --file"];

    private readonly Jtm _jtm = new();

    public static TheoryData<string> Writers => [.. Lines.Keys];

    public void Dispose() => _jtm.Dispose();

    [Fact]
    public void Every_option_that_names_a_file_to_write_has_its_row() => Assert.Equal(
        CommandTree.OptionsWhere(o => o.HelpName == "file" && o.Name is "--out" or "--file" or "--state")
            .Where(o => !o.StartsWith("witness", StringComparison.Ordinal)).Order(),
        Lines.Keys.Concat(OnlyChanging).Order());

    [Theory, MemberData(nameof(Writers))]
    public async Task The_folder_is_made(string writer)
    {
        (await RunAsync(writer, "new/deeper/f")).MustBe(0);
        Assert.True(File.Exists(_jtm.PathOf("new/deeper/f")));
    }

    [Theory, MemberData(nameof(Writers))]
    public async Task A_file_in_the_place_of_the_folder_is_named(string writer)
    {
        await File.WriteAllTextAsync(_jtm.PathOf("new"), "x", TestContext.Current.CancellationToken);
        Assert.Contains($"{_jtm.PathOf("new")} 是文件，不是文件夹", (await RunAsync(writer, "new/f")).MustBe(2).Error,
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Writers))]
    public async Task A_folder_that_may_not_be_written_to_is_named(string writer)
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "whoever may do everything is refused nothing");
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Directory.CreateDirectory(_jtm.PathOf("new"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Contains("权限", (await RunAsync(writer, "new/f")).MustBe(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_of_a_key_is_its_owners_only()
    {
        (await RunAsync("key log --out", "keys/log.pem")).MustBe(0);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(_jtm.PathOf("keys")));
        }
    }

    private async Task<Run> RunAsync(string writer, string file)
    {
        await using var service = await FakeService.StartAsync(
            ("GET /api/v1/reports/overview", 200, "{}"), ("GET /api/v1/units.csv", 200, "code"),
            ("GET /api/v1/periods.csv", 200, "code"), ("GET /api/v1/units/LSJ/template.xlsx", 200, "x"),
            ("GET /api/v1/worklist.xlsx", 200, "x"), ("POST /api/v1/targets/draft", 200, "x"));
        await File.WriteAllTextAsync(_jtm.PathOf("report.txt"), "x", TestContext.Current.CancellationToken);
        var log = TestLog.Of(3).WriteTo(_jtm.PathOf("logs"));
        await File.WriteAllTextAsync(_jtm.PathOf("policy"), log.Policy, TestContext.Current.CancellationToken);
        return await _jtm.For(service).RunAsync([.. Lines[writer].Split(' ').Select(word =>
            word == "{f}" ? _jtm.PathOf(file) : word.StartsWith('{') ? _jtm.PathOf(word.Trim('{', '}')) : word)]);
    }
}
