using System.ComponentModel.DataAnnotations;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using LiveShop.Functions.LiveStreams;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker;
namespace LiveShop.Functions.Realtime;

public sealed class JoinFunctions(Snapshots snapshots, FunctionPipeline<JoinFunctions> pipeline)
{
    private const int MaxConnectionIdLength = 128;

    [Function(nameof(JoinStream)), Public, EnableRateLimiting(RateLimits.Connecting), EndpointSummary("Let a connection get a stream's messages, as long as it lives")]
    [Accepts<JoinStreamRequest>, Answers(202), Refuses(404, 409)]
    public async Task<JoinStreamOutput> JoinStream(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "livestreams/{id}/viewers")] HttpRequest request, string id)
    {
        var output = new JoinStreamOutput();
        output.Response = await pipeline.RunAsync<JoinStreamRequest>(request, async (call, body) =>
        {
            if (body.ConnectionId is not { Length: > 0 and <= MaxConnectionIdLength } connectionId || connectionId.Any(char.IsControl))
                return call.Refuse(new Refusal.Invalid("connectionId", $"Must be 1 to {MaxConnectionIdLength} characters."));
            if (await snapshots.FindAsync(id, call.Cancellation) is null)
                return call.Refuse(new Refusal.NotFound("stream", id));

            output.Group = new(SignalRGroupActionType.Add) { ConnectionId = connectionId, GroupName = RealtimeHub.GroupOf(id) };
            return Results.StatusCode(StatusCodes.Status202Accepted);
        });
        return output;
    }
}

/// <param name="ConnectionId">The SignalR client's <c>connectionId</c>.</param>
public sealed record JoinStreamRequest([property: Required] string? ConnectionId);

/// <summary>The answer, which the host sends once the group action is carried out.</summary>
public sealed class JoinStreamOutput
{
    [HttpResult]
    public IResult Response { get; set; } = Results.Empty;

    [SignalROutput(HubName = RealtimeHub.Name, ConnectionStringSetting = RealtimeHub.Connection)]
    public SignalRGroupAction? Group { get; set; }
}
