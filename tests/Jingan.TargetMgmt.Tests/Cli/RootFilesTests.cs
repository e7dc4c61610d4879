using Jingan.TargetMgmt.Cli.Terminal;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>What root makes in the service's folder is the service's: it could not start with it otherwise.</summary>
public sealed class RootFilesTests : IDisposable
{
    private readonly Jtm _jtm = new();

    public RootFilesTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root",
            "Only root may give files away.");
        Directory.CreateDirectory(_jtm.PathOf("data"));
        FileOwner.Named("nobody").Take(_jtm.PathOf("data"));
    }

    public void Dispose() => _jtm.Dispose();

    [Fact]
    public async Task A_logs_key_and_the_folder_that_was_made_for_it()
    {
        (await _jtm.RunAsync("key", "log", "--origin", "example.org/government", "--out",
            _jtm.PathOf("data/keys/government.key"))).MustBe(0);
        AssertAreNobodys("data/keys", "data/keys/government.key");
    }

    [Fact]
    public async Task A_database_that_a_migration_made_or_found()
    {
        _jtm.Environment["JTM_CONNECTION"] = $"Data Source={_jtm.PathOf("data/government.db")}";
        for (var time = 0; time < 2; time++)
        {
            (await _jtm.RunAsync("migrate", "--side", "government", "--engine", "sqlite")).MustBe(0);
            AssertAreNobodys([.. Directory.GetFiles(_jtm.PathOf("data"))]);
        }
    }

    [Fact]
    public async Task And_in_a_folder_of_roots_they_are_roots()
    {
        (await _jtm.RunAsync("key", "log", "--origin", "example.org/government", "--out", _jtm.PathOf("own/key")))
            .MustBe(0);
        Assert.Equal(new FileOwner(0, 0), FileOwner.Of(_jtm.PathOf("own/key")));
    }

    private void AssertAreNobodys(params string[] paths)
    {
        Assert.NotEmpty(paths);
        Assert.All(paths, path =>
            Assert.Equal((path, FileOwner.Named("nobody")), (path, FileOwner.Of(_jtm.PathOf(path)))));
    }
}
