using System.ComponentModel.DataAnnotations;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.Azure.Functions.Worker;
namespace LiveShop.Functions.Products;

public sealed class ProductFunctions(ProductCommands commands, IProductStore products, FunctionPipeline<ProductFunctions> pipeline)
{
    private const string IfMatchDescription = "The ETag of the version the caller has seen; another version answers 412 with the current product";

    [Function(nameof(CreateProduct)), AdminOnly, EndpointSummary("Create a product")]
    [Accepts<CreateProductRequest>, Answers<ProductResource>(201), Refuses(409)]
    public Task<IResult> CreateProduct([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "products")] HttpRequest request) =>
        pipeline.RunAsync<CreateProductRequest>(request, async (call, body) =>
        {
            var created = await commands.CreateAsync(body.Id, body.ToDetails(), call.Cancellation);
            return created.IsAccepted
                ? call.Created($"/api/products/{created.Value.Id}", ProductResource.Of(created.Value), created.Value.Version)
                : call.Refuse(created.Refusal);
        });

    [Function(nameof(ListProducts)), Public, EndpointSummary("List products")]
    [Query("search", "Only products whose name contains this, in any case")]
    [Query("limit", "1 to 200, 50 when left out", Type = typeof(int)), Query("continuationToken", "Where the page before left off")]
    [Answers<ListResource<ProductResource>>(200), Refuses(400)]
    public Task<IResult> ListProducts([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "products")] HttpRequest request) =>
        pipeline.RunAsync(request, call =>
        {
            var search = ListQuery.Search(request);
            return call.PageAsync(page => products.ListAsync(search, page, call.Cancellation), ProductResource.Of);
        });

    [Function(nameof(GetProduct)), Public, EndpointSummary("Get a product")]
    [RequestHeader("If-None-Match", "The ETag of the version the caller has")]
    [Answers<ProductResource>(200), Answers(304), Refuses(404)]
    public Task<IResult> GetProduct([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "products/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async call => await products.FindAsync(id, call.Cancellation) is { Value.IsDeleted: false } found
            ? call.Ok(ProductResource.Of(found.Value), found.Value.Version)
            : call.Refuse(new Refusal.NotFound("product", id)));

    [Function(nameof(ChangeProduct)), AdminOnly, EndpointSummary("Change a product: takes what GET gave")]
    [RequestHeader("If-Match", IfMatchDescription)]
    [Accepts<ChangeProductRequest>, Answers<ProductResource>(200), Refuses(404, 409, 412)]
    public Task<IResult> ChangeProduct([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "products/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync<ChangeProductRequest>(request, async (call, body) =>
        {
            var changed = await commands.ChangeAsync(id, body.ToDetails(), call.ExpectedVersion, call.Cancellation);
            if (!changed.IsAccepted)
                return call.Refuse(changed, ProductResource.Of);

            call.SetHeader("ETag", ETags.Of(changed.Value.Version));
            return Call.Ok(ProductResource.Of(changed.Value));
        });

    [Function(nameof(DeleteProduct)), AdminOnly, EndpointSummary("Take a product off the shop; not while it is pinned to a stream")]
    [RequestHeader("If-Match", IfMatchDescription)]
    [Answers(204), Refuses(400, 404, 409, 412)]
    public Task<IResult> DeleteProduct([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "products/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async call =>
        {
            var deleted = await commands.DeleteAsync(id, call.ExpectedVersion, call.Cancellation);
            return deleted.IsAccepted ? Results.NoContent() : call.Refuse(deleted, ProductResource.Of);
        });
}

public sealed record ProductResource(string Id, string Name, string? Description, string? ImageUrl, Money Price, int Stock, long Version)
{
    public static ProductResource Of(Product product) =>
        new(product.Id, product.Name, product.Description, product.ImageUrl, product.Price, product.Stock, product.Version);
}

public sealed record CreateProductRequest(
    string? Id, [property: Required] string? Name, string? Description, string? ImageUrl, [property: Required] Money? Price, [property: Required] int? Stock)
{
    public ProductDetails ToDetails() => new(Name, Description, ImageUrl, Price, Stock);
}

/// <summary>The whole of it; what the server owns (id, version) may be there and is ignored.</summary>
public sealed record ChangeProductRequest(
    [property: Required] string? Name, string? Description, string? ImageUrl, [property: Required] Money? Price, [property: Required] int? Stock)
{
    public ProductDetails ToDetails() => new(Name, Description, ImageUrl, Price, Stock);
}
