using LiveShop.Core.Json;
using LiveShop.Core.Orders;
using LiveShop.Core.Shop;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Shop;

public sealed class ShopFunctions(
    ShopSettingsCommands commands, ShopSnapshots shop, PaymentProviders payments, FunctionPipeline<ShopFunctions> pipeline)
{
    private const string Revalidated = "public, no-cache";

    [Function(nameof(GetShop)), Public(StaffSeeMore = true)]
    [EndpointSummary("The shop's settings, at most a second old; for staff with the texts of the legal pages")]
    [IfNoneMatch, ProducesResponseType<ShopResource>(200), ProducesResponseType(304)]
    public Task<IResult> GetShop([HttpTrigger(Anonymous, "get", "head", Route = "shop")] HttpRequest request) =>
        pipeline.RunAsync(request, async context =>
        {
            var snapshot = await shop.GetAsync(context.Cancellation);
            if (context.User is not null)
                return context.OkOrNotModified(ForAdmins(snapshot.Settings), ETags.OfAdminView(snapshot.Settings.Version));

            context.ResponseHeaders.ETag = snapshot.ETag;
            context.ResponseHeaders.CacheControl = Revalidated;
            return context.IsNotModified(snapshot.ETag)
                ? RequestContext.NotModified
                : Results.Text(snapshot.Json, LiveShopJson.ContentType);
        });

    [Function(nameof(GetLegalPage)), Public, EndpointSummary("A legal page: imprint, privacy or terms; at most a second old")]
    [IfNoneMatch, ProducesResponseType<LegalPage>(200), ProducesResponseType(304), ProducesProblem(404)]
    public Task<IResult> GetLegalPage(
        [HttpTrigger(Anonymous, "get", "head", Route = "shop/legal/{page}")] HttpRequest request, string page) =>
        pipeline.RunAsync(request, async context =>
        {
            var snapshot = await shop.GetAsync(context.Cancellation);
            var found = Enum.GetValues<LegalPageName>()
                .Where(name => LiveShopJson.NameOf(name) == page)
                .Select(snapshot.Settings.LegalPageOf)
                .FirstOrDefault();
            if (found is null)
                return context.NotFound("legal page", page);

            context.ResponseHeaders.CacheControl = Revalidated;
            return context.OkOrNotModified(found, snapshot.ETag);
        });

    [Function(nameof(ChangeShop)), RequireRole(Roles.Admin), EndpointSummary("Change the shop's settings: takes what GET gave an admin")]
    [IfMatch("settings", Required = true), Accepts<ChangeShopRequest>, ProducesResponseType<ShopResource>(200)]
    public Task<IResult> ChangeShop([HttpTrigger(Anonymous, "put", Route = "shop")] HttpRequest request) =>
        pipeline.RunAsync<ChangeShopRequest>(request, async (context, body) =>
        {
            context.RequireIfMatch("settings");
            var changed = await commands.ChangeAsync(body.ToDetails(), context.ExpectedVersion, context.Cancellation);
            if (!changed.IsAccepted)
                return context.Refuse(changed, ForAdmins);

            shop.Update(changed.Value);
            return context.Ok(ForAdmins(changed.Value), ETags.OfAdminView(changed.Value.Version));
        });

    private ShopResource ForAdmins(ShopSettings settings) => ShopResource.ForAdmins(settings, payments.Offered);
}
