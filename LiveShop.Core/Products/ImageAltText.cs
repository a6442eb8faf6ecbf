using LiveShop.Core.Results;

namespace LiveShop.Core.Products;

/// <summary>The alternative text of a picture, for screen readers and while the picture is missing.</summary>
/// <param name="ImageUrl">Of one of the product's pictures, so that the text stays with it wherever it is moved.</param>
public sealed record ImageAltText(string ImageUrl, string Text);

/// <summary>An alternative text as it was sent.</summary>
public sealed record ImageAltTextDetails(string? ImageUrl, string? Text)
{
    public const int MaxLength = 200;

    internal void Check(string field, Validation validation) => validation
        .Check(ImageUrl is not null, $"{field}.imageUrl", "Must be given.")
        .Line(Text, $"{field}.text", MaxLength, required: true);
}
