using System.Globalization;
using System.Text;
using Jingan.TransparencyLog;
using Microsoft.Win32.SafeHandles;

namespace Jingan.TargetMgmt.Platform.Data.Log;

/// <summary>How far the log had got, outside the database: an old copy of the database that is put back cannot take this file with it.</summary>
/// <remarks>One line of fixed length, size and root, overwritten in place and flushed: it fits one disk sector, so it is old or new, never half.</remarks>
internal sealed class HighWaterFile : IDisposable
{
    private const int SizeDigits = 19;
    private readonly SafeFileHandle _file;

    public HighWaterFile(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
    }

    /// <summary>The mark; null when there is none yet, or it cannot be read as one.</summary>
    public (long Size, byte[] Root)? Read()
    {
        Span<byte> bytes = stackalloc byte[128];
        var line = Encoding.ASCII.GetString(bytes[..RandomAccess.Read(_file, bytes, 0)]);
        Span<byte> root = stackalloc byte[MerkleTree.HashLength];
        return line is { Length: SizeDigits + 1 + 44 + 1 }
            && long.TryParse(line.AsSpan(0, SizeDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && Convert.TryFromBase64Chars(line.AsSpan(SizeDigits + 1, 44), root, out var length) && length == MerkleTree.HashLength
            ? (size, root.ToArray())
            : null;
    }

    /// <summary>Moves the mark for whoever reads it from now on, should this process end; <see cref="Flush"/> makes it outlast the machine.</summary>
    public void Write(long size, byte[] root)
    {
        var line = $"{size.ToString("D" + SizeDigits, CultureInfo.InvariantCulture)} {Convert.ToBase64String(root)}\n";
        RandomAccess.Write(_file, Encoding.ASCII.GetBytes(line), 0);
    }

    /// <summary>The mark is on disk when this returns.</summary>
    public void Flush() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.Dispose();
}
