using LiveShop.Core.LiveStreams;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.Azure.Functions.Worker;
namespace LiveShop.Functions.LiveStreams;

public sealed class LiveStreamFunctions(LiveStreamCommands commands, ILiveStreamStore streams, FunctionPipeline<LiveStreamFunctions> pipeline)
{
    [Function(nameof(CreateLiveStream)), AdminOnly, EndpointSummary("Create a stream")]
    [Accepts<CreateLiveStreamRequest>, Answers<LiveStreamResource>(201), Refuses(409)]
    public Task<IResult> CreateLiveStream([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "livestreams")] HttpRequest request) =>
        pipeline.RunAsync<CreateLiveStreamRequest>(request, async (call, body) =>
        {
            var created = await commands.CreateAsync(body.Id, body.ToDetails(), call.Caller, call.Cancellation);
            return created.IsAccepted
                ? call.Created($"/api/livestreams/{created.Value.StreamId}", LiveStreamResource.ForAdmins(created.Value), created.Value.Version)
                : call.Refuse(created.Refusal);
        });

    [Function(nameof(ListLiveStreams)), Public(AdminsSeeMore = true), EndpointSummary("List streams")]
    [Query("status", "Only streams with this status", Type = typeof(LiveStreamStatus))]
    [Query("limit", "1 to 200, 50 when left out", Type = typeof(int)), Query("continuationToken", "Where the page before left off")]
    [Answers<ListResource<LiveStreamResource>>(200), Refuses(400, 401)]
    public Task<IResult> ListLiveStreams([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "livestreams")] HttpRequest request) =>
        pipeline.RunAsync(request, async call =>
        {
            call.SetHeader("Vary", "Authorization");
            var status = ListQuery.Enum<LiveStreamStatus>(request, "status");
            return await call.PageAsync(page => streams.ListAsync(status, page, call.Cancellation), View(call));
        });

    [Function(nameof(GetLiveStream)), Public(AdminsSeeMore = true), EndpointSummary("Get a stream")]
    [RequestHeader("If-None-Match", "The ETag of the version the caller has")]
    [Answers<LiveStreamResource>(200), Answers(304), Refuses(401, 404)]
    public Task<IResult> GetLiveStream([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "livestreams/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async call =>
        {
            call.SetHeader("Vary", "Authorization");
            return await streams.FindAsync(id, call.Cancellation) is { } found
                ? call.Ok(View(call)(found.Value), found.Value.Version)
                : call.Refuse(new Refusal.NotFound("stream", id));
        });

    [Function(nameof(EditLiveStream)), AdminOnly, EndpointSummary("Change a stream's title, description, addresses or date")]
    [RequestHeader("If-Match", IfMatchDescription)]
    [Accepts<EditLiveStreamRequest>, Answers<LiveStreamResource>(200), Refuses(404, 409, 412)]
    public Task<IResult> EditLiveStream([HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "livestreams/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync<EditLiveStreamRequest>(request, async (call, body) =>
            call.Changed(await commands.EditAsync(id, body.ToEdit(), call.Caller, call.Cancellation)));

    [Function(nameof(StartLiveStream)), AdminOnly, EndpointSummary("Go live: the active pins appear")]
    [RequestHeader("If-Match", IfMatchDescription)]
    [Answers<LiveStreamResource>(200), Refuses(400, 404, 409, 412)]
    public Task<IResult> StartLiveStream([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "livestreams/{id}/start")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async call => call.Changed(await commands.StartAsync(id, call.Caller, call.Cancellation)));

    [Function(nameof(StopLiveStream)), AdminOnly, EndpointSummary("End the show: the pins disappear")]
    [RequestHeader("If-Match", IfMatchDescription)]
    [Answers<LiveStreamResource>(200), Refuses(400, 404, 409, 412)]
    public Task<IResult> StopLiveStream([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "livestreams/{id}/stop")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async call => call.Changed(await commands.StopAsync(id, call.Caller, call.Cancellation)));

    internal const string IfMatchDescription = "The ETag of the version the caller has seen; another version answers 412 with the current state";

    private static Func<LiveStream, LiveStreamResource> View(Call call) =>
        call.Admin is null ? LiveStreamResource.ForCustomers : LiveStreamResource.ForAdmins;
}
