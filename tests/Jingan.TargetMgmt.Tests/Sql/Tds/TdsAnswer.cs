using System.Text;

namespace Jingan.TargetMgmt.Tests.Sql.Tds;

/// <summary>An answer in tokens ([MS-TDS] 2.2.7), as far as SqlClient needs them.</summary>
internal sealed class TdsAnswer : IDisposable
{
    private const byte Integer = 0x26, Text = 0xE7, Bytes = 0xA5; // INTN, NVARCHAR, BIGVARBINARY
    private const ushort Max = 0xFFFF, Nullable = 1;
    private const ushort Select = 0xC1, Insert = 0xC3;
    private const ushort More = 0x1, Failed = 0x2, Counted = 0x10;

    // Latin1_General_100_BIN2: LCID, flags with version, sort id.
    private static readonly byte[] Collation = [0x09, 0x04, 0x00, 0x28, 0x00];

    private readonly MemoryStream _stream = new();
    private readonly BinaryWriter _writer;

    public TdsAnswer() => _writer = new(_stream);

    public byte[] ToBytes() => _stream.ToArray();

    public void Dispose() => _writer.Dispose();

    /// <summary>The log-in is taken.</summary>
    public TdsAnswer LoggedIn(string database)
    {
        Change(1, Short(database), Short(""));
        Change(7, [(byte)Collation.Length, .. Collation], [0]);
        byte[] acknowledged = [1, 0x74, 0, 0, 4, .. Short("twin"), 16, 0, 0, 0];
        _writer.Write((byte)0xAD);
        _writer.Write((ushort)acknowledged.Length);
        _writer.Write(acknowledged);
        return this;
    }

    /// <summary>The session is as new: what the pool asks for before it lends a connection again.</summary>
    public TdsAnswer Reset()
    {
        Change(18, [0], [0]);
        return this;
    }

    /// <summary>A transaction of the driver's own has begun or ended.</summary>
    public TdsAnswer TransactionIs(string request)
    {
        byte[] number = [8, 1, 0, 0, 0, 0, 0, 0, 0];
        switch (request[0])
        {
            case 'b':
                Change(8, number, [0]);
                break;
            case 'c':
                Change(9, [0], number);
                break;
            default:
                Change(10, [0], number);
                break;
        }

        return this;
    }

    /// <summary>Columns and rows; every value is null, an int, a long, a string or bytes.</summary>
    public TdsAnswer Rows(IReadOnlyList<string> names, IReadOnlyList<object?[]> rows)
    {
        var kinds = names.Select((_, column) => rows.Select(r => r[column]).FirstOrDefault(v => v is not null) ?? 0L)
            .ToList();
        _writer.Write((byte)0x81);
        _writer.Write((ushort)names.Count);
        foreach (var (name, kind) in names.Zip(kinds))
        {
            _writer.Write(0u); // user type
            _writer.Write(Nullable);
            TypeOf(kind);
            _writer.Write(Short(name));
        }

        foreach (var row in rows)
        {
            _writer.Write((byte)0xD1);
            foreach (var (value, kind) in row.Zip(kinds))
            {
                Value(value, kind);
            }
        }

        return this;
    }

    public TdsAnswer Error(int number, byte severity, string message)
    {
        byte[] error =
        [
            .. BitConverter.GetBytes(number), 1, severity, .. BitConverter.GetBytes((ushort)message.Length),
            .. Encoding.Unicode.GetBytes(message),
            .. Short("twin"), .. Short(""), .. BitConverter.GetBytes(1),
        ];
        _writer.Write((byte)0xAA);
        _writer.Write((ushort)error.Length);
        _writer.Write(error);
        return this;
    }

    /// <summary>The end of a statement, or of all of them.</summary>
    /// <param name="token">DONE, DONEPROC or DONEINPROC.</param>
    /// <param name="changed">How many rows it has changed; null when it is none that changes any.</param>
    public TdsAnswer Done(TdsDone token, long? changed = null, bool hasMore = false, bool hasFailed = false)
    {
        _writer.Write((byte)token);
        _writer.Write((ushort)((hasMore ? More : 0) | (hasFailed ? Failed : 0) | (changed is null ? 0 : Counted)));
        _writer.Write(changed is null ? Select : Insert);
        _writer.Write(changed ?? 0);
        return this;
    }

    /// <summary>What a procedure returns.</summary>
    public TdsAnswer Returned()
    {
        _writer.Write((byte)0x79);
        _writer.Write(0);
        return this;
    }

    private void TypeOf(object kind)
    {
        switch (kind)
        {
            case int or long:
                _writer.Write(Integer);
                _writer.Write((byte)(kind is int ? 4 : 8));
                break;
            case string:
                _writer.Write(Text);
                _writer.Write(Max);
                _writer.Write(Collation);
                break;
            default:
                _writer.Write(Bytes);
                _writer.Write(Max);
                break;
        }
    }

    private void Value(object? value, object kind)
    {
        switch (value ?? kind)
        {
            case int or long when value is null:
                _writer.Write((byte)0);
                break;
            case int number:
                _writer.Write((byte)4);
                _writer.Write(number);
                break;
            case long number:
                _writer.Write((byte)8);
                _writer.Write(number);
                break;
            default:
                Chunks(value is string text ? Encoding.Unicode.GetBytes(text) : (byte[]?)value);
                break;
        }
    }

    // A value of unlimited length: how long, one chunk, the end.
    private void Chunks(byte[]? bytes)
    {
        _writer.Write(bytes is null ? ulong.MaxValue : (ulong)bytes.Length);
        if (bytes is { Length: > 0 })
        {
            _writer.Write((uint)bytes.Length);
            _writer.Write(bytes);
        }

        if (bytes is not null)
        {
            _writer.Write(0u);
        }
    }

    private void Change(byte type, byte[] now, byte[] before)
    {
        _writer.Write((byte)0xE3);
        _writer.Write((ushort)(1 + now.Length + before.Length));
        _writer.Write(type);
        _writer.Write(now);
        _writer.Write(before);
    }

    private static byte[] Short(string text) => [(byte)text.Length, .. Encoding.Unicode.GetBytes(text)];
}

/// <summary>The three tokens that end a statement.</summary>
internal enum TdsDone : byte
{
    Batch = 0xFD,
    Procedure = 0xFE,
    InProcedure = 0xFF,
}
