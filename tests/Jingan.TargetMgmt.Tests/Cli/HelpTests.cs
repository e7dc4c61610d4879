using System.Globalization;

namespace Jingan.TargetMgmt.Tests.Cli;

public sealed class HelpTests
{
    public static TheoryData<string, string> Commands => new()
    {
        { "key new", "--out --name --register --server --token" },
        { "key log", "--origin --out --sm2" },
        { "key witness", "--name --out" },
        { "witness serve", "--key --name --log --state --urls" },
        { "witness sign", "[<request>] --key --name --log --state" },
        { "token add", "--name --role --unit --days --expires --secret-file --file evaluator" },
        { "token list", "--file" },
        { "token revoke", "--name --id --file" },
        { "doctor", "--config --server --vkey --program --backups" },
        { "setup", "--config --from --side --owner --secrets --dry-run TARGETMGMT_CONFIG" },
        { "webhook list", "--side --endpoint --state --server --token" },
        { "webhook dead", "--side --endpoint --server --token" },
        { "webhook resend", "--side --endpoint --id --dry-run --server --token" },
        { "import targets", "<file> --dry-run --server --token" },
        { "unit list", "--server --token" },
        { "targets draft", "<report> --out --server --token" },
        { "unit import", "<file> --dry-run --server --token" },
        { "unit export", "--out --server --token" },
        { "period list", "--year --server --token" },
        {
            "period open-year",
            "--year --months --quarters --due-working-days --closes-days-after --opens-after-end --dry-run --server "
            + "--token"
        },
        { "period import", "<file> --dry-run --server --token" },
        { "period export", "--out --year --server --token" },
        { "progress submit",
        "--target --period --value --node --no-change --narrative --signatory --difficulties --next-steps "
        + "--self-colour --answers-remark --dry-run --server --token" },
        { "progress list", "--period --unit --state --server --token" },
        { "progress missing", "--period --unit --server --token" },
        {
            "progress draft save",
            "--target --period --value --node --no-change --narrative --difficulties --next-steps --self-colour "
            + "--answers-remark --server --token"
        },
        { "progress draft list", "--period --server --token" },
        { "progress draft sign", "--period --target --dry-run --server --token" },
        { "todo", "--server --token" },
        { "evidence add", "--title --as-of --parts --dry-run --server --token" },
        { "extension ask", "--period --target --until --reason --dry-run --server --token" },
        { "extension grant", "--request --until --reason --dry-run --server --token" },
        { "extension refuse", "--request --reason --dry-run --server --token" },
        { "extension list", "--period --unit --state --server --token" },
        { "remark add", "--target --period --unit --revision --code --text --dry-run --server --token" },
        { "remark list", "--period --unit --target --state --server --token" },
        { "certified submit", "--target --period --value --as-of --note --source --reason --dry-run --server --token" },
        { "certified list", "--target --server --token" },
        { "rate",
        "--key --kid --period --target --colour --rationale --divergence-code --divergence-reason --supersede "
        + "--reason --dry-run --server --token JTM_TOKEN" },
        { "verify",
        "<what> --entry --policy --state --government --sql-ledger --connection-file JTM_CONNECTION --progress "
        + "--token" },
        { "export", "<dir> --log --side government evaluation --server --token --progress" },
        { "report issue", "--key --kid --period --summary --without-second-mark --dry-run --server --token" },
        { "demo", "--year --seed --tokens --keys --force-outside-development --server" },
        { "report get",
        "--period --year --kind --format --out --server --token overview units matrix evaluation json csv" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_help_of_a_command_names_its_options(string command, string words)
    {
        using var jtm = new Jtm();
        var help = (await jtm.RunAsync([.. command.Split(' '), "--help"])).MustBe(0).Output;
        Assert.All(words.Split(' ').Concat(["--json", "--lang", "--help"]), word =>
            Assert.Contains(word, help, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_speaks_the_chosen_language_only(string command, string words)
    {
        using var jtm = new Jtm();
        string[] help = [.. command.Split(' '), "--help"];
        var english = (await jtm.RunAsync([.. help, "--lang", "en"])).MustBe(0).Output;
        Assert.DoesNotContain(english, c => c >= '\u2E80');
        var chinese = (await jtm.RunAsync(help)).MustBe(0).Output;
        Assert.StartsWith("说明：", chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("REQUIRED", chinese + english, StringComparison.Ordinal);
        Assert.NotEmpty(words);
    }

    [Theory]
    [InlineData("", "请选择一个命令")]
    [InlineData("token", "add、list、revoke")]
    [InlineData("token add", "缺少 --name；缺少 --role。用法见 jtm token add --help")]
    [InlineData("import targets", "缺少 <file>")]
    [InlineData("token list --bogus", "不认识“--bogus”")]
    [InlineData("rate --period 2018-13", "2018-06 或 2018-Q2")]
    [InlineData("token list --lang fr", "fr")]
    [InlineData("token list --file=", "--file")]
    public async Task Bad_usage_is_one_line_on_the_error_stream(string line, string said)
    {
        using var jtm = new Jtm();
        var run = (await jtm.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).MustBe(2);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("--lang", "en")]
    [InlineData("--lang=en")]
    public async Task Errors_are_English_when_asked_for_and_the_callers_culture_stays(params string[] language)
    {
        using var jtm = new Jtm();
        var before = CultureInfo.CurrentUICulture;
        var run = (await jtm.RunAsync(["token", "add", "--name", "a", "--role", "reporter", "--file",
            jtm.PathOf("t.json"), .. language])).MustBe(1);
        Assert.Equal("jtm: nothing written: a reporter needs a unit. Correct it and try again.", run.Error.Trim());
        Assert.Equal(before, CultureInfo.CurrentUICulture);
    }
}
