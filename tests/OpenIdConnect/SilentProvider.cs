using System.Net;
using System.Net.Sockets;

namespace Jingan.TargetMgmt.OpenIdConnect;

/// <summary>Stands where an identity provider was: takes every connection and never answers.</summary>
public sealed class SilentProvider : IDisposable
{
    private readonly TcpListener _listener;
    private readonly List<TcpClient> _taken = [];
    private int _asked;

    public SilentProvider(string authority)
    {
        _listener = new(IPAddress.Loopback, new Uri(authority).Port);
        _listener.Start();
        _ = TakeAsync();
    }

    /// <summary>How often somebody has asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public void Dispose()
    {
        _listener.Dispose();
        lock (_taken)
        {
            _taken.ForEach(c => c.Dispose());
        }
    }

    private async Task TakeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _asked);
                lock (_taken)
                {
                    _taken.Add(client);
                }
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }
}
