using LiveShop.Core.Catalog;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Products;

public sealed class ProductFunctions(
    ProductCommands commands, IProductStore products, PinnedProductList pinnedProducts, PublicProductLists lists,
    FunctionPipeline<ProductFunctions> pipeline)
{
    private const string CorrectsOnce = "The same key corrects the stock once; with another correction 422";

    [Function(nameof(CreateProduct)), RequireRole(Roles.Admin), EndpointSummary("Create a product")]
    [Idempotent("The same key creates once: repeated, the answer is the product that it created, as it is now; with other values 422")]
    [Accepts<CreateProductRequest>, ProducesResponseType<ProductResource>(201), ProducesProblem(409, 422)]
    public Task<IResult> CreateProduct([HttpTrigger(Anonymous, "post", Route = "products")] HttpRequest request) =>
        pipeline.RunAsync<CreateProductRequest>(request, async (context, body) =>
        {
            var created = await commands.CreateAsync(
                body.Id, context.IdempotencyKey, body.ToDetails(), context.Caller, context.Cancellation);
            return created.IsAccepted
                ? context.Created($"products/{created.Value.Id}", View(created.Value), ETags.Of(created.Value))
                : context.Refuse(created, View);
        });

    [Function(nameof(ListProducts)), Public(StaffSeeMore = true), EnableRateLimiting(RateLimits.Lists)]
    [EndpointSummary("List products by name; for customers at most a second old")]
    [Query("search", "Only products whose name, SKUs or id contain all these words; case, accents and order do not count")]
    [Query("ids", "Exactly these products, up to 100 ids separated by commas, without those that are not there; no search and no pages; for staff")]
    [Query("stock", "Only products of which a variant is sold out, or has few pieces left", Type = typeof(StockFilter))]
    [Query("pinned", "Only products that a stream that has not ended shows, or hides; for staff", Type = typeof(PinFilter))]
    [Paged, IfNoneMatch, ProducesResponseType<ListResource<ProductResource>>(200), ProducesResponseType(304), ProducesProblem(403)]
    public Task<IResult> ListProducts([HttpTrigger(Anonymous, "get", "head", Route = "products")] HttpRequest request) =>
        pipeline.RunAsync(request, context =>
        {
            if (ListQuery.Ids(request) is { } ids)
                return TheseAsync(ids, context);

            var search = ListQuery.Search(request);
            var stock = ListQuery.Enum<StockFilter>(request, "stock");
            if (ListQuery.Enum<PinFilter>(request, "pinned") is { } pinned)
            {
                context.RequireStaff();
                return context.PageAsync(page => pinnedProducts.ListAsync(pinned, search, stock, page, context.Cancellation), View);
            }

            return context.User is null
                ? context.CachedPageAsync(page => lists.FindAsync((search, stock), page, context.Cancellation))
                : context.PageAsync(page => products.ListAsync(search, stock, page, context.Cancellation), View);
        });

    [Function(nameof(GetProduct)), Public, EndpointSummary("Get a product")]
    [IfNoneMatch, ProducesResponseType<ProductResource>(200), ProducesResponseType(304), ProducesProblem(404)]
    public Task<IResult> GetProduct([HttpTrigger(Anonymous, "get", "head", Route = "products/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async context => await products.FindAsync(id, context.Cancellation) is { Value.IsDeleted: false } found
            ? context.OkOrNotModified(View(found.Value), ETags.Of(found.Value))
            : context.NotFound("product", id));

    [Function(nameof(ChangeProduct)), RequireRole(Roles.Admin)]
    [EndpointSummary("Change a product: takes what GET gave. The stock of variants that are there stays")]
    [IfMatch("product", Required = true), Accepts<ChangeProductRequest>, ProducesResponseType<ProductResource>(200)]
    public Task<IResult> ChangeProduct([HttpTrigger(Anonymous, "put", Route = "products/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync<ChangeProductRequest>(request, async (context, body) =>
        {
            if (!context.HasIfMatch && await products.FindAsync(id, context.Cancellation) is { Value.IsDeleted: false })
                context.RequireIfMatch("product");

            return Changed(context, await commands.ChangeAsync(id, body.ToDetails(), context.Caller, context.Cancellation));
        });

    [Function(nameof(EditProduct)), RequireRole(Roles.Admin)]
    [EndpointSummary("Change single fields of a product: stock replaces what was seen of it, stockChange adds or takes away")]
    [Idempotent(CorrectsOnce), IfMatch("product")]
    [Accepts<EditProductRequest>, ProducesResponseType<ProductResource>(200), ProducesProblem(422, 428)]
    public Task<IResult> EditProduct([HttpTrigger(Anonymous, "patch", Route = "products/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync<EditProductRequest>(request, async (context, body) =>
        {
            if (body.ReplacesVariants)
                context.RequireIfMatch("product");

            return Changed(context, await commands.EditAsync(
                id, body.ToEdit(), context.IdempotencyKey, context.Caller, context.Cancellation));
        });

    [Function(nameof(EditVariant)), RequireRole(Roles.Admin)]
    [EndpointSummary("Change single fields of a variant: stock replaces what was seen of it, stockChange adds or takes away")]
    [Idempotent(CorrectsOnce), IfMatch("product")]
    [Accepts<EditVariantRequest>, ProducesResponseType<ProductResource>(200), ProducesProblem(422)]
    public Task<IResult> EditVariant(
        [HttpTrigger(Anonymous, "patch", Route = "products/{id}/variants/{variantId}")] HttpRequest request, string id, string variantId) =>
        pipeline.RunAsync<EditVariantRequest>(request, async (context, body) =>
            Changed(context, await commands.EditVariantAsync(
                id, variantId, body.ToEdit(variantId), context.IdempotencyKey, context.Caller, context.Cancellation)));

    [Function(nameof(DeleteProduct)), RequireRole(Roles.Admin)]
    [EndpointSummary("Take a product off the shop; not while it is pinned to a stream that has not ended")]
    [IfMatch("product"), ProducesResponseType(204)]
    public Task<IResult> DeleteProduct([HttpTrigger(Anonymous, "delete", Route = "products/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async context =>
        {
            var deleted = await commands.DeleteAsync(id, context.Caller, context.Cancellation);
            return deleted.IsAccepted ? Results.NoContent() : context.Refuse(deleted, View);
        });

    private static IResult Changed(RequestContext context, Result<Product> changed) => changed.IsAccepted
        ? context.Ok(View(changed.Value), ETags.Of(changed.Value))
        : context.Refuse(changed, View);

    private async Task<IResult> TheseAsync(IReadOnlyCollection<string> ids, RequestContext context)
    {
        context.RequireStaff();
        var found = (await products.FindManyAsync(ids, context.Cancellation)).ToDictionary(product => product.Id);
        var sold = ids.Select(found.GetValueOrDefault).OfType<Product>().Where(product => !product.IsDeleted);
        return context.Ok(new ListResource<ProductResource>([.. sold.Select(View)], null));
    }

    private static ProductResource View(Product product) => ProductResource.Of(product);
}
