using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary><c>jtm access add</c>, <c>people</c> and <c>remove</c>: who signs in at the identity provider.</summary>
public sealed class PeopleTests : IDisposable
{
    private readonly Jtm _jtm = new();

    private string People => _jtm.PathOf("data/access-people.json");

    public void Dispose() => _jtm.Dispose();

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
        (await _jtm.RunAsync(["token", "add", "--name", "审计员", "--role", "auditor", "--file",
            _jtm.PathOf("data/access-tokens.json")])).MustBe(0);
        Assert.NotEqual(0, (await AddAsync(subject, name, role)).Exit);
        Assert.Single(AccessPeopleFile.Read(People));
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
