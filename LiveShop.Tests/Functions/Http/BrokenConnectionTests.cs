using System.Net;
using System.Net.Sockets;
using System.Text;
using LiveShop.Tests.Local;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Functions.Http;

public sealed class BrokenConnectionTests
{
    private const int Calls = 5;

    [Theory, InlineData(false), InlineData(true)]
    public async Task Caller_that_disconnects_within_a_body_is_not_logged_as_an_error(bool reset)
    {
        var requests = new Requests();
        await using var server = await LocalServer.StartAsync(null, services => services.AddSingleton<IStartupFilter>(requests), "--LiveShop:SampleData", "false");

        foreach (var _ in Enumerable.Range(0, Calls))
        {
            using var socket = new TcpClient { LingerState = new LingerOption(enable: reset, seconds: 0) };
            await socket.ConnectAsync(IPAddress.Loopback, server.BaseAddress.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                "POST /api/carts/x/items HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n"));
            // The server asks for the body once the function reads it: now is the middle.
            Assert.True(await socket.GetStream().ReadAsync(new byte[64]) > 0);
        }

        await Eventually.HoldsAsync(() => Task.FromResult(requests.Ended == Calls));
        Assert.Empty(server.Log.Errors);
    }

    private sealed class Requests : IStartupFilter
    {
        private int ended;

        public int Ended => ended;

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, following) =>
            {
                try
                {
                    await following(context);
                }
                finally
                {
                    Interlocked.Increment(ref ended);
                }
            });
            next(app);
        };
    }
}
