using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Log.Rows;

/// <summary>Rows as numbers that are added up: two sets of rows are the same when their sums are,
/// in whatever order they are read.</summary>
/// <remarks>The salt is secret and random. Without it,
/// nobody can look for rows whose numbers add up to those of others.</remarks>
internal sealed class RowDigest(byte[] salt)
{
    private byte[] _buffer = new byte[4096];
    private int _length;

    public static RowDigest WithRandomSalt() => new(RandomNumberGenerator.GetBytes(32));

    /// <param name="table">The row's table.</param>
    /// <param name="at">Where in the log it belongs.</param>
    /// <param name="columns">Text, 64-bit integers, bytes or null.</param>
    public UInt128 Of(string table, long at, IReadOnlyList<object?> columns)
    {
        _length = 0;
        Put(salt);
        PutText(table);
        PutNumber(at);
        for (var i = 0; i < columns.Count; i++)
        {
            switch (columns[i])
            {
                case null or DBNull:
                    PutTag(0);
                    break;
                case long number:
                    PutTag(1);
                    PutNumber(number);
                    break;
                case string text:
                    PutTag(2);
                    PutText(text);
                    break;
                case byte[] bytes:
                    PutTag(3);
                    PutNumber(bytes.Length);
                    Put(bytes);
                    break;
                case { } other:
                    throw new InvalidOperationException(
                        $"A column of {table} is a {other.GetType().Name}; it must be text, a 64-bit integer or "
                            + "bytes.");
            }
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_buffer.AsSpan(0, _length), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Whether two rows say the same.</summary>
    public static bool Same(IReadOnlyList<object?> row, IReadOnlyList<object?> other) => row.Count == other.Count
        && row.Zip(other).All(c => c is (byte[] bytes, byte[] others)
            ? bytes.AsSpan().SequenceEqual(others)
            : Equals(c.First, c.Second));

    /// <summary>A row as people read it.</summary>
    public static string Show(IReadOnlyList<object?> columns) => string.Join(" | ", columns.Select(c => c switch
    {
        null or DBNull => "null",
        byte[] bytes => $"{bytes.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}…",
        string text => Beginning.Shown(text, 120),
        _ => Convert.ToString(c, CultureInfo.InvariantCulture),
    }));

    private void PutTag(byte tag) => Room(1)[0] = tag;

    private void PutNumber(long number) => BinaryPrimitives.WriteInt64BigEndian(Room(8), number);

    private void PutText(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        PutNumber(length);
        Encoding.UTF8.GetBytes(text, Room(length));
    }

    private void Put(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    private Span<byte> Room(int count)
    {
        if (_length + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }

        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
