using System.Net;
using System.Net.Sockets;

namespace LiveShop.Tests;

/// <summary>A port for what is to come back at the same address.</summary>
internal static class FreePort
{
    /// <summary>A port below the ephemeral range, so that no outgoing connection takes it while nothing listens there.</summary>
    public static int Find(Random random)
    {
        while (true)
        {
            var port = random.Next(20_000, 30_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }
    }
}
