using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Sql;
using Jingan.TransparencyLog;
using Microsoft.Win32.SafeHandles;

namespace Jingan.TargetMgmt.Log.Files;

/// <summary>A file whose first line says how far a log had got.</summary>
/// <remarks>One line of fixed length, size and root, overwritten in place and flushed: it fits one disk sector,
/// so it is old or new, never half. What comes after it is the owner's.</remarks>
internal sealed class MarkFile : IDisposable
{
    private const int SizeDigits = 19;
    private const int LineLength = SizeDigits + 1 + 44 + 1;
    private const int MostAfter = 4096;

    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly Contracts.Text _kind;

    /// <param name="path">Made when it is not there.</param>
    /// <param name="kind">What people call it.</param>
    /// <exception cref="IOException">It cannot be opened; or <see cref="UnauthorizedAccessException"/>.</exception>
    public MarkFile(string path, Contracts.Text kind)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        (_path, _kind) = (path, kind);
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
    }

    private MarkFile(SafeFileHandle file, string path, Contracts.Text kind) =>
        (_file, _path, _kind) = (file, path, kind);

    /// <summary>Opens what is there, to read it only; null when nothing is.</summary>
    public static MarkFile? OpenToRead(string path, Contracts.Text kind) => File.Exists(path)
        ? new(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), path, kind)
        : null;

    /// <summary>The mark; null when there is none yet.</summary>
    /// <exception cref="DoubtException">What is there is no mark.</exception>
    public LogMark? Read()
    {
        Span<byte> bytes = stackalloc byte[LineLength];
        var line = Encoding.ASCII.GetString(bytes[..RandomAccess.Read(_file, bytes, 0)]);
        Span<byte> root = stackalloc byte[MerkleTree.HashLength];
        return line.Length == 0 ? null
            : line is { Length: LineLength }
            && long.TryParse(line.AsSpan(0, SizeDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && Convert.TryFromBase64Chars(line.AsSpan(SizeDigits + 1, 44), root, out var length)
            && length == MerkleTree.HashLength
            ? new(size, root.ToArray())
            : throw new DoubtException(new(
                $"{_kind.Zh} {_path} 无法读取：不是“长度 根”一行",
                $"the {_kind.En} {_path} cannot be read: it is not one line of size and root"));
    }

    /// <summary>Moves the mark for whoever reads it from now on, should this process end;
    /// <see cref="Flush"/> makes it outlast the machine.</summary>
    public void Write(long size, byte[] root)
    {
        var line = $"{size.ToString("D" + SizeDigits, CultureInfo.InvariantCulture)} {Convert.ToBase64String(root)}\n";
        RandomAccess.Write(_file, Encoding.ASCII.GetBytes(line), 0);
    }

    /// <summary>What stands after the mark; empty when nothing does.</summary>
    public string ReadAfter()
    {
        Span<byte> bytes = stackalloc byte[MostAfter];
        return Encoding.ASCII.GetString(bytes[..RandomAccess.Read(_file, bytes, LineLength)]);
    }

    /// <summary>Replaces what stands after the mark, on disk.</summary>
    public void WriteAfter(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        RandomAccess.Write(_file, bytes, LineLength);
        RandomAccess.SetLength(_file, LineLength + bytes.Length);
        Flush();
    }

    /// <summary>The mark is on disk when this returns.</summary>
    public void Flush() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.Dispose();
}

/// <summary>How far a log had got.</summary>
internal sealed record LogMark(long Size, byte[] Root)
{
    /// <summary>Whether it is the same.</summary>
    public bool Is(long size, byte[] root) => Size == size && Root.AsSpan().SequenceEqual(root);
}
