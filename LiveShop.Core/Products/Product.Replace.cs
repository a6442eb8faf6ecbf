using LiveShop.Core.Results;

namespace LiveShop.Core.Products;

public sealed partial record Product
{
    /// <summary>
    /// Replaces all details but the stock of variants that are there, which only a <see cref="VariantDetails.StockChange"/> changes:
    /// what an import knows of the stock is older than the last sale. The same details change nothing.
    /// </summary>
    /// <returns>Refused as <c>validation</c> or <c>stock-below-zero</c>.</returns>
    public Result<ProductTransition> Replace(ProductDetails details, ChangeOrigin origin)
    {
        var validation = new Validation();
        details.Check(validation);
        if (validation.Failed(out var refusal))
            return refusal;

        var identified = WithIdsOfTheSameChoice(details);
        var replaced = With(identified);
        var changes = identified.HasOptions ? identified.Variants!.Select(variant => variant!.StockChange) : [identified.StockChange];
        var variants = new List<ProductVariant>();
        foreach (var (variant, change) in replaced.Variants.Zip(changes))
        {
            var (kept, refused) = WithCurrentStock(variant, change);
            if (refused is not null)
                return refused;
            variants.Add(kept);
        }

        replaced = replaced with { Variants = variants };
        return replaced == this ? Unchanged() : replaced.Next(this, ProductAction.Changed, origin);
    }

    private (ProductVariant Variant, Refusal? Refusal) WithCurrentStock(ProductVariant variant, int? change)
    {
        if (FindVariant(variant.Id) is not { } current)
            return (variant, null);

        var (stock, refusal) = StockEdit.Apply(change is { } pieces ? new StockEdit.Change(pieces) : null, current.Stock, this);
        return (variant with { Stock = stock.Value }, refusal);
    }

    // An import names no ids of variants, so the same choice stands for the same variant.
    private ProductDetails WithIdsOfTheSameChoice(ProductDetails details) => !details.HasOptions ? details : details with
    {
        Variants = [.. details.Variants!.Select(variant => variant! with { Id = variant.Id ?? IdOfChoice(variant.OptionValues!) })],
    };

    private string? IdOfChoice(IReadOnlyList<string?> optionValues) =>
        Variants.FirstOrDefault(variant => variant.OptionValues.SequenceEqual(optionValues.Select(value => value!.Trim())))?.Id;
}
