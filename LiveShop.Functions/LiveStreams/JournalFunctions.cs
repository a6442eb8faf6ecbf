using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.LiveStreams;

public sealed class JournalFunctions(
    ILiveStreamStore streams, LiveStreamCommands commands, FunctionPipeline<JournalFunctions> pipeline)
{
    [Function(nameof(GetChanges)), RequireRole(Roles.Admin, Roles.Assistant), EndpointSummary("The journal of a stream, oldest first")]
    [Query("after", Journals.After, Type = typeof(long))]
    [Query("limit", PagedAttribute.LimitDescription, Type = typeof(int))]
    [ProducesResponseType<ChangesResource>(200), ProducesProblem(400, 404)]
    public Task<IResult> GetChanges(
        [HttpTrigger(Anonymous, "get", "head", Route = "livestreams/{id}/changes")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, context => context.JournalAsync(
            "stream", id, streams.ChangesAsync, async () => await streams.FindAsync(id, context.Cancellation) is not null,
            changes => new ChangesResource([.. changes.Select(ChangeResource.Of)])));

    [Function(nameof(UndoLiveStreamChange)), RequireRole(Roles.Admin, Roles.Assistant)]
    [EndpointSummary("Revert a change of the last hour by a new one; 409 overtaken, by whom, when a later change touched the same thing")]
    [IfMatch, Accepts<UndoRequest>, ProducesResponseType<LiveStreamResource>(200)]
    public Task<IResult> UndoLiveStreamChange(
        [HttpTrigger(Anonymous, "post", Route = "livestreams/{id}/undo")] HttpRequest request, string id) =>
        pipeline.RunAsync<UndoRequest>(request, async (context, body) => body.Version is { } version
            ? context.Changed(await commands.UndoAsync(id, version, context.Caller, context.Cancellation))
            : context.Refuse(new Refusal.Invalid("version", "Must be given.")));
}

/// <summary>A part of a stream's journal, oldest first.</summary>
public sealed record ChangesResource(IReadOnlyList<ChangeResource> Items);

/// <summary>One entry of the journal.</summary>
/// <param name="Version">The stream's version after the change.</param>
/// <param name="By">The name of the admin.</param>
/// <param name="ById">The admin's id at the token issuer, which never changes.</param>
/// <param name="Before">What the change replaced, and only that.</param>
/// <param name="After">Where the pin is after a change of its place or activity; null for every other action.</param>
/// <param name="Undoes">The version of the change that this one reverted; null when it is no undo.</param>
/// <param name="Card">What the product's card shows since it was refreshed; null for every other action.</param>
public sealed record ChangeResource(
    long Version, DateTimeOffset At, string By, string ById, LiveStreamAction Action, string? ProductId, BeforeResource? Before,
    ProductCard? Card, PinPosition? After, long? Undoes)
{
    public static ChangeResource Of(LiveStreamChange change) => new(
        change.Version, change.At, change.By, change.ById, change.Action, change.ProductId,
        change.Before is { } before ? BeforeResource.Of(before) : null, change.Card, change.After, change.Undoes);
}

/// <summary>What a change replaced: the one of these that it changed, null for the others.</summary>
/// <param name="Order">The ids of the pinned products in their former order.</param>
/// <param name="Shown">The ids of the products that were shown until they were hidden at once.</param>
/// <param name="Hidden">The ids of the products that were hidden until they were shown at once.</param>
public sealed record BeforeResource(
    LiveStreamDetails? Details, LiveStreamBroadcast? Broadcast, PinnedProductState? Pin, IReadOnlyList<string>? Order,
    IReadOnlyList<string>? Shown, IReadOnlyList<string>? Hidden)
{
    public static BeforeResource Of(PriorState before) => new(
        before.Details, before.Broadcast, before.Pin is { } pin ? PinnedProductState.ForAdmins(pin) : null, before.Order, before.Shown, before.Hidden);
}
