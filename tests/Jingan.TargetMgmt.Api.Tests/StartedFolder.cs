namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The data folder that a service's first start left, for other services to go on from: to load the seeds
/// takes as long as all else that a start does.</summary>
internal sealed class StartedFolder
{
    private readonly string _folder;

    /// <param name="name">Tells folders of different services apart.</param>
    /// <param name="make">A service that keeps its folder in the one given when it ends;
    /// see <see cref="Keep"/>.</param>
    public StartedFolder(string name, Func<string, ServiceFactory> make)
    {
        _folder = Directory.CreateTempSubdirectory("targetmgmt-started" + name).FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(_folder, recursive: true);
        using var first = make(_folder);
        // off the runner's few threads, which may all be waiting for this
        Task.Run(first.IsCheckedAndReadyAsync).GetAwaiter().GetResult();
    }

    /// <summary>Called when the service has let go of its files.</summary>
    public static void Keep(string folder, string? keptIn)
    {
        if (keptIn is not null)
        {
            Copy(folder, keptIn);
        }
    }

    public void CopyTo(string folder) => Copy(_folder, folder);

    // A writer's thread may still be closing its database, which takes the journal away and writes it back before that:
    // what has changed meanwhile is copied once more.
    private static void Copy(string from, string to)
    {
        for (var copied = false; !copied;)
        {
            var before = StateOf(from);
            copied = TryCopy(from, to) && StateOf(from) == before;
        }
    }

    private static bool TryCopy(string from, string to)
    {
        try
        {
            foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(IsKept))
            {
                var copy = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy, overwrite: true);
            }

            foreach (var gone in Directory.GetFiles(to, "*-wal").Where(f =>
                !File.Exists(Path.Combine(from, Path.GetFileName(f)))))
            {
                File.Delete(gone); // it is in the database by now
            }

            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static string StateOf(string folder) => string.Join('\n', new DirectoryInfo(folder)
        .GetFiles("*", SearchOption.AllDirectories).Where(f => IsKept(f.Name))
        .Select(f => $"{f.FullName} {(f.Exists ? f.Length : -1)} {f.LastWriteTimeUtc.Ticks}")
        .Order(StringComparer.Ordinal));

    // SQLite's index of a journal is made anew by whoever opens the database.
    private static bool IsKept(string file) => !file.EndsWith("-shm", StringComparison.Ordinal);
}
