using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Jingan.TargetMgmt.Tests.Sql.Tds;

/// <summary>Stands between a client and a server, and breaks what passes through it as networks do.</summary>
internal sealed class TcpProxy : IDisposable
{
    private readonly (string Host, int Port) _server;
    private readonly ConcurrentDictionary<Pair, byte> _pairs = [];
    private TcpListener? _listener;
    private int _lost, _doomed, _accepted;
    private (int Message, bool IsReset) _doom;

    public TcpProxy(string host, int port)
    {
        _server = (host, port);
        Listen(0);
        Port = ((IPEndPoint)_listener!.LocalEndpoint).Port;
    }

    public int Port { get; }

    /// <summary>Breaks every connection: with a reset, or with an orderly end.</summary>
    public void Break(bool isReset)
    {
        foreach (var pair in _pairs.Keys)
        {
            pair.Break(isReset);
        }
    }

    /// <summary>The next requests reach the server; their answers do not come back,
    /// and the connections are reset.</summary>
    public void LoseAnswers(int count) => Volatile.Write(ref _lost, count);

    /// <summary>The next connections break before one of the client's messages passes.</summary>
    /// <param name="connections">How many of them.</param>
    /// <param name="message">Counted from 1: the first is the pre-log-in, the second the log-in.</param>
    /// <param name="isReset">With a reset, or with an orderly end.</param>
    public void Doom(int connections, int message, bool isReset) =>
        (_doom, _doomed) = ((message, isReset), connections);

    /// <summary>How many connections were accepted.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Nobody listens any more: connections are refused.</summary>
    public void Close()
    {
        _listener!.Dispose();
        Break(isReset: true);
    }

    public void OpenAgain() => Listen(Port);

    public void Dispose() => Close();

    private void Listen(int port)
    {
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync();
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                client.NoDelay = true;
                await server.ConnectAsync(_server.Host, _server.Port);
                Interlocked.Increment(ref _accepted);
                var pair = new Pair(client, server) { Doom = Interlocked.Decrement(ref _doomed) >= 0 ? _doom : null };
                _pairs.TryAdd(pair, 0);
                _ = PumpAsync(pair, client, server, isAnswer: false);
                _ = PumpAsync(pair, server, client, isAnswer: true);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Until it is opened again.
        }
    }

    private async Task PumpAsync(Pair pair, Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[64 * 1024];
        var messages = 0;
        try
        {
            while (await from.ReceiveAsync(buffer) is var length and > 0)
            {
                if (isAnswer && Interlocked.Decrement(ref _lost) >= 0)
                {
                    pair.Break(isReset: true);
                    break;
                }

                if (!isAnswer && pair.Doom is var (doomed, isReset) && ++messages == doomed)
                {
                    pair.Break(isReset);
                    break;
                }

                await to.SendAsync(buffer.AsMemory(0, length));
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // One end has gone, and the other goes with it.
        }

        pair.Break(isReset: false);
        _pairs.TryRemove(pair, out _);
    }

    private sealed class Pair(Socket client, Socket server)
    {
        public (int Message, bool IsReset)? Doom { get; init; }

        public void Break(bool isReset)
        {
            foreach (var socket in (Socket[])[client, server])
            {
                try
                {
                    if (isReset)
                    {
                        socket.LingerState = new(true, 0); // closing then sends a reset
                    }

                    socket.Dispose();
                }
                catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
                {
                    // It is gone already.
                }
            }
        }
    }
}
