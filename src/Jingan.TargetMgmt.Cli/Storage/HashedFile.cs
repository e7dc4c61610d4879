using System.Security.Cryptography;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Files;

namespace Jingan.TargetMgmt.Cli.Storage;

/// <summary>Files of a backup: copied as the owner's alone, on disk when they are done, and known by their
/// hashes.</summary>
internal static class HashedFile
{
    private const int Stretch = 8 * 1024 * 1024;

    /// <summary>How the name ends that a copy has until it is whole.</summary>
    public const string Unfinished = ".tmp";

    /// <summary>Copies a file; it is whole and on disk when this returns, or not there.</summary>
    /// <param name="owner">For whom; null where nobody else could have led here.</param>
    /// <exception cref="ClientException">It is not to be copied for him.</exception>
    public static void Copy(string from, string to, DataOwner? owner) => TryCopy(from, to, expected: null, owner);

    /// <summary>The same of a file whose hash is known; false, and nothing changed, when it is another.</summary>
    public static bool TryCopy(string from, string to, string? expected, DataOwner? owner = null)
    {
        var beside = $"{to}.{Guid.NewGuid():N}{Unfinished}";
        try
        {
            var hash = CopyTo(from, beside, owner);
            if (expected is not null && hash != expected)
            {
                File.Delete(beside);
                return false;
            }

            File.Move(beside, to, overwrite: true);
            return true;
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>The SHA-256 of a file.</summary>
    public static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>A file of a folder as its manifest names it.</summary>
    public static BackedUpFile Describe(string folder, string path)
    {
        var file = Path.Combine(folder, path);
        return new(path.Replace(Path.DirectorySeparatorChar, '/'), new FileInfo(file).Length, HashOf(file));
    }

    /// <exception cref="ClientException">The file is missing, or is not what the manifest says.</exception>
    public static void Expect(string folder, BackedUpFile expected)
    {
        if (!File.Exists(Path.Combine(folder, expected.Path)))
        {
            throw ClientException.Damaged(new(
                $"{folder} 缺少 {expected.Path}：备份不完整。", $"{folder} lacks {expected.Path}: the backup is not whole."));
        }

        if (Describe(folder, expected.Path) != expected)
        {
            throw ClientException.Damaged(new(
                $"{folder} 中的 {expected.Path} 与清单的哈希不符：备份已损坏或被改动。",
                $"{expected.Path} in {folder} does not have the hash in the manifest: the backup is damaged or was "
                    + "altered."));
        }
    }

    /// <summary>Makes the names in a folder, and in those below it, outlast the machine.</summary>
    public static void FlushFolders(string folder)
    {
        foreach (var below in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Prepend(folder))
        {
            DurableFolder.Flush(below);
        }
    }

    // Flushed as it goes: the service's commits wait for the same disk.
    private static string CopyTo(string from, string to, DataOwner? owner)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        owner?.MustBeHis(source, from);
        using var target = new FileStream(to, options);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Math.Clamp(source.Length, 1, Stretch)];
        int read;
        while ((read = source.Read(buffer)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            target.Write(buffer, 0, read);
            target.Flush(flushToDisk: true);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
