using System.ComponentModel.DataAnnotations;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using LiveShop.Functions.LiveStreams;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Realtime;

/// <remarks>
/// Azure's host answers 500 without a body when SignalR Service is away or does not know the connection, so clients have to take
/// every answer but 202 as "connect and join again".
/// </remarks>
public sealed class JoinFunctions(Snapshots snapshots, FunctionPipeline<JoinFunctions> pipeline)
{
    private const int MaxConnectionIdLength = 128;

    [Function(nameof(JoinStream)), Public, EnableRateLimiting(RateLimits.Connecting)]
    [EndpointSummary("Let a connection get a stream's messages, as long as it lives")]
    [Accepts<JoinStreamRequest>, ProducesResponseType(202), ProducesProblem(404, 409)]
    public Task<JoinStreamOutput> JoinStream(
        [HttpTrigger(Anonymous, "post", Route = "livestreams/{id}/viewers")] HttpRequest request, string id) =>
        pipeline.RunAsync<JoinStreamRequest, JoinStreamOutput>(
            request,
            async (context, body) =>
            {
                if (!IsConnectionId(body.ConnectionId))
                    return new(context.Refuse(new Refusal.Invalid("connectionId", $"Must be 1 to {MaxConnectionIdLength} characters.")));
                if (await snapshots.FindAsync(id, context.Cancellation) is null)
                    return new(context.NotFound("stream", id));

                var group = RealtimeHub.GroupOf(id);
                var join = new SignalRGroupAction(SignalRGroupActionType.Add) { ConnectionId = body.ConnectionId, GroupName = group };
                return new(Results.StatusCode(StatusCodes.Status202Accepted), join);
            },
            problem => new(problem));

    private static bool IsConnectionId(string? id) => id is { Length: > 0 and <= MaxConnectionIdLength } && !id.Any(char.IsControl);
}

/// <param name="ConnectionId">The SignalR client's <c>connectionId</c>.</param>
public sealed record JoinStreamRequest([property: Required] string? ConnectionId);

/// <summary>The answer, which the host sends after it has carried out the group action.</summary>
public sealed class JoinStreamOutput(IResult response, SignalRGroupAction? group = null)
{
    [HttpResult]
    public IResult Response { get; init; } = response;

    /// <summary>Null when the request was refused.</summary>
    [SignalROutput(HubName = RealtimeHub.Name, ConnectionStringSetting = RealtimeHub.Connection)]
    public SignalRGroupAction? Group { get; init; } = group;
}
