using LiveShop.Core.Results;

namespace LiveShop.Core.Products;

/// <summary>What an admin says of a product. Nothing of it is believed before <see cref="Check"/>.</summary>
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
