using System.Net;
using System.Net.Sockets;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>Whom a request counts for: who signed in, else the address that it comes from.</summary>
internal static class CallerKey
{
    // Of an IPv6 address: what one subscriber has; the rest is the subscriber's own choice.
    private const int Network = 8;

    public static string Of(HttpContext http)
    {
        if (http.User.Identity is not { IsAuthenticated: true })
        {
            return AddressOf(http);
        }

        var fingerprint = Caller.FingerprintOf(http);
        return fingerprint.Length > 0 ? fingerprint : $"name {http.User.Identity.Name}";
    }

    /// <summary>The address; of IPv6 its network.</summary>
    public static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, Network))
            : address.ToString();
    }
}
