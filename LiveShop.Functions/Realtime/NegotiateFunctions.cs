using LiveShop.Core;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using LiveShop.Functions.LiveStreams;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Realtime;

/// <remarks>Azure's host answers 500 without a body when SignalR Service cannot give the connection's token.</remarks>
public sealed class NegotiateFunctions(Snapshots snapshots, TimeProvider clock, FunctionPipeline<NegotiateFunctions> pipeline)
{
    [Function(nameof(Negotiate)), Public, EnableRateLimiting(RateLimits.Connecting)]
    [EndpointSummary("Where and with which token a SignalR client connects")]
    [ProducesResponseType<NegotiateResource>(200), ProducesProblem(404)]
    public Task<IResult> Negotiate(
        [HttpTrigger(Anonymous, "post", Route = "livestreams/{id}/negotiate")] HttpRequest request, string id,
        [SignalRConnectionInfoInput(HubName = RealtimeHub.Name, ConnectionStringSetting = RealtimeHub.Connection)]
        SignalRConnectionInfo connection) =>
        pipeline.RunAsync(request, async context =>
        {
            context.ResponseHeaders.CacheControl = "no-store";
            return await snapshots.FindAsync(id, context.Cancellation) is null
                ? context.NotFound("stream", id)
                : context.Ok(new NegotiateResource(connection.Url, connection.AccessToken, clock.Now()));
        });
}

/// <summary>What a SignalR client needs to connect, and the server's clock, which a page counts down by.</summary>
public sealed record NegotiateResource(string Url, string AccessToken, DateTimeOffset Now);
