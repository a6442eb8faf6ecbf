using System.Net;
using System.Net.Sockets;

namespace LiveShop.Local.Limits;

/// <summary>
/// The caller that requests are counted for: an IPv4 address, or the /64 network of an IPv6 address, since a household or server
/// usually gets a whole /64. Behind a proxy it is the address of X-Forwarded-For, if ASPNETCORE_FORWARDEDHEADERS_ENABLED is set.
/// </summary>
internal static class RateLimitPartitionKey
{
    private const int Ipv6Prefix = 64;
    private const int Ipv4Prefix = 32;

    /// <summary>The caller's address. A request over a Unix socket has none and counts as loopback.</summary>
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
