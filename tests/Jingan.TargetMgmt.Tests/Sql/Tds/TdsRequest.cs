using System.Text;

namespace Jingan.TargetMgmt.Tests.Sql.Tds;

/// <summary>One text that a client sends, as a batch or through sp_executesql.</summary>
/// <param name="Text">The statements.</param>
/// <param name="Declared">The parameters' declaration; empty when there are none.</param>
/// <param name="Parameters">Their values by name, with the @.</param>
internal sealed record TdsCall(string Text, string Declared, IReadOnlyDictionary<string, object?> Parameters);

/// <summary>Reads what SqlClient sends ([MS-TDS] 2.2.6): batches,
/// and calls of sp_executesql one after another.</summary>
internal sealed class TdsRequest : IDisposable
{
    private const ushort ExecuteSql = 10;
    private readonly BinaryReader _reader;

    private TdsRequest(byte[] message)
    {
        _reader = new(new MemoryStream(message), Encoding.Unicode);
        _reader.BaseStream.Position = _reader.ReadUInt32(); // past the headers
    }

    private bool IsAtEnd => _reader.BaseStream.Position == _reader.BaseStream.Length;

    public static TdsCall Batch(byte[] message)
    {
        using var request = new TdsRequest(message);
        return new(request.Characters(message.Length - (int)request._reader.BaseStream.Position), "",
            new Dictionary<string, object?>());
    }

    /// <summary>What the driver asks for when a transaction is begun or ended by a call of its own.</summary>
    public static string Transaction(byte[] message)
    {
        using var request = new TdsRequest(message);
        return request._reader.ReadUInt16() switch
        {
            5 => "begin transaction",
            7 => "commit transaction",
            8 => "if @@trancount > 0 rollback transaction",
            var other => throw new NotSupportedException($"A transaction manager's request {other}."),
        };
    }

    public static IReadOnlyList<TdsCall> Calls(byte[] message)
    {
        using var request = new TdsRequest(message);
        List<TdsCall> calls = [];
        while (!request.IsAtEnd)
        {
            calls.Add(request.Call());
        }

        return calls;
    }

    public void Dispose() => _reader.Dispose();

    private TdsCall Call()
    {
        var (isNumbered, procedure, _) = (_reader.ReadUInt16() == 0xFFFF, _reader.ReadUInt16(), _reader.ReadUInt16());
        if (!isNumbered || procedure != ExecuteSql)
        {
            throw new NotSupportedException("Only sp_executesql is known here.");
        }

        List<(string Name, object? Value)> given = [];
        while (!IsAtEnd && _reader.ReadByte() is var length and < 0x80) // else the next call begins
        {
            var name = Characters(length * 2);
            _reader.ReadByte(); // neither output nor default
            given.Add((name, Value()));
        }

        return new((string)given[0].Value!, given.Count > 1 ? (string)given[1].Value! : "", given.Skip(2)
            .ToDictionary(g => g.Name, g => g.Value));
    }

    private object? Value()
    {
        switch (_reader.ReadByte())
        {
            case 0x26: // INTN
                _reader.ReadByte();
                return _reader.ReadByte() switch
                {
                    0 => null,
                    4 => (long)_reader.ReadInt32(),
                    _ => _reader.ReadInt64(),
                };
            case 0xE7: // NVARCHAR
                var isLong = _reader.ReadUInt16() == 0xFFFF;
                _reader.ReadBytes(5);
                return (isLong ? Chunks() : Short()) is { } text ? Encoding.Unicode.GetString(text) : null;
            case 0xA5: // BIGVARBINARY
                return _reader.ReadUInt16() == 0xFFFF ? Chunks() : Short();
            case 0x63: // NTEXT: a long statement
                _reader.ReadBytes(4 + 5);
                return Characters(_reader.ReadInt32());
            case var other:
                throw new NotSupportedException($"A parameter of type 0x{other:X2}.");
        }
    }

    private byte[]? Short() => _reader.ReadUInt16() is var length and not 0xFFFF ? _reader.ReadBytes(length) : null;

    private byte[]? Chunks()
    {
        if (_reader.ReadUInt64() == ulong.MaxValue)
        {
            return null;
        }

        using var all = new MemoryStream();
        while (_reader.ReadUInt32() is var length and > 0)
        {
            all.Write(_reader.ReadBytes((int)length));
        }

        return all.ToArray();
    }

    private string Characters(int bytes) => Encoding.Unicode.GetString(_reader.ReadBytes(bytes));
}
