using LiveShop.Core.Products;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Products;

public sealed class ProductFunctions(ProductCommands commands, IProductStore products, FunctionPipeline<ProductFunctions> pipeline)
{
    [Function(nameof(CreateProduct)), AdminOnly, EndpointSummary("Create a product")]
    [Accepts<CreateProductRequest>, ProducesResponseType<ProductResource>(201), ProducesProblem(409)]
    public Task<IResult> CreateProduct([HttpTrigger(Anonymous, "post", Route = "products")] HttpRequest request) =>
        pipeline.RunAsync<CreateProductRequest>(request, async (context, body) =>
        {
            var created = await commands.CreateAsync(body.Id, body.ToDetails(), context.Caller, context.Cancellation);
            return created.IsAccepted
                ? context.Created($"products/{created.Value.Id}", ProductResource.Of(created.Value), ETags.Of(created.Value.Version))
                : context.Refuse(created.Refusal);
        });

    [Function(nameof(ListProducts)), Public, EndpointSummary("List products by name")]
    [Query("search", "Only products whose name, SKUs or id contain all these words; case, accents and order do not count")]
    [Paged, ProducesResponseType<ListResource<ProductResource>>(200)]
    public Task<IResult> ListProducts([HttpTrigger(Anonymous, "get", "head", Route = "products")] HttpRequest request) =>
        pipeline.RunAsync(request, context =>
        {
            var search = ListQuery.Search(request);
            return context.PageAsync(page => products.ListAsync(search, page, context.Cancellation), ProductResource.Of);
        });

    [Function(nameof(GetProduct)), Public, EndpointSummary("Get a product")]
    [IfNoneMatch, ProducesResponseType<ProductResource>(200), ProducesResponseType(304), ProducesProblem(404)]
    public Task<IResult> GetProduct([HttpTrigger(Anonymous, "get", "head", Route = "products/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async context => await products.FindAsync(id, context.Cancellation) is { Value.IsDeleted: false } found
            ? context.OkOrNotModified(ProductResource.Of(found.Value), ETags.Of(found.Value.Version))
            : context.NotFound("product", id));

    [Function(nameof(ChangeProduct)), AdminOnly, EndpointSummary("Change a product: takes what GET gave")]
    [IfMatch("product", Required = true), Accepts<ChangeProductRequest>, ProducesResponseType<ProductResource>(200)]
    public Task<IResult> ChangeProduct([HttpTrigger(Anonymous, "put", Route = "products/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync<ChangeProductRequest>(request, async (context, body) =>
        {
            if (!context.HasIfMatch && await products.FindAsync(id, context.Cancellation) is { Value.IsDeleted: false })
                throw PreconditionRequired();

            var changed = await commands.ChangeAsync(id, body.ToDetails(), context.Caller, context.Cancellation);
            return changed.IsAccepted
                ? context.Ok(ProductResource.Of(changed.Value), ETags.Of(changed.Value.Version))
                : context.Refuse(changed, ProductResource.Of);
        });

    [Function(nameof(DeleteProduct)), AdminOnly, EndpointSummary("Take a product off the shop; not while it is pinned to a stream that has not ended")]
    [IfMatch("product"), ProducesResponseType(204)]
    public Task<IResult> DeleteProduct([HttpTrigger(Anonymous, "delete", Route = "products/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async context =>
        {
            var deleted = await commands.DeleteAsync(id, context.Caller, context.Cancellation);
            return deleted.IsAccepted ? Results.NoContent() : context.Refuse(deleted, ProductResource.Of);
        });

    // PUT replaces the whole product, so an old copy would undo what others have changed since.
    private static ProblemException PreconditionRequired() => new(
        StatusCodes.Status428PreconditionRequired, "precondition-required",
        "Send If-Match with the ETag of the product that you have read, or * to replace whatever is there.");
}
