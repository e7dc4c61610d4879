using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>One kept-alive HTTP/1.1 connection (RFC 9112): bytes out, one answer back,
/// in one buffer that is used again for every answer.</summary>
/// <param name="longest">Bytes of the longest answer, its header and chunk sizes included.</param>
internal sealed class Connection(int longest) : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };
    private readonly byte[] _buffer = new byte[longest];
    private int _bodyAt;
    private int _bodyLength;

    /// <summary>The last answer's body.</summary>
    public ReadOnlySpan<byte> Body => _buffer.AsSpan(_bodyAt, _bodyLength);

    public static async Task<Connection> OpenAsync(int port, int longest)
    {
        var connection = new Connection(longest);
        await connection._socket.ConnectAsync(IPAddress.Loopback, port);
        return connection;
    }

    /// <summary>Sends a request and reads its whole answer; returns the status.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ExchangeAsync(ReadOnlyMemory<byte> request)
    {
        for (var sent = 0; sent < request.Length;)
        {
            sent += _socket.Send(request.Span[sent..]);
        }

        var head = 0;
        var read = 0;
        while (head == 0)
        {
            read += await ReceiveAsync(read);
            head = _buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8) + 1;
        }

        _bodyAt = head + 3;
        _bodyLength = ContentLength(_buffer.AsSpan(0, _bodyAt));
        if (_bodyLength < 0)
        {
            await ReceiveChunksAsync(read);
        }
        else
        {
            while (read < _bodyAt + _bodyLength)
            {
                read += await ReceiveAsync(read);
            }
        }

        return Utf8Parser.TryParse(_buffer.AsSpan("HTTP/1.1 ".Length, 3), out int status, out _)
            ? status
            : throw Unreadable("status line");
    }

    public void Dispose() => _socket.Dispose();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReceiveAsync(int at) =>
        await _socket.ReceiveAsync(_buffer.AsMemory(at), SocketFlags.None) is > 0 and var read
        ? read
        : throw new IOException("The server closed the connection, or the answer is longer than the buffer.");

    // -1 where the body is chunked. An answer without either has no body (204, or nothing to say).
    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            if (StartsWith(line, "content-length: "u8))
            {
                return Utf8Parser.TryParse(line["content-length: ".Length..], out int length, out _)
                    ? length
                    : throw Unreadable("Content-Length");
            }

            if (StartsWith(line, "transfer-encoding: chunked"u8))
            {
                return -1;
            }
        }

        return 0;
    }

    private static bool StartsWith(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.Length >= name.Length && System.Text.Ascii.EqualsIgnoreCase(line[..name.Length], name);

    // Section 7.1: each chunk is moved down behind the one before it, over its own size line.
    // Trailers are not expected.
    private async ValueTask ReceiveChunksAsync(int read)
    {
        var (at, end) = (_bodyAt, _bodyAt);
        while (true)
        {
            int lineEnd;
            while ((lineEnd = _buffer.AsSpan(at, read - at).IndexOf("\r\n"u8)) < 0)
            {
                read += await ReceiveAsync(read);
            }

            if (!Utf8Parser.TryParse(_buffer.AsSpan(at, lineEnd), out int size, out _, 'X'))
            {
                throw Unreadable("chunk size");
            }

            at += lineEnd + 2;
            while (read < at + size + 2)
            {
                read += await ReceiveAsync(read);
            }

            _buffer.AsSpan(at, size).CopyTo(_buffer.AsSpan(end));
            (at, end) = (at + size + 2, end + size);
            if (size == 0)
            {
                _bodyLength = end - _bodyAt;
                return;
            }
        }
    }

    private static InvalidDataException Unreadable(string what) => new($"The answer's {what} cannot be read.");
}
