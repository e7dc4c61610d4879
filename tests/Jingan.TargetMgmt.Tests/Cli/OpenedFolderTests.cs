using Jingan.TargetMgmt.Cli.Terminal;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>What is done in a folder is done there, though somebody exchanges folders for links meanwhile.</summary>
public sealed class OpenedFolderTests : IDisposable
{
    private const int Rounds = 400;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("opened-");
    private readonly string _treasure;

    public OpenedFolderTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the framework's own removal is used.");
        _treasure = PathOf("treasure");
        Directory.CreateDirectory(_treasure);
        File.WriteAllText(Path.Combine(_treasure, "file"), "");
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void A_folder_is_gone_with_all_that_is_in_it_and_nothing_that_a_link_leads_to()
    {
        var folder = PathOf("folder");
        Directory.CreateDirectory(Path.Combine(folder, "a/b"));
        File.WriteAllText(Path.Combine(folder, "a/b/file"), "");
        File.WriteAllText(Path.Combine(folder, "file"), "");
        Directory.CreateSymbolicLink(Path.Combine(folder, "a/link"), _treasure);
        OpenedFolder.Delete(folder);
        Assert.Equal(["treasure"], _root.EnumerateFileSystemInfos().Select(e => e.Name));
        Assert.True(File.Exists(Path.Combine(_treasure, "file")));
    }

    [Fact]
    public void A_link_is_not_opened_and_what_is_not_there_cannot_be_removed()
    {
        Directory.CreateSymbolicLink(PathOf("link"), _treasure);
        Assert.Null(OpenedFolder.Open(PathOf("link")));
        Assert.Null(OpenedFolder.Open(PathOf("none")));
        Assert.Null(OpenedFolder.Open(Path.Combine(_treasure, "file")));
        Assert.ThrowsAny<IOException>(() => OpenedFolder.Delete(PathOf("none")));
    }

    [Fact]
    public void A_folder_that_is_exchanged_for_a_link_again_and_again_leads_nobody_elsewhere()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var folder = PathOf("folder");
            Directory.CreateDirectory(Path.Combine(folder, "below"));
            File.WriteAllText(Path.Combine(folder, "below/file"), "");
            using var over = new CancellationTokenSource();
            var exchange = new Thread(() => Exchange(folder, over.Token));
            exchange.Start();
            TryDelete(folder);
            over.Cancel();
            exchange.Join();
            Assert.True(File.Exists(Path.Combine(_treasure, "file")), $"gone in round {round}");
            TryDelete(PathOf("moved"));
            TryDelete(folder);
        }
    }

    private void Exchange(string folder, CancellationToken over)
    {
        var (below, aside) = (Path.Combine(folder, "below"), PathOf("moved"));
        Directory.CreateDirectory(aside);
        while (!over.IsCancellationRequested)
        {
            try
            {
                Directory.Move(below, Path.Combine(aside, "below"));
                Directory.CreateSymbolicLink(below, _treasure);
                File.Delete(below);
                Directory.Move(Path.Combine(aside, "below"), below);
            }
            catch (IOException)
            {
                return; // it is being removed
            }
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            OpenedFolder.Delete(folder);
        }
        catch (Exception exchanged) when (exchanged is IOException or UnauthorizedAccessException)
        {
            // Something was put there meanwhile, or it is not there.
        }
    }

    private string PathOf(string name) => Path.Combine(_root.FullName, name);
}
