using LiveShop.Core.Products;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Products;

public sealed class ProductJournalFunctions(IProductStore products, FunctionPipeline<ProductJournalFunctions> pipeline)
{
    [Function(nameof(GetProductChanges)), RequireRole(Roles.Admin)]
    [EndpointSummary("The journal of a product, oldest first: who changed which price, from what and to what; also of a deleted product")]
    [Query("after", Journals.After, Type = typeof(long))]
    [Query("limit", PagedAttribute.LimitDescription, Type = typeof(int))]
    [ProducesResponseType<ProductChangesResource>(200), ProducesProblem(400, 404)]
    public Task<IResult> GetProductChanges(
        [HttpTrigger(Anonymous, "get", "head", Route = "products/{id}/changes")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, context => context.JournalAsync(
            "product", id, products.ChangesAsync, async () => await products.FindAsync(id, context.Cancellation) is not null,
            changes => new ProductChangesResource([.. changes.Select(ProductChangeResource.Of)])));
}

/// <summary>A part of a product's journal, oldest first.</summary>
public sealed record ProductChangesResource(IReadOnlyList<ProductChangeResource> Items);

/// <summary>One entry of a product's journal.</summary>
/// <param name="Version">The product's version after the change.</param>
/// <param name="By">The name of the admin.</param>
/// <param name="ById">The admin's id at the token issuer, which never changes.</param>
/// <param name="Before">The values that the change replaced, and only those; null for a creation or a deletion.</param>
/// <param name="After">The values in place of them.</param>
public sealed record ProductChangeResource(
    long Version, DateTimeOffset At, string By, string ById, ProductAction Action,
    ProductValuesResource? Before, ProductValuesResource? After)
{
    public static ProductChangeResource Of(ProductChange change) => new(
        change.Version, change.At, change.By, change.ById, change.Action,
        ProductValuesResource.Of(change.Before), ProductValuesResource.Of(change.After));
}

/// <summary>The values of a product that a change touched. One that is null was not touched, or was empty.</summary>
/// <param name="Variants">The touched variants of a product with options; one that is on one side only is new or gone.</param>
public sealed record ProductValuesResource(
    string? Name, string? Description, IReadOnlyList<string>? Images, Money? Price, int? Stock, string? Sku, Money? CompareAtPrice,
    IReadOnlyList<ProductOption>? Options, IReadOnlyList<ProductVariant>? Variants, string? VatRateId,
    IReadOnlyList<ImageAltText>? ImageAltTexts)
{
    internal static ProductValuesResource? Of(ProductValues? values) => values is null
        ? null
        : new(
            values.Name, values.Description, values.Images, values.Price, values.Stock, values.Sku, values.CompareAtPrice,
            values.Options, values.Variants, values.VatRateId, values.ImageAltTexts);
}
