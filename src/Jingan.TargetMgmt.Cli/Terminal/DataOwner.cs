namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>To whom root leaves what it writes: the user that the service runs as, who could neither read nor replace
/// it otherwise. Everybody else keeps what he writes, and nothing happens here.</summary>
internal sealed class DataOwner
{
    // A link is left, and never gone through: whoever may write to the folder could lead root elsewhere by one.
    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false,
    };

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
        if (_owner is not null)
        {
            Directory.EnumerateFileSystemEntries(folder, "*", Below).ToList().ForEach(Take);
            Take(folder);
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
