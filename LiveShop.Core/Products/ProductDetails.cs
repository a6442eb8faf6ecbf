using LiveShop.Core.Results;

namespace LiveShop.Core.Products;

/// <summary>A product's properties that admins edit, as they were sent; <see cref="Check"/> validates them.</summary>
public sealed record ProductDetails(string? Name, string? Description, string? ImageUrl, Money? Price, int? Stock)
{
    internal void Check(Validation validation)
    {
        validation
            .Text(Name, "name", Product.MaxNameLength, required: true)
            .Text(Description, "description", Product.MaxDescriptionLength, required: false)
            .Url(ImageUrl, "imageUrl");
        Money.Check(Price, "price", validation);
        if (Stock is { } stock)
            validation.Range(stock, "stock", 0, Product.MaxStock);
        else
            validation.Check(false, "stock", "Must be given.");
    }
}
