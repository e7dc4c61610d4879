using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Jingan.TargetMgmt.Sql;

/// <summary>Whether the files of an embedded database are still those that were opened: one that is renamed or replaced
/// under the process goes on being written, and nobody would find it again.</summary>
/// <remarks>On Linux by device and inode. Windows does not let an open database be replaced.</remarks>
internal sealed class FileGuard(string path)
{
    private readonly (ulong Device, ulong Inode)? _database = IdentityOf(path);
    private (ulong Device, ulong Inode)? _wal;

    /// <summary>Remembers the WAL: it stays while somebody who has begun to write holds the database open.</summary>
    public void Hold() => _wal ??= IdentityOf(path + "-wal");

    /// <summary>Forgets the WAL: it goes with the last connection, and the next one makes another.</summary>
    public void Forget() => _wal = null;

    /// <exception cref="DoubtException">A file is not there any more, or another is.</exception>
    public void Check()
    {
        if (_database is null)
        {
            return;
        }

        Expect(path, _database);
        if (_wal is { } held)
        {
            Expect(path + "-wal", held);
        }
    }

    private static void Expect(string file, (ulong, ulong)? opened)
    {
        if (IdentityOf(file) is var found && found != opened)
        {
            throw new DoubtException(found is null
                ? new($"数据库文件 {file} 已不在原处：被移走或改名",
                    $"the database file {file} is gone from its place: it was moved or renamed")
                : new($"数据库文件 {file} 被换成了另一个文件", $"the database file {file} was replaced by another"));
        }
    }

    private static (ulong Device, ulong Inode)? IdentityOf(string file)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var status = new byte[StatusLength];
        return statx(AtCurrentFolder, file, 0, InodeMask, status) == 0
            ? (BinaryPrimitives.ReadUInt64LittleEndian(status.AsSpan(DeviceAt)),
                BinaryPrimitives.ReadUInt64LittleEndian(status.AsSpan(InodeAt)))
            : null;
    }

    // struct statx of linux/stat.h, the same on every processor.
    private const int StatusLength = 256, InodeAt = 32, DeviceAt = 136;
    private const int AtCurrentFolder = -100;
    private const uint InodeMask = 0x100;

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(
        int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] status);
}
