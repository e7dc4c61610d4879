using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary><c>jtm access add</c>, <c>people</c> and <c>remove</c>: who signs in at the identity provider.</summary>
public sealed class PeopleTests : IDisposable
{
    private readonly Jtm _jtm = new();

    private string People => _jtm.PathOf("data/access-people.json");

    public void Dispose() => _jtm.Dispose();

    private string Tokens => _jtm.PathOf("data/access-tokens.json");

    private Task<Run> TokenAsync(params string[] args) => _jtm.RunAsync(["token", .. args, "--file", Tokens]);

    private Task<Run> AccessAsync(params string[] args) => _jtm.RunAsync(["access", .. args, "--file", People]);

    private Task<Run> AddAsync(string subject, string name, string role, params string[] more) =>
        AccessAsync(["add", "--subject", subject, "--name", name, "--role", role, .. more]);

    [Fact]
    public async Task A_person_is_registered_once_and_for_the_owners_eyes_only()
    {
        (await AddAsync("li.si", "李四", "reporter", "--unit", "CZJ", "--signs", "--expires", "2027-01-31")).MustBe(0);
        var line = Assert.Single(AccessPeopleFile.Read(People));
        Assert.Equal(("li.si", "李四", "reporter", "CZJ", "2027-01-31T16:00:00.000Z", true),
            (line.Subject, line.Name, line.Role, line.Unit, line.Until, line.Signs == true));
        Assert.Matches("^[0-9a-f]{32}$", line.Salt);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(People));
        }

        (await AddAsync("li.si", "李四", "reporter", "--unit", "CZJ")).MustBe(1);
        Assert.Equal(line, Assert.Single(AccessPeopleFile.Read(People)));
    }

    [Fact]
    public async Task A_line_is_replaced_only_when_that_is_said()
    {
        (await AddAsync("li.si", "李四", "office", "--replace")).MustBe(1);
        (await AddAsync("li.si", "李四", "office")).MustBe(0);
        (await AddAsync("li.si", "李四", "auditor", "--replace")).MustBe(0);
        Assert.Equal("auditor", Assert.Single(AccessPeopleFile.Read(People)).Role);
    }

    [Theory]
    [InlineData("zhao.liu", "李四", "auditor")] // one holder, one role
    [InlineData("zhao.liu", "赵六", "emperor")]
    [InlineData("zhao.liu", "赵六", "reporter")] // without a unit
    [InlineData("zhao.liu", "审计员", "office")] // the name of a token of another role
    [InlineData("", "赵六", "office")]
    public async Task A_line_that_the_service_would_refuse_is_not_written(string subject, string name, string role)
    {
        (await AddAsync("li.si", "李四", "office")).MustBe(0);
        (await TokenAsync("add", "--name", "审计员", "--role", "auditor")).MustBe(0);
        Assert.NotEqual(0, (await AddAsync(subject, name, role)).Exit);
        Assert.Single(AccessPeopleFile.Read(People));
    }

    [Theory]
    [InlineData("李四", "auditor")] // one holder, one role
    [InlineData("李四 ", "evaluator")]
    [InlineData("Li", "office")] // a name that cannot be told from another
    public async Task A_token_is_not_given_to_whoever_signs_in_with_another_role(string name, string role)
    {
        (await AddAsync("li.si", "李四", "office")).MustBe(0);
        (await AddAsync("li", "li", "office")).MustBe(0);
        var run = (await TokenAsync("add", "--name", name, "--role", role)).MustBe(1);
        Assert.Contains("jtm access remove", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Tokens));
        (await TokenAsync("add", "--name", "李四", "--role", "office")).MustBe(0); // another way in, no other role
    }

    [Fact]
    public async Task The_list_of_tokens_tells_that_a_person_stands_in_the_way()
    {
        (await TokenAsync("add", "--name", "李四", "--role", "office")).MustBe(0);
        AccessPeopleFile.Write(People, [new("li.si", "李四", "auditor", null, "2027-01-31")]);
        Assert.Contains("refused", (await TokenAsync("list", "--lang", "en")).MustBe(0).Lines[1],
            StringComparison.Ordinal);
    }

    // Each looks at both files before it changes one: two at once could give somebody two roles.
    [Fact]
    public async Task While_one_command_changes_who_may_come_in_no_other_does()
    {
        (await AddAsync("li.si", "李四", "office")).MustBe(0);
        (await TokenAsync("add", "--name", "王五", "--role", "auditor")).MustBe(0);
        var before = (await File.ReadAllTextAsync(People, TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(Tokens, TestContext.Current.CancellationToken));
        var one = _jtm.PathOf("data/access.lock");
        SetupCase.SetMode(one, "600");
        await using (new FileStream(one, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            (await AddAsync("zhao.liu", "赵六", "office")).MustBe(2);
            (await AccessAsync("remove", "--subject", "li.si")).MustBe(2);
            (await TokenAsync("add", "--name", "赵六", "--role", "evaluator")).MustBe(2);
            (await TokenAsync("revoke", "--name", "王五")).MustBe(2);
        }

        Assert.Equal(before, (await File.ReadAllTextAsync(People, TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(Tokens, TestContext.Current.CancellationToken)));
        (await AccessAsync("remove", "--subject", "li.si")).MustBe(0);
    }

    [Fact]
    public async Task Whoever_is_taken_out_of_one_file_and_stands_in_the_other_is_named()
    {
        (await AddAsync("li.si", "李四", "office")).MustBe(0);
        (await TokenAsync("add", "--name", "李四", "--role", "office")).MustBe(0);
        Assert.Contains("jtm access remove", (await TokenAsync("revoke", "--name", "李四")).MustBe(0).Error,
            StringComparison.Ordinal);
        (await TokenAsync("add", "--name", "李四", "--role", "office")).MustBe(0);
        Assert.Contains("jtm token revoke", (await AccessAsync("remove", "--subject", "li.si")).MustBe(0).Error,
            StringComparison.Ordinal);
        Assert.Empty((await TokenAsync("revoke", "--name", "李四")).MustBe(0).Error);
    }

    // The service's user could not read it, and nobody would be let in.
    [Fact]
    public async Task Root_leaves_the_files_to_the_user_that_the_service_runs_as()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root",
            "Only root may give files away.");
        Directory.CreateDirectory(_jtm.PathOf("data"));
        FileOwner.Named("nobody").Take(_jtm.PathOf("data"));
        var owner = FileOwner.Of(_jtm.PathOf("data"));
        (await AddAsync("li.si", "李四", "office")).MustBe(0);
        (await TokenAsync("add", "--name", "王五", "--role", "auditor")).MustBe(0);
        (await TokenAsync("add", "--name", "赵六", "--role", "auditor")).MustBe(0);
        Assert.All(Directory.GetFiles(_jtm.PathOf("data")), f =>
        {
            Assert.Equal(owner, FileOwner.Of(f));
            Assert.Equal("600", SetupCase.ModeOf(f));
        });
    }

    [Fact]
    public async Task The_list_tells_who_counts_and_who_was_removed_is_gone()
    {
        (await AddAsync("li.si", "李四", "office")).MustBe(0);
        (await AddAsync("wang.wu", "王五", "auditor")).MustBe(0);
        AccessPeopleFile.Write(People,
        [
            .. AccessPeopleFile.Read(People), new("x", "王五", "admin", null, "2027-01-31"),
            new("y", "旧人", "admin", null, "2001-01-01"),
        ]);
        var list = await AccessAsync("people", "--lang", "en");
        foreach (var (name, state) in (IEnumerable<(string, string)>)
            [("李四", "valid"), ("王五", "refused"), ("旧人", "expired")])
        {
            Assert.All(list.Lines.Where(l => l.Contains(name, StringComparison.Ordinal)), l =>
                Assert.Contains(state, l, StringComparison.Ordinal));
        }

        (await AccessAsync("remove", "--subject", "li.si")).MustBe(0);
        Assert.DoesNotContain("李四", (await AccessAsync("people")).Output, StringComparison.Ordinal);
        (await AccessAsync("remove", "--subject", "li.si")).MustBe(1);
    }

    [Fact]
    public async Task A_file_that_is_none_is_left_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(People)!);
        await File.WriteAllTextAsync(People, "{}", TestContext.Current.CancellationToken);
        (await AddAsync("li.si", "李四", "office")).MustBe(2);
        (await AccessAsync("people")).MustBe(2);
        Assert.Equal("{}", await File.ReadAllTextAsync(People, TestContext.Current.CancellationToken));
    }
}
