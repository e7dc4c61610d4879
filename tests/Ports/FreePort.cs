using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Jingan.Tests.Ports;

/// <summary>Ports for programs that are told where to listen.</summary>
/// <remarks>Below those that Linux gives to outgoing connections (<c>ip_local_port_range</c>): else some other test's
/// connection may have the port before the program listens, or while it is stopped. Above those that browsers refuse.
/// </remarks>
internal static class FreePort
{
    private const int Lowest = 11_000, Highest = 32_767;

    private static readonly ConcurrentDictionary<int, bool> Given = [];

    /// <summary>A port that nobody listens on, and that this program was not given before.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(Lowest, Highest + 1);
            if (!Given.TryAdd(port, true))
            {
                continue;
            }

            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }
}
