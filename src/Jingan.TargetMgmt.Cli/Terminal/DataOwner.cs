using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>To whom root leaves what it writes: the user that the service runs as, who could neither read nor replace
/// it otherwise. Everybody else keeps what he writes, and nothing happens here.</summary>
internal sealed class DataOwner
{
    private readonly FileOwner? _owner;

    private DataOwner(FileOwner? owner) => _owner = owner;

    /// <summary>The owner of the first of these that is not root's.</summary>
    public static DataOwner Of(IEnumerable<string> paths) => new(
        Environment.IsPrivilegedProcess ? paths.Select(FileOwner.Of).FirstOrDefault(o => o is { User: not 0 }) : null);

    /// <summary>The folder itself where it is there, else the nearest above it that is.</summary>
    public static string NearestTo(string folder)
    {
        var there = Path.GetFullPath(folder);
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } above)
        {
            there = above;
        }

        return there;
    }

    /// <summary>The folder and those above it that are not there yet.</summary>
    public static IReadOnlyList<string> MissingOf(string folder)
    {
        List<string> missing = [];
        var here = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        while (!Directory.Exists(here))
        {
            missing.Add(here);
            if (Path.GetDirectoryName(here) is not { } above)
            {
                break;
            }

            here = above;
        }

        return missing;
    }

    /// <summary>Leaves a file or a folder to him.</summary>
    public void Take(string path)
    {
        if (_owner is not null && FileOwner.Of(path) != _owner)
        {
            _owner.TryTake(path); // false where the file system knows no owners: there everybody may what one may
        }
    }

    /// <summary>Leaves a folder and all that is in it to him, the folder last.</summary>
    public void TakeAll(string folder)
    {
        if (_owner is null)
        {
            return;
        }

        using (var opened = OpenedFolder.Open(folder))
        {
            TakeEntries(opened);
        }

        Take(folder);
    }

    /// <summary>Refuses to copy for him what is open and was led to by a link, unless it is his already: whoever may
    /// put a link into his folder could have root copy what only root may read.</summary>
    /// <param name="file">What is open.</param>
    /// <param name="path">By which name it was opened.</param>
    /// <exception cref="ClientException">It is such a file.</exception>
    public void MustBeHis(FileStream file, string path)
    {
        if (_owner is null)
        {
            return;
        }

        var opened = $"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}";
        var name = Path.Combine(RealPath.Of(Path.GetDirectoryName(Path.GetFullPath(path))!), Path.GetFileName(path));
        if (FileOwner.Of(opened)?.User != _owner.User && new FileInfo(opened).LinkTarget is var real && real != name)
        {
            throw ClientException.Refused(new(
                $"{path} 指向 {real}，而后者不属于数据目录的属主：root 不会替他复制。请把文件本身放在那里，或以服务的用户身份执行。",
                $"{path} leads to {real}, which does not belong to the data folder's owner: root copies it for nobody. "
                    + "Put the file itself there, or run as the service's user."));
        }
    }

    // A link is left, and never gone through: whoever may write to the folder could lead root elsewhere by one.
    private void TakeEntries(OpenedFolder? folder)
    {
        foreach (var (path, below) in folder?.Entries() ?? [])
        {
            TakeEntries(below);
            Take(path);
        }
    }

    /// <summary>Makes a folder that is his, with those above it.</summary>
    public void MakeFolder(string folder)
    {
        var missing = MissingOf(folder);
        Directory.CreateDirectory(folder);
        missing.ToList().ForEach(Take);
    }
}
