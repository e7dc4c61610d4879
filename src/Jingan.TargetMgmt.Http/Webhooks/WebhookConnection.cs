using System.Net;
using System.Net.Sockets;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>An address that messages do not go to.</summary>
internal sealed class RefusedAddressException() : IOException("No address of the host is one that messages may go to.");

/// <summary>Opens connections to addresses that messages may go to. What a name leads to is looked up here and
/// connected to here: no second look-up in between could say something else.</summary>
internal static class WebhookConnection
{
    /// <exception cref="RefusedAddressException">The name leads nowhere else.</exception>
    public static async ValueTask<Stream> OpenAsync(
        SocketsHttpConnectionContext context, bool allowPrivate, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var isSecret = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps;
        IPAddress[] allowed = [.. (await Dns.GetHostAddressesAsync(host, ct))
            .Where(a => MayReach(a, isSecret, allowPrivate))];
        if (allowed.Length == 0)
        {
            throw new RefusedAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether messages may go there: to the Internet over https only, elsewhere only where it is
    /// allowed.</summary>
    public static bool MayReach(IPAddress address, bool isSecret, bool allowPrivate) =>
        PublicAddress.Is(address) ? isSecret : allowPrivate;
}
