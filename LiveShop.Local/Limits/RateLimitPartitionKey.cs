using System.Net;
using System.Net.Sockets;

namespace LiveShop.Local.Limits;

/// <summary>
/// Whom calls are counted for: an IPv4 address, or the /64 of an IPv6 one, since a household or a server is given at least
/// that much and takes any address out of it. Behind a proxy it is what X-Forwarded-For says, where
/// ASPNETCORE_FORWARDEDHEADERS_ENABLED is set.
/// </summary>
internal static class RateLimitPartitionKey
{
    private const int Ipv6Prefix = 64;
    private const int Ipv4Prefix = 32;

    // A call over a Unix socket has no address; it comes from this machine.
    public static IPAddress AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.Loopback;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    public static IPNetwork Of(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return new(address, Ipv4Prefix);

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, Ipv6Prefix / 8, bytes.Length - (Ipv6Prefix / 8));
        return new(new IPAddress(bytes), Ipv6Prefix);
    }
}
