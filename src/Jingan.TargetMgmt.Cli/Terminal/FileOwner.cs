using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>Who a file belongs to (Linux). .NET knows modes and no owners.</summary>
/// <param name="User">The user's number.</param>
/// <param name="Group">The group's number.</param>
internal sealed record FileOwner(uint User, uint Group)
{
    private const uint Unchanged = uint.MaxValue;

    // W_OK and X_OK of unistd.h.
    private const int WriteAndPass = 2 | 1;

    // struct statx of linux/stat.h, the same on every processor.
    private const int StatusLength = 256, NamesAt = 16, UserAt = 20, GroupAt = 24, CurrentFolder = -100;
    private const uint NamesMask = 0x4, OwnerMask = 0x8 | 0x10;

    // struct passwd of glibc: two pointers, then the numbers.
    private static readonly int PasswordUserAt = 2 * IntPtr.Size;

    /// <summary>The owner of a file; null where the system does not say.</summary>
    public static FileOwner? Of(string path)
    {
        var status = new byte[StatusLength];
        return OperatingSystem.IsLinux() && statx(CurrentFolder, path, 0, OwnerMask, status) == 0
            ? new(BinaryPrimitives.ReadUInt32LittleEndian(status.AsSpan(UserAt)),
                BinaryPrimitives.ReadUInt32LittleEndian(status.AsSpan(GroupAt)))
            : null;
    }

    /// <summary>Whether a file is known under this name only (no hard link); false where the system does not
    /// say.</summary>
    public static bool HasOneName(string path)
    {
        var status = new byte[StatusLength];
        return OperatingSystem.IsLinux() && statx(CurrentFolder, path, 0, NamesMask, status) == 0
            && BinaryPrimitives.ReadUInt32LittleEndian(status.AsSpan(NamesAt)) == 1;
    }

    /// <summary>A user of this machine by name, with its first group.</summary>
    /// <exception cref="ClientException">There is no such user, or files may not be given away.</exception>
    public static FileOwner Named(string user)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw ClientException.Refused(new(
                "--owner 须以 root 运行；或以服务的用户运行，不用 --owner。",
                "--owner needs root; or run as the service's user, without it."));
        }

        var found = OperatingSystem.IsLinux() ? getpwnam(user) : IntPtr.Zero;
        return found == IntPtr.Zero
            ? throw ClientException.Refused(new(
                $"本机没有用户 {user}；请先建立（Debian 软件包会建立 targetmgmt），或不用 --owner。",
                $"this machine has no user {user}; make it first (the Debian package makes targetmgmt), or leave "
                    + "--owner out."))
            : new((uint)Marshal.ReadInt32(found, PasswordUserAt), (uint)Marshal.ReadInt32(found, PasswordUserAt + 4));
    }

    /// <summary>Makes the file this owner's; a link itself, never what it leads to.</summary>
    public void Take(string path) => Change(path, User, Group);

    /// <summary>The same where it may be; false where it may not.</summary>
    public bool TryTake(string path) => lchown(path, User, Group) == 0;

    /// <summary>Makes the file this owner's group's: what the group may read, its user may.</summary>
    public void TakeGroup(string path) => Change(path, Unchanged, Group);

    /// <summary>Whether this process may make something in a folder, as the system sees it: by modes, lists of access
    /// and the file system itself. Elsewhere than on Linux it may until it tries.</summary>
    public static bool MayWrite(string folder) => !OperatingSystem.IsLinux() || access(folder, WriteAndPass) == 0;

    private static void Change(string path, uint user, uint group)
    {
        if (lchown(path, user, group) != 0)
        {
            throw ClientException.Impossible(new(
                $"无法更改 {path} 的属主；请以 root 运行，或不用 --owner。",
                $"the owner of {path} cannot be changed; run as root, or leave --owner out."));
        }
    }

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(
        int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] status);

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int lchown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr getpwnam([MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
