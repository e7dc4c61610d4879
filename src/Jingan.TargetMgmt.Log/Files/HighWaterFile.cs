using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Sql;
using Jingan.TransparencyLog;
using Microsoft.Win32.SafeHandles;

namespace Jingan.TargetMgmt.Log.Files;

/// <summary>How far the log had got, outside the database:
/// an old copy of the database that is put back cannot take this file with it.</summary>
/// <remarks>One line of fixed length, size and root, overwritten in place and flushed: it fits one disk sector,
/// so it is old or new, never half.</remarks>
internal sealed class HighWaterFile : IDisposable
{
    private const int SizeDigits = 19;
    private const int LineLength = SizeDigits + 1 + 44 + 1;
    private const int MostSeen = 4096;

    private readonly SafeFileHandle _file;
    private readonly string _path;

    public HighWaterFile(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _path = path;
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
    }

    /// <summary>The mark; null when there is none yet.</summary>
    /// <exception cref="DoubtException">What is there is no mark.</exception>
    public (long Size, byte[] Root)? Read()
    {
        Span<byte> bytes = stackalloc byte[LineLength];
        var line = Encoding.ASCII.GetString(bytes[..RandomAccess.Read(_file, bytes, 0)]);
        Span<byte> root = stackalloc byte[MerkleTree.HashLength];
        return line.Length == 0 ? null
            : line is { Length: LineLength }
            && long.TryParse(line.AsSpan(0, SizeDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && Convert.TryFromBase64Chars(line.AsSpan(SizeDigits + 1, 44), root, out var length)
            && length == MerkleTree.HashLength
            ? (size, root.ToArray())
            : throw new DoubtException(new(
                $"高水位文件 {_path} 无法读取：不是“长度 根”一行",
                $"the high-water file {_path} cannot be read: it is not one line of size and root"));
    }

    /// <summary>Moves the mark for whoever reads it from now on, should this process end;
    /// <see cref="Flush"/> makes it outlast the machine.</summary>
    public void Write(long size, byte[] root)
    {
        var line = $"{size.ToString("D" + SizeDigits, CultureInfo.InvariantCulture)} {Convert.ToBase64String(root)}\n";
        RandomAccess.Write(_file, Encoding.ASCII.GetBytes(line), 0);
    }

    /// <summary>What the last round saw of rows that no entry tells of, on the line after the mark;
    /// null when there is none.</summary>
    public SeenRows? ReadSeen()
    {
        Span<byte> bytes = stackalloc byte[MostSeen];
        return SeenRows.TryParse(Encoding.ASCII.GetString(bytes[..RandomAccess.Read(_file, bytes, LineLength)]));
    }

    /// <summary>Keeps it for the next round, in this process or another.</summary>
    public void WriteSeen(SeenRows seen)
    {
        var line = Encoding.ASCII.GetBytes(seen.ToLine());
        RandomAccess.Write(_file, line, LineLength);
        RandomAccess.SetLength(_file, LineLength + line.Length);
        Flush();
    }

    /// <summary>The mark is on disk when this returns.</summary>
    public void Flush() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.Dispose();
}
