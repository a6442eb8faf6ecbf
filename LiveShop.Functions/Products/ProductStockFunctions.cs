using LiveShop.Core.Stock;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Products;

public sealed class ProductStockFunctions(IStockStore stocks, StockCheck check, FunctionPipeline<ProductStockFunctions> pipeline)
{
    [Function(nameof(GetProductStock)), RequireRole(Roles.Admin)]
    [EndpointSummary("What is left of a product, what orders hold and what was counted in, by variant; also of a deleted product")]
    [ProducesResponseType<ProductStockResource>(200), ProducesProblem(404)]
    public Task<IResult> GetProductStock(
        [HttpTrigger(Anonymous, "get", "head", Route = "products/{id}/stock")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async context => await check.ReadAsync(id, context.Cancellation) is { } found
            ? context.Ok(ProductStockResource.Of(found))
            : context.NotFound("product", id));

    [Function(nameof(GetStockCorrections)), RequireRole(Roles.Admin)]
    [EndpointSummary("The corrections of a product's stock, the newest first: who made them, of what to what, and why")]
    [Paged, ProducesResponseType<ListResource<StockCorrectionResource>>(200), ProducesProblem(404)]
    public Task<IResult> GetStockCorrections(
        [HttpTrigger(Anonymous, "get", "head", Route = "products/{id}/stock-corrections")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async context =>
        {
            if (await stocks.FindAsync(id, context.Cancellation) is null)
                return context.NotFound("product", id);

            return await context.PageAsync(page => stocks.CorrectionsAsync(id, page, context.Cancellation), StockCorrectionResource.Of);
        });
}

/// <summary>The stock of a product, as it was at one time.</summary>
public sealed record ProductStockResource(string ProductId, IReadOnlyList<VariantStockResource> Variants)
{
    public static ProductStockResource Of(HeldStock found) => new(
        found.Stock.ProductId,
        [.. found.Stock.Variants.Select(variant =>
            new VariantStockResource(variant.VariantId, variant.Available, found.HeldOf(variant.VariantId), variant.CountedIn))]);
}

/// <param name="VariantId">Also of a variant that the product no longer has, as long as orders hold pieces of it.</param>
/// <param name="Available">Pieces that can be sold; null when they are not counted.</param>
/// <param name="Held">Pieces that orders hold, fulfilled ones too.</param>
/// <param name="CountedIn">All pieces ever counted in: what is available and what is held.</param>
public sealed record VariantStockResource(string VariantId, int? Available, long Held, long CountedIn);

/// <summary>A correction of the stock.</summary>
/// <param name="By">The name of the admin.</param>
/// <param name="Difference">Pieces that were added or, when negative, taken away; null when a value was replaced.</param>
/// <param name="From">The value that the admin saw and replaced; null when pieces were not counted, and for a difference.</param>
/// <param name="To">The value in its place; null when pieces are not counted any more, and for a difference.</param>
/// <param name="Before">The stock before; null when pieces were not counted.</param>
/// <param name="After">The stock after it; null when pieces are not counted.</param>
public sealed record StockCorrectionResource(
    string Id, DateTimeOffset At, string By, string VariantId, int? Difference, int? From, int? To, int? Before, int? After, string? Reason)
{
    public static StockCorrectionResource Of(StockCorrection correction) => new(
        correction.CorrectionId, correction.At, correction.By, correction.Change.VariantId, correction.Change.Difference,
        correction.Change.From, correction.Change.To, correction.Before, correction.After, correction.Change.Reason);
}
