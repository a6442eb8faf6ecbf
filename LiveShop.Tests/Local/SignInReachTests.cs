using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using LiveShop.Local.Hosting;
using LiveShop.Tests.Fuzzing;
using Xunit.Abstractions;

namespace LiveShop.Tests.Local;

/// <summary>Listening to the network too, it gives tokens to this machine's loopback alone, whatever a caller says of themselves.</summary>
public sealed class SignInReachTests(ITestOutputHelper output)
{
    private const string Body = """{"name":"ann","role":"admin"}""";

    private static readonly string[] Claims =
    [
        "", "X-Forwarded-For: 127.0.0.1\r\n", "X-Forwarded-For: ::1\r\nX-Forwarded-Host: localhost\r\nX-Forwarded-Proto: http\r\n", "Forwarded: for=127.0.0.1;host=localhost\r\n", "X-Real-IP: 127.0.0.1\r\n",
        "X-Original-For: 127.0.0.1\r\n", "X-Client-IP: 127.0.0.1\r\nTrue-Client-IP: 127.0.0.1\r\n", "Via: 1.1 localhost\r\n",
    ];

    [NetworkTheory]
    [InlineData("http://0.0.0.0:0", "false"), InlineData("http://[::]:0", "false"), InlineData("http://0.0.0.0:0", "true")]
    [InlineData("http://[::]:0", "true")]
    public async Task Local_sign_in_gives_no_token_over_the_network(string url, string forwardedHeadersEnabled)
    {
        await using var server = await LocalServer.StartAsync("--urls", url, "--ForwardedHeaders_Enabled", forwardedHeadersEnabled, "--LiveShop:AllowLocalSignIn", "true");
        var network = ThisMachine.NetworkAddresses.Where(address => address.AddressFamily == AddressFamily.InterNetwork || server.BaseAddress.HostNameType == UriHostNameType.IPv6).ToList();
        output.WriteLine($"Over {string.Join(", ", network)}");
        Assert.NotEmpty(network);

        Assert.Equal(forwardedHeadersEnabled == "true" ? 404 : 200, await StatusAsync(IPAddress.Loopback, server.BaseAddress.Port, "localhost", ""));
        foreach (var address in network)
        {
            foreach (var host in new[] { "localhost", "127.0.0.1", "[::1]", address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}" })
            {
                foreach (var claim in Claims)
                    Assert.Equal((address, host, claim, 404), (address, host, claim, await StatusAsync(address, server.BaseAddress.Port, host, claim)));
            }
        }
    }

    [Theory]
    [InlineData("http://0.0.0.0:0"), InlineData("http://[::]:0"), InlineData("http://*:0"), InlineData("http://shop.example:0")]
    public async Task Listening_beyond_loopback_without_an_issuer_needs_a_setting(string url)
    {
        var refused = await Assert.ThrowsAsync<StartupException>(() => LocalServer.StartAsync("--urls", url));

        Assert.Contains("LiveShop__AllowLocalSignIn=true", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Auth__Authority", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        await using var allowed = await LocalServer.StartAsync("--urls", url, "--LiveShop:AllowLocalSignIn", "true");
    }

    [Fact]
    public async Task A_Kestrel_endpoint_that_is_open_to_the_network_needs_the_setting_too() =>
        await Assert.ThrowsAsync<StartupException>(() => LocalServer.StartAsync("--Kestrel:Endpoints:Open:Url", "http://0.0.0.0:0"));

    [Fact]
    public async Task Listening_beyond_loopback_with_an_issuer_needs_no_other_setting()
    {
        await using var server = await LocalServer.StartAsync(
            "--urls", "http://0.0.0.0:0", "--Auth:Authority", "https://issuer.example", "--Auth:Audience", "liveshop");

        Assert.Equal(404, await StatusAsync(IPAddress.Loopback, server.BaseAddress.Port, "localhost", ""));
    }

    private static async Task<int?> StatusAsync(IPAddress address, int port, string host, string headers)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var connection = await RawConnection.OpenAsync(new IPEndPoint(address, port), patience.Token);
        await connection.SendAsync(
            Encoding.ASCII.GetBytes($"POST /dev/token HTTP/1.1\r\nHost: {host}\r\n{headers}Content-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"), patience.Token);
        return (await connection.ReadAsync(isHead: false, patience.Token))?.Status;
    }
}

/// <summary>The addresses of this machine that others reach it by.</summary>
internal static class ThisMachine
{
    /// <summary>From here too, and not over loopback.</summary>
    public static IReadOnlyList<IPAddress> NetworkAddresses { get; } =
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses.Select(unicast => unicast.Address))
            .Where(address => !address.IsIPv6LinkLocal),
    ];
}

/// <summary>A test over this machine's network; skipped, and said why, where there is none.</summary>
internal sealed class NetworkTheoryAttribute : TheoryAttribute
{
    public NetworkTheoryAttribute()
    {
        if (!ThisMachine.NetworkAddresses.Any(address => address.AddressFamily == AddressFamily.InterNetwork))
            Skip = "Needs a network: this machine has no IPv4 address but loopback's.";
    }
}
