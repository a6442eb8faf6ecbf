using LiveShop.Core;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Products;

public sealed class ProductBatchFunctions(ProductCommands commands, FunctionPipeline<ProductBatchFunctions> pipeline)
{
    public const int MaxProducts = 100;

    /// <summary>The products that are written at the same time.</summary>
    private const int MaxParallelism = 8;

    [Function(nameof(ReplaceProducts)), RequireRole(Roles.Admin)]
    [EndpointSummary(
        "Create or replace up to 100 products, one answer each, in their order; a body of up to 512 KB. The stock of what is there stays")]
    [Idempotent("Needed with stockChange: the same key adds once")]
    [Accepts<ReplaceProductsRequest>, ProducesResponseType<ProductAnswersResource>(200)]
    public Task<IResult> ReplaceProducts([HttpTrigger(Anonymous, "post", Route = "products/batch")] HttpRequest request) =>
        pipeline.RunAsync<ReplaceProductsRequest>(request, async (context, body) =>
        {
            var validation = IdempotencyKey.Check(new(), context.IdempotencyKey)
                .Check(body.Products is { Count: >= 1 and <= MaxProducts }, "products", $"Must be 1 to {MaxProducts}.");
            return validation.Failed(out var refusal)
                ? context.Refuse(refusal)
                : context.Ok(new ProductAnswersResource(await ReplaceAsync(body.Products!, context)));
        }, RequestBody.MaxBatchLength);

    // Several of one id are written one after the other, so that the last one counts.
    private async Task<ProductAnswer[]> ReplaceAsync(IReadOnlyList<ReplaceProductRequest?> products, RequestContext context)
    {
        var answers = new ProductAnswer[products.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxParallelism, CancellationToken = context.Cancellation };
        var (caller, key) = (context.Caller, context.IdempotencyKey);
        await Parallel.ForEachAsync(
            products.Index().GroupBy(product => product.Item?.Id ?? $"#{product.Index}"), options,
            async (ofOneId, cancellation) =>
            {
                foreach (var (k, (n, product)) in ofOneId.Index())
                {
                    var replaced = await ReplaceAsync(product, key is null ? null : $"{key} {k}", caller, cancellation);
                    answers[n] = ProductAnswer.Of(product?.Id, replaced);
                }
            });
        return answers;
    }

    private async Task<Result<Product>> ReplaceAsync(
        ReplaceProductRequest? product, string? idempotencyKey, Caller caller, CancellationToken cancellation) =>
        product is null
            ? new Refusal.Invalid("products", "Must not hold null.")
            : await commands.ReplaceAsync(
                product.Id, product.ToDetails(), idempotencyKey, caller with { ExpectedVersion = product.ExpectedVersion }, cancellation);
}

/// <summary>The answers in the order of the products.</summary>
public sealed record ProductAnswersResource(IReadOnlyList<ProductAnswer> Items);

/// <param name="Id">As it was sent, or the new one.</param>
/// <param name="Product">As it is now; of a refused one only when what is there stands against it, as for <c>version-mismatch</c>.</param>
/// <param name="Problem">The end of the problem's type, such as <c>validation</c>; null when the product was taken.</param>
/// <param name="Detail">The problem in words.</param>
/// <param name="Errors">Messages by field, of a product that is not valid.</param>
public sealed record ProductAnswer(
    string? Id, ProductResource? Product, string? Problem, string? Detail, IReadOnlyDictionary<string, string[]>? Errors)
{
    internal static ProductAnswer Of(string? id, Result<Product> result) => result.IsAccepted
        ? new(result.Value.Id, ProductResource.Of(result.Value), null, null, null)
        : new(
            id, result.Refusal is Refusal.IWithCurrent<Product> { Current: var current } ? ProductResource.Of(current) : null,
            result.Refusal.Code, result.Refusal.Detail, (result.Refusal as Refusal.Invalid)?.Errors);
}
