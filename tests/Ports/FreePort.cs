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

    // Held until this program ends, for a program that was told its port may take long to listen, or be stopped for a
    // while: tests that run in another process would find it free.
    private static readonly ConcurrentBag<FileStream> Held = [];

    private static readonly string Folder = Directory.CreateDirectory(
        Path.Combine(Path.GetTempPath(), $"jtm-test-ports-{Environment.UserName}")).FullName;

    /// <summary>A port that nobody listens on, and that no test was given before, in this process or in another that
    /// runs.</summary>
    public static int Find()
    {
        for (var attempt = 0; ; attempt++)
        {
            var port = Random.Shared.Next(Lowest, Highest + 1);
            try
            {
                Held.Add(new(Path.Combine(Folder, $"{port}"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (Exception taken) when (taken is SocketException or IOException && attempt < 1000)
            {
                // Somebody listens there, or will.
            }
        }
    }
}
