using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Tests.Http.Access;

public sealed class AccessTokenFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jingan-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Sound_lines_are_usable()
    {
        AccessToken[] lines =
        [
            Line("office-1", Role.Office), Line("lsj-1", Role.Reporter, "LSJ"), Line("firm-1", Role.Evaluator),
            Line("audit-1", Role.Auditor), Line("admin-1", Role.Admin),
        ];
        var (usable, refused) = AccessTokenFile.Sort(lines);
        Assert.Equal(lines, usable);
        Assert.Empty(refused);
    }

    [Fact]
    public void A_line_that_is_wrong_by_itself_is_refused_and_the_others_are_not()
    {
        var sound = Line("lsj-1", Role.Reporter, "LSJ");
        AccessToken[] wrong =
        [
            sound with { Name = "" }, sound with { Name = " " }, sound with { Name = new('n', 65) },
            sound with { Name = "a\nb" },
            sound with { Role = "Reporter" }, sound with { Role = "office,evaluator" }, sound with { Role = "" },
            sound with { Unit = null }, sound with { Unit = "" }, sound with { Unit = "绿化局" },
            Line("o", Role.Office, "LSJ"), Line("e", Role.Evaluator, ""),
            sound with { Sha256 = new('A', 64) }, sound with { Sha256 = new('a', 63) },
            sound with { Sha256 = new('g', 64) }, sound with { Sha256 = "" },
            sound with { Expires = "2018-12-31" }, sound with { Expires = "2018-12-31T16:00:00Z" },
            sound with { Expires = "" },
        ];
        Assert.All(wrong, line =>
        {
            var other = Line("other", Role.Office);
            var (usable, refused) = AccessTokenFile.Sort([line with
            {
                Sha256 = line.Sha256 == sound.Sha256 ? AccessToken.HashOf("another") : line.Sha256,
            }, other]);
            Assert.Equal([other], usable);
            Assert.Equal(line.Name, Assert.Single(refused).Token.Name);
        });
        Assert.Null((sound with { Name = new('n', 64) }).Fault());
    }

    // Nobody can tell which of the two roles was meant.
    [Fact]
    public void One_secret_with_two_roles_has_none()
    {
        var office = Line("office-1", Role.Office);
        var (usable, refused) = AccessTokenFile.Sort([office, office with { Name = "audit-1", Role = Role.Auditor },
            Line("lsj-1", Role.Reporter, "LSJ")]);
        Assert.Equal(["lsj-1"], usable.Select(t => t.Name));
        Assert.Equal(["office-1", "audit-1"], refused.Select(r => r.Token.Name));
    }

    // Even when its twin would be refused anyway: the secret was handed out twice.
    [Fact]
    public void A_secret_that_also_stands_in_a_wrong_line_is_refused()
    {
        var office = Line("office-1", Role.Office);
        Assert.Empty(AccessTokenFile.Sort([office, office with { Role = "superuser" }]).Usable);
    }

    [Theory]
    [InlineData(Role.Evaluator, Role.Office)]
    [InlineData(Role.Evaluator, Role.Auditor)]
    [InlineData(Role.Evaluator, Role.Admin)]
    [InlineData(Role.Office, Role.Auditor)]
    [InlineData(Role.Office, Role.Admin)]
    public void One_holder_has_one_role(string role, string other)
    {
        var (usable, refused) = AccessTokenFile.Sort([Line("wang", role), Line("wang", other), Line("wang", role),
            Line("li", role)]);
        Assert.Equal(["li"], usable.Select(t => t.Name));
        Assert.Equal(["wang", "wang", "wang"], refused.Select(r => r.Token.Name));
    }

    [Fact]
    public void One_holder_may_have_several_tokens_in_that_role() => Assert.Equal(
        4, AccessTokenFile.Sort([Line("wang", Role.Evaluator), Line("wang", Role.Evaluator),
            Line("li", Role.Reporter, "LSJ"), Line("li", Role.Reporter, "GTJ")]).Usable.Count);

    [Fact]
    public void A_file_is_read_as_it_was_written_and_belongs_to_its_owner()
    {
        var path = Path.Combine(_folder, "sub", "tokens.json");
        AccessToken[] lines = [Line("office-1", Role.Office), Line("绿化-1", Role.Reporter, "LSJ")];
        AccessTokenFile.Write(path, []);
        AccessTokenFile.Write(path, lines);
        Assert.Equal(lines, AccessTokenFile.Read(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!)); // nothing half-written is left
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    // An editor on Windows puts both into it. That is no reason to let nobody in.
    [Fact]
    public void A_byte_order_mark_and_other_line_ends_make_no_other_file()
    {
        var path = Path.Combine(_folder, "tokens.json");
        AccessToken[] lines = [Line("绿化-1", Role.Reporter, "LSJ")];
        AccessTokenFile.Write(path, lines);
        File.WriteAllText(path, File.ReadAllText(path).ReplaceLineEndings("\r\n"), new UTF8Encoding(true));
        Assert.Equal(0xEF, File.ReadAllBytes(path)[0]);
        Assert.Equal(lines, AccessTokenFile.Read(path));
    }

    [Fact]
    public void A_file_that_is_far_too_long_is_not_read()
    {
        var path = Path.Combine(_folder, "tokens.json");
        File.WriteAllText(path, "[]" + new string(' ', AccessLines.MostBytes - 2));
        Assert.Empty(AccessTokenFile.Read(path));
        File.AppendAllText(path, " ");
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => AccessTokenFile.Read(path)).Message,
            StringComparison.Ordinal);
    }

    // A log has no names, so a line is told by its place in its own file.
    [Fact]
    public void A_name_like_one_of_the_other_file_is_told_by_its_place_there()
    {
        AccessToken Person(string name) => new AccessPerson(name, name, Role.Office, null, "2018-12-31").ToAccess("");
        var (_, refused) = AccessTokenFile.Sort(
            [Line("a", Role.Office), Line("wang", Role.Office), Person("b"), Person("Wаng")]);
        Assert.Equal(["no. 2 of access-people.json", "no. 2 of access-tokens.json"],
            refused.Select(r => r.Reason.En.Split("that of ")[1].Split(':')[0]));
    }

    [Fact]
    public void No_file_is_no_token() => Assert.Empty(AccessTokenFile.Read(Path.Combine(_folder, "none.json")));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("[null]")]
    [InlineData("null")]
    [InlineData("[{\"name\":\"\\ud800\",\"role\":\"office\",\"unit\":null,\"sha256\":\"x\",\"expires\":\"y\"}]")]
    [InlineData("[{}]")]
    [InlineData(
        "[{\"name\":\"a\",\"role\":\"office\",\"unit\":null,\"sha256\":\"x\",\"expires\":\"y\",\"admin\":true}]")]
    [InlineData(
        "[{\"name\":\"a\",\"name\":\"b\",\"role\":\"office\",\"unit\":null,\"sha256\":\"x\",\"expires\":\"y\"}]")]
    [InlineData("[{\"name\":null,\"role\":\"office\",\"unit\":null,\"sha256\":\"x\",\"expires\":\"y\"}]")]
    public void A_file_that_is_something_else_is_an_error_that_names_it(string content)
    {
        var path = Path.Combine(_folder, "tokens.json");
        File.WriteAllText(path, content);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => AccessTokenFile.Read(path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_long_random_and_never_the_same()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => AccessToken.NewSecret()).ToList();
        Assert.Equal(100, secrets.Distinct().Count());
        Assert.All(secrets, s => Assert.Matches("^jtm_[0-9a-f]{64}$", s));
        // FIPS 180-2, appendix B.1
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", AccessToken.HashOf("abc"));
    }

    private static AccessToken Line(string name, string role, string? unit = null) =>
        new(name, role, unit, AccessToken.HashOf(Guid.NewGuid().ToString()), "2018-12-31T16:00:00.000Z");
}
