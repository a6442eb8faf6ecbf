using LiveShop.Core.Results;

namespace LiveShop.Core.Products;

/// <summary>An admin's correction of the pieces left to sell, in one of two forms, neither of which undoes a sale.</summary>
public abstract record StockEdit
{
    /// <summary>Pieces to add or, when negative, to take away, whatever the stock is when it is written.</summary>
    public sealed record Change(int Pieces) : StockEdit;

    /// <summary>Another value in place of the one that was seen; null when pieces are not counted.</summary>
    public sealed record Replace(int? From, int? To) : StockEdit;

    /// <summary>The stock after a correction.</summary>
    /// <param name="correction">Null for none.</param>
    /// <param name="current">Not given for a variant that is new.</param>
    /// <param name="product">The product as it is, which a refusal carries.</param>
    /// <returns>Refused as <c>validation</c>, <c>stock-changed</c> or <c>stock-below-zero</c>.</returns>
    internal static (Optional<int?> Stock, Refusal? Refusal) Apply(
        StockEdit? correction, Optional<int?> current, Product product) => correction switch
    {
        null => (current, null),
        Change change => Add(change.Pieces, current, product),
        Replace replace when current.Value == replace.From || current.Value == replace.To => (replace.To, null),
        _ => (current, new Refusal.Conflict<Product>(
            "stock-changed", "The stock was changed meanwhile. Look at it and decide again.", product)),
    };

    private static (Optional<int?> Stock, Refusal? Refusal) Add(int pieces, Optional<int?> current, Product product)
    {
        if (current.Value is not { } left)
            return (current, new Refusal.Invalid("stockChange", "Pieces are not counted, so they can only be set."));

        return ((long)left + pieces) switch
        {
            < 0 => (current, new Refusal.Conflict<Product>("stock-below-zero", $"Only {left} can be taken away.", product)),
            > Product.MaxStock => (current, new Refusal.Invalid("stockChange", $"Must lead to at most {Product.MaxStock}.")),
            var stock => ((int?)stock, null),
        };
    }
}
