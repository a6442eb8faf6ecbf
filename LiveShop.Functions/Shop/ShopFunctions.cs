using LiveShop.Core.Json;
using LiveShop.Core.Shop;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Shop;

public sealed class ShopFunctions(ShopSettingsCommands commands, ShopSnapshots shop, FunctionPipeline<ShopFunctions> pipeline)
{
    [Function(nameof(GetShop)), Public, EndpointSummary("The shop's settings, at most a second old")]
    [IfNoneMatch, ProducesResponseType<ShopResource>(200), ProducesResponseType(304)]
    public Task<IResult> GetShop([HttpTrigger(Anonymous, "get", "head", Route = "shop")] HttpRequest request) =>
        pipeline.RunAsync(request, async context =>
        {
            var snapshot = await shop.GetAsync(context.Cancellation);
            context.ResponseHeaders.ETag = snapshot.ETag;
            context.ResponseHeaders.CacheControl = "public, no-cache";
            return context.IsNotModified(snapshot.ETag)
                ? RequestContext.NotModified
                : Results.Text(snapshot.Json, LiveShopJson.ContentType);
        });

    [Function(nameof(ChangeShop)), RequireRole(Roles.Admin), EndpointSummary("Change the shop's settings: takes what GET gave")]
    [IfMatch("settings", Required = true), Accepts<ChangeShopRequest>, ProducesResponseType<ShopResource>(200)]
    public Task<IResult> ChangeShop([HttpTrigger(Anonymous, "put", Route = "shop")] HttpRequest request) =>
        pipeline.RunAsync<ChangeShopRequest>(request, async (context, body) =>
        {
            context.RequireIfMatch("settings");
            var changed = await commands.ChangeAsync(body.ToDetails(), context.ExpectedVersion, context.Cancellation);
            return changed.IsAccepted
                ? context.Ok(ShopResource.Of(changed.Value), shop.Update(changed.Value).ETag)
                : context.Refuse(changed, ShopResource.Of);
        });
}
