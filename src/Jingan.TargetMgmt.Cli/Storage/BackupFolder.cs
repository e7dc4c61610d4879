using System.Globalization;
using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Files;

namespace Jingan.TargetMgmt.Cli.Storage;

/// <summary>The folder that backups are kept in, each in one of its own, beside the evidence that they share. One run
/// at a time has it.</summary>
internal sealed class BackupFolder : IDisposable
{
    /// <summary>The file whose holder has the folder.</summary>
    public const string LockFile = ".lock";

    /// <summary>All that lies in a backup, and nothing that a link leads to.</summary>
    public static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true,
    };

    private const string StampPattern = "yyyy-MM-dd'T'HH-mm-ss'Z'";

    private const string Incomplete = ".incomplete";

    private readonly string _folder;
    private readonly FileStream _held;
    private readonly DataOwner _owner;
    private readonly List<string> _stuck = [];

    private BackupFolder(string folder, FileStream held, DataOwner owner) =>
        (_folder, _held, _owner) = (folder, held, owner);

    /// <summary>What earlier runs have left, as another user, that could not be removed or not even be read.</summary>
    public IReadOnlyList<string> Stuck => _stuck;

    /// <summary>Where the evidence is that all backups share.</summary>
    public string Evidence => Path.Combine(_folder, BackupManifest.EvidenceFolder);

    /// <summary>Refuses a folder that would be lost with the data; and one where evidence would be copied onto itself.
    /// </summary>
    /// <exception cref="ClientException">It is one.</exception>
    public static void MustLieApart(string folder, Installed from)
    {
        var (here, evidence) = (RealPath.Of(folder), RealPath.Of(from.Evidence));
        if (RealPath.IsWithin(here, RealPath.Of(from.Storage)) || RealPath.IsWithin(here, evidence)
            || RealPath.Of(Path.Combine(folder, BackupManifest.EvidenceFolder)) == evidence)
        {
            throw ClientException.Refused(new(
                $"{folder} 在数据目录或佐证目录之中：数据丢失时备份会一同丢失；请另给一个目录，最好在另一块磁盘上。",
                $"{folder} is in the data folder or in that of the evidence, and would be lost with it: name another, "
                    + "on another disk if there is one."));
        }
    }

    /// <summary>Takes the folder.</summary>
    /// <param name="folder">Already there.</param>
    /// <param name="owner">Whose the backups are to be.</param>
    /// <exception cref="ClientException">Another run has it.</exception>
    public static BackupFolder Hold(string folder, DataOwner owner)
    {
        try
        {
            var file = Path.Combine(folder, LockFile);
            var held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            owner.Take(file);
            return new(folder, held, owner);
        }
        catch (IOException taken) when (FileFault.IsInUse(taken))
        {
            throw ClientException.Refused(new(
                $"{folder} 中另一次备份正在进行。", $"another backup into {folder} is under way."));
        }
    }

    /// <summary>Clears what runs before this one left half-done.</summary>
    public void ClearWhatWasCutShort()
    {
        foreach (var left in Directory.EnumerateDirectories(_folder, "*" + Incomplete)
            .Where(f => IsStamp(Path.GetFileName(f)[..^Incomplete.Length])))
        {
            TryDelete(left);
        }
    }

    /// <summary>Begins a backup under a name that says that it is not whole.</summary>
    /// <returns>Where it is made, and what it is called once it is.</returns>
    /// <exception cref="ClientException">There is one of this second.</exception>
    public (string Incomplete, string Whole) Begin(DateTimeOffset now)
    {
        var whole = Path.Combine(_folder, now.UtcDateTime.ToString(StampPattern, CultureInfo.InvariantCulture));
        if (Directory.Exists(whole))
        {
            throw ClientException.Refused(new($"{whole} 已存在。", $"{whole} is there already."));
        }

        _owner.MakeFolder(whole + Incomplete);
        return (whole + Incomplete, whole);
    }

    /// <summary>Removes the oldest, and never the one that was made just now: a clock that once ran ahead has left
    /// names that look newer.</summary>
    /// <param name="keep">So many stay, it included.</param>
    public List<string> DropOldest(int keep, string newest)
    {
        List<string> others = [.. Directory.EnumerateDirectories(_folder)
            .Where(f => f != newest && IsStamp(Path.GetFileName(f)))];
        _stuck.AddRange(others.Where(f => !MayBeRead(f)));

        // Only what this command has made, by its name and its manifest; what cannot be read takes nobody's place.
        List<string> dropped = [.. others.Except(_stuck)
            .Where(f => File.Exists(Path.Combine(f, BackupManifest.FileName)))
            .OrderDescending(StringComparer.Ordinal).Skip(keep - 1)
            .Where(TryDrop)];
        DurableFolder.Flush(_folder);
        return dropped;
    }

    /// <summary>The whole backups of a folder, with when they were begun.</summary>
    public static IEnumerable<(string Path, DateTimeOffset At)> In(string folder) => Stamped(folder)
        .Where(f => IsStamp(Path.GetFileName(f)) && File.Exists(Path.Combine(f, BackupManifest.FileName)))
        .Select(f => (f, DateTimeOffset.ParseExact(Path.GetFileName(f), StampPattern, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal)));

    /// <summary>The folder with all that is made by this command in it, half-done or whole; not what is somebody
    /// else's, such as what a file system keeps at its top.</summary>
    public static IEnumerable<string> Everything(string folder) => !Directory.Exists(folder) ? []
        : ((IEnumerable<string>)[folder, Path.Combine(folder, LockFile)]).Concat(
            Stamped(folder).Append(Path.Combine(folder, BackupManifest.EvidenceFolder)).Where(Directory.Exists)
                .SelectMany(f => Directory.EnumerateFileSystemEntries(f, "*", Below).Prepend(f)));

    public void Dispose() => _held.Dispose();

    private static IEnumerable<string> Stamped(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder).Where(f => IsStamp(NameOf(f)))
        : [];

    private static string NameOf(string backup) => Path.GetFileName(backup) is var name
        && name.EndsWith(Incomplete, StringComparison.Ordinal) ? name[..^Incomplete.Length] : name;

    // Half of one that was cut short here is taken for none, and cleared by the next run.
    private bool TryDrop(string old)
    {
        try
        {
            Directory.Move(old, old + Incomplete);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _stuck.Add(old);
            return false;
        }

        return TryDelete(old + Incomplete);
    }

    private bool TryDelete(string folder)
    {
        try
        {
            SlowRemoval.Delete(folder);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _stuck.Add(folder);
            return false;
        }
    }

    private static bool MayBeRead(string folder)
    {
        try
        {
            _ = Directory.EnumerateFileSystemEntries(folder).Any();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsStamp(string name) => DateTime.TryParseExact(
        name, StampPattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
