using LiveShop.Local.Realtime;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace LiveShop.Tests.Local;

public sealed class LateJoinTests
{
    [Fact]
    public async Task Join_while_its_connection_is_ending_is_not_logged_as_an_error()
    {
        var request = new DefaultHttpContext();
        var transport = new DefaultConnectionContext("one");
        transport.Features.Set(Mock.Of<IHttpContextFeature>(feature => feature.HttpContext == request));
        var connection = new HubConnectionContext(transport, new HubConnectionContextOptions(), NullLoggerFactory.Instance);
        var fanOut = new ConflatingHubLifetimeManager(NullLogger<DefaultHubLifetimeManager<LiveShopHub>>.Instance, Mock.Of<IHubProtocolResolver>(resolver => resolver.GetProtocol("json", null) == new JsonHubProtocol()));
        await fanOut.OnConnectedAsync(connection);

        // As ASP.NET Core does at the end of a request, a little before or after the hub notices.
        request.Uninitialize();

        await fanOut.AddToGroupAsync("one", "stream-demo");
    }
}
