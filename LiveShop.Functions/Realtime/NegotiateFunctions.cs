using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using LiveShop.Functions.LiveStreams;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker;
namespace LiveShop.Functions.Realtime;

public sealed class NegotiateFunctions(Snapshots snapshots, FunctionPipeline<NegotiateFunctions> pipeline)
{
    [Function(nameof(Negotiate)), Public, EnableRateLimiting(RateLimits.Connecting), EndpointSummary("Where and with which token a SignalR client connects")]
    [Answers<NegotiateResource>(200), Refuses(404)]
    public Task<IResult> Negotiate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "livestreams/{id}/negotiate")] HttpRequest request, string id,
        [SignalRConnectionInfoInput(HubName = RealtimeHub.Name, ConnectionStringSetting = RealtimeHub.Connection)] SignalRConnectionInfo connection) =>
        pipeline.RunAsync(request, async call =>
        {
            call.SetHeader("Cache-Control", "no-store");
            return await snapshots.FindAsync(id, call.Cancellation) is null
                ? call.Refuse(new Refusal.NotFound("stream", id))
                : Call.Ok(new NegotiateResource(connection.Url, connection.AccessToken));
        });
}

public sealed record NegotiateResource(string Url, string AccessToken);
