using LiveShop.Core.LiveStreams;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.LiveStreams;

public sealed class OfferFunctions(LiveStreamCommands commands, FunctionPipeline<OfferFunctions> pipeline)
{
    private const string Route = "livestreams/{id}/pinned-products/{productId}/offer";

    [Function(nameof(SetOffer)), RequireRole(Roles.Admin)]
    [EndpointSummary("Offer a pinned product at a lower price for a while: what is put in a cart meanwhile keeps it until 10 minutes after")]
    [IfMatch, Accepts<SetOfferRequest>, ProducesResponseType<LiveStreamResource>(200)]
    public Task<IResult> SetOffer([HttpTrigger(Anonymous, "put", Route = Route)] HttpRequest request, string id, string productId) =>
        pipeline.RunAsync<SetOfferRequest>(request, async (context, body) =>
            context.Changed(await commands.SetOfferAsync(id, productId, body.ToTerms(), context.Caller, context.Cancellation)));

    [Function(nameof(WithdrawOffer)), RequireRole(Roles.Admin), EndpointSummary("Withdraw the offer of a pinned product, from carts too")]
    [IfMatch, ProducesResponseType<LiveStreamResource>(200)]
    public Task<IResult> WithdrawOffer([HttpTrigger(Anonymous, "delete", Route = Route)] HttpRequest request, string id, string productId) =>
        pipeline.RunAsync(request, async context =>
            context.Changed(await commands.WithdrawOfferAsync(id, productId, context.Caller, context.Cancellation)));
}
