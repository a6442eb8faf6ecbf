using LiveShop.Core.LiveStreams;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.LiveStreams;

public sealed class LiveStreamFunctions(
    LiveStreamCommands commands, ILiveStreamStore streams, PublicLiveStreamLists lists,
    FunctionPipeline<LiveStreamFunctions> pipeline)
{
    [Function(nameof(CreateLiveStream)), RequireRole(Roles.Admin, Roles.Assistant), EndpointSummary("Create a stream")]
    [Idempotent("The same key creates once: repeated, the answer is the stream that it created, as it is now; with other values 422")]
    [Accepts<CreateLiveStreamRequest>, ProducesResponseType<LiveStreamResource>(201), ProducesProblem(409, 422)]
    public Task<IResult> CreateLiveStream([HttpTrigger(Anonymous, "post", Route = "livestreams")] HttpRequest request) =>
        pipeline.RunAsync<CreateLiveStreamRequest>(request, async (context, body) =>
        {
            var created = await commands.CreateAsync(
                body.Id, context.IdempotencyKey, body.ToDetails(), context.Caller, context.Cancellation);
            if (!created.IsAccepted)
                return context.Refuse(created, LiveStreamResource.ForAdmins);

            var stream = created.Value;
            return context.Created($"livestreams/{stream.StreamId}", LiveStreamResource.ForAdmins(stream), ETags.OfAdminView(stream.Version));
        });

    [Function(nameof(ListLiveStreams)), Public(StaffSeeMore = true), EnableRateLimiting(RateLimits.Lists)]
    [EndpointSummary("List streams: live ones, latest start first; then scheduled ones, soonest first and without a date last; then ended ones, " +
        "latest end first; for customers at most a second old")]
    [Query("status", "Only streams with this status", Type = typeof(LiveStreamStatus))]
    [Paged, IfNoneMatch, ProducesResponseType<ListResource<LiveStreamResource>>(200), ProducesResponseType(304)]
    public Task<IResult> ListLiveStreams([HttpTrigger(Anonymous, "get", "head", Route = "livestreams")] HttpRequest request) =>
        pipeline.RunAsync(request, async context =>
        {
            var status = ListQuery.Enum<LiveStreamStatus>(request, "status");
            return context.User is null
                ? await context.CachedPageAsync(page => lists.FindAsync(status, page, context.Cancellation))
                : await context.PageAsync(page => streams.ListAsync(status, page, context.Cancellation), LiveStreamResource.ForAdmins);
        });

    [Function(nameof(GetLiveStream)), Public(StaffSeeMore = true), EndpointSummary("Get a stream")]
    [IfNoneMatch, ProducesResponseType<LiveStreamResource>(200), ProducesResponseType(304), ProducesProblem(404)]
    public Task<IResult> GetLiveStream(
        [HttpTrigger(Anonymous, "get", "head", Route = "livestreams/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async context => await streams.FindAsync(id, context.Cancellation) is { Value: var stream }
            ? context.OkOrNotModified(View(context)(stream), context.ETagOf(stream.Version))
            : context.NotFound("stream", id));

    [Function(nameof(EditLiveStream)), RequireRole(Roles.Admin, Roles.Assistant)]
    [EndpointSummary("Change a stream's title, description, addresses or date")]
    [IfMatch, Accepts<EditLiveStreamRequest>, ProducesResponseType<LiveStreamResource>(200)]
    public Task<IResult> EditLiveStream([HttpTrigger(Anonymous, "patch", Route = "livestreams/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync<EditLiveStreamRequest>(request, async (context, body) =>
            context.Changed(await commands.EditAsync(id, body.ToEdit(), context.Caller, context.Cancellation)));

    [Function(nameof(StartLiveStream)), RequireRole(Roles.Admin, Roles.Assistant), EndpointSummary("Go live: the active pins appear")]
    [IfMatch, ProducesResponseType<LiveStreamResource>(200)]
    public Task<IResult> StartLiveStream(
        [HttpTrigger(Anonymous, "post", Route = "livestreams/{id}/start")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async context => context.Changed(await commands.StartAsync(id, context.Caller, context.Cancellation)));

    [Function(nameof(StopLiveStream)), RequireRole(Roles.Admin, Roles.Assistant), EndpointSummary("End the show: the pins disappear")]
    [IfMatch, ProducesResponseType<LiveStreamResource>(200)]
    public Task<IResult> StopLiveStream([HttpTrigger(Anonymous, "post", Route = "livestreams/{id}/stop")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async context => context.Changed(await commands.StopAsync(id, context.Caller, context.Cancellation)));

    private static Func<LiveStream, LiveStreamResource> View(RequestContext context) =>
        context.User is null ? LiveStreamResource.ForCustomers : LiveStreamResource.ForAdmins;
}
