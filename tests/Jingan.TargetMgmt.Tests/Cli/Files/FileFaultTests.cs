using System.CommandLine;
using Jingan.TargetMgmt.Tests.Verification;

namespace Jingan.TargetMgmt.Tests.Cli.Files;

/// <summary>Every file that a command reads: missing, a folder, behind a file, not readable, not UTF-8. Each is said in
/// the chosen language, with its path.</summary>
public sealed class FileFaultTests : IDisposable
{
    private const string Rate = "rate --period 2018-06 --target JA2018-028 --colour green --rationale r";
    private const string Sign = "--name w.test --log {vkey} --state {new}";

    /// <summary>The option, the rest of the line, and whether the file is text.</summary>
    private static readonly (string Option, string Others, bool IsText)[] Reading =
    [
        ("key new --signed-by", "--out {new}", true), ("assessor add --key", "--name n", true),
        ("assessor add --signed-by", "--name n --key {key}", true),
        ("assessor rotate --key", "--name n --replaces k", true),
        ("assessor rotate --signed-by", "--name n --replaces k --key {key}", true),
        ("assessor revoke --key", "--kid k --reason r", true),
        ("assessor conflict --key", "--kid k --unit LSJ --reason r", true),
        ("token add --secret-file", "--name n --role office --file {new}", true), ("access approve --key", "14", true),
        ("migrate --connection-file", "--side government --engine sqlite", true),
        ("rate --key", Rate[5..], true), ("rate --evidence", Rate[5..] + " --key {key}", true),
        ("rate file --key", "{lines} --period 2018-06", true),
        ("verify --entry", "{receipt} --policy {policy}", false), ("verify --policy", "{logs}", false),
        ("verify --report", "{logs} --policy {policy}", false),
        ("verify --connection-file", "{logs} --policy {policy} --sql-ledger", true),
        ("replay --policy", "--evaluation {logs} --government {logs}", false),
        ("witness serve --key", Sign, true), ("witness sign --key", Sign, true),
        ("report issue --key", "--period 2018-06 --summary s", true),
        ("setup --from", "--config {new}", true),
        ("demo --tokens", "--year 2017 --force-outside-development", true),
    ];

    // A file that is not there begins anew, or is what they write, or has a test of its own (AdoptTests, BackupTests).
    private static readonly string[] MayBeMissing =
    [
        "verify --state", "token add --file", "token list --file", "token revoke --file", "access add --file",
        "access people --file", "access remove --file", "key new --out",
        "key log --out", "key witness --out", "report get --out", "unit export --out", "period export --out",
        "progress file --marked", "progress template --out", "worklist --out",
        "targets draft --out", "setup --config", "doctor --config", "adopt --checkpoint", "adopt --config",
        "backup --config",
    ];

    private readonly Jtm _jtm = new();

    public static TheoryData<string> Options => [.. Reading.Select(r => r.Option)];

    public static TheoryData<string> Arguments =>
    [
        "import targets {f}.csv", "unit import {f}.csv", "period import {f}.csv", "progress file {f}.csv",
        "rate file {f} --key {key} --period 2018-06", "scheme publish {f}", "scheme preview {f} --period 2018-06",
        "witness sign {f} " + Sign.Replace("--name", "--key {witness} --name", StringComparison.Ordinal),
    ];

    public void Dispose() => _jtm.Dispose();

    [Fact]
    public void Every_file_option_has_its_row() =>
        Assert.Equal(CommandTree.OptionsWhere(o => o.HelpName == "file").Order(), Reading.Select(r => r.Option)
            .Concat(MayBeMissing).Order());

    [Theory, MemberData(nameof(Options))]
    public Task A_file_given_as_an_option(string option)
    {
        var (_, rest, isText) = Reading.Single(r => r.Option == option);
        return TryAsync($"{option} {{f}} {rest}", isText);
    }

    [Theory, MemberData(nameof(Arguments))]
    public Task A_file_given_as_an_argument(string line) =>
        TryAsync(line, isText: line.StartsWith("rate", StringComparison.Ordinal));

    [Theory]
    [InlineData("token list --file {f}")]
    [InlineData("token add --name n --role office --file {f}")]
    [InlineData("token revoke --name n --file {f}")]
    [InlineData("access people --file {f}")]
    [InlineData("access add --subject s --name n --role office --file {f}")]
    [InlineData("access remove --subject s --file {f}")]
    [InlineData("verify {logs} --policy {policy} --state {f}")]
    public async Task A_file_that_need_not_be_there_is_no_folder(string line)
    {
        Directory.CreateDirectory(_jtm.PathOf("f"));
        await SaidAsync(line, "是文件夹", "is a folder");
    }

    private async Task TryAsync(string line, bool isText)
    {
        var file = _jtm.PathOf(line.Contains("{f}.csv", StringComparison.Ordinal) ? "f.csv" : "f");
        await SaidAsync(line, "没有", "there is no");

        Directory.CreateDirectory(file);
        await SaidAsync(line, "是文件夹", "is a folder");
        Directory.Delete(file);

        await File.WriteAllTextAsync(file, "x", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows() && !Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(file, UnixFileMode.None);
            await SaidAsync(line, "权限", "may not be read");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        if (isText)
        {
            // 中文 as GBK writes it
            await File.WriteAllBytesAsync(
                file, [0x7b, 0x0a, 0xd6, 0xd0, 0xce, 0xc4], TestContext.Current.CancellationToken);
            await SaidAsync(line, "不是 UTF-8", "is no UTF-8 text (line 2)");
        }
    }

    private async Task SaidAsync(string line, string zh, string en)
    {
        await using var service = await FakeService.StartAsync(
            ("GET /api/v1/worklist", 200,
                """{"items":[{"targetId":"JA2018-028","targetVersion":2,"class":"c","scheme":"2018.1","state":"reported"}],"next":null}"""));
        _jtm.For(service);
        var log = TestLog.Of(1).WriteTo(_jtm.PathOf("logs"));
        await File.WriteAllTextAsync(_jtm.PathOf("policy"), log.Policy, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_jtm.PathOf("lines"),
            """{"targetId":"JA2018-028","colour":"green","rationale":"r"}""", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(
            _jtm.PathOf("receipt"), log.Receipt(0).ToBytes(), TestContext.Current.CancellationToken);
        if (!File.Exists(_jtm.PathOf("witness")))
        {
            (await _jtm.RunAsync("key", "witness", "--name", "w.test", "--out", _jtm.PathOf("witness"))).MustBe(0);
        }

        var words = line.Split(' ').Select(word => word switch
        {
            "{key}" => PublishedKey.SaveTo(_jtm),
            "{vkey}" => log.Signer.VerifierKey.ToString(),
            _ => word.StartsWith('{')
                ? _jtm.PathOf(word.Replace("{", "", StringComparison.Ordinal)
                    .Replace("}", "", StringComparison.Ordinal))
                : word,
        }).ToArray();
        var path = words.Single(w => w == _jtm.PathOf("f") || w == _jtm.PathOf("f.csv"));

        var chinese = (await _jtm.RunAsync(words)).MustBe(2).Error;
        Assert.Contains(zh, chinese, StringComparison.Ordinal);
        Assert.Contains(path, chinese, StringComparison.Ordinal);
        // no sentence of the system's own
        Assert.DoesNotMatch("[A-Za-z]{3,} [a-z]{2,}", chinese.Replace(path, "", StringComparison.Ordinal));
        Assert.DoesNotContain("内部错误", chinese, StringComparison.Ordinal);

        var english = (await _jtm.RunAsync([.. words, "--lang", "en"])).MustBe(2).Error;
        Assert.Contains(en, english, StringComparison.Ordinal);
        Assert.Contains(path, english, StringComparison.Ordinal);
        Assert.DoesNotContain(english, c => c >= '\u2E80');
        Assert.Empty(service.Posts);
    }
}
