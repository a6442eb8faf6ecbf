namespace LiveShop.Core.Products;

/// <summary>A price that a variant had until it was changed.</summary>
public sealed record PastPrice(string VariantId, Money Price, DateTimeOffset Until)
{
    /// <summary>
    /// How long past prices count before the current one began: a reduction is announced with the lowest price of the 30 days
    /// before it (directive 98/6/EC, article 6a).
    /// </summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>The most prices that are kept of a variant.</summary>
    internal const int MaxPerVariant = 10;

    /// <summary>The prices kept after a change, of the variants that are still there, in their order.</summary>
    internal static IEnumerable<PastPrice> After(Product previous, Product next, DateTimeOffset now)
    {
        var ended = previous.Variants
            .Where(variant => next.FindVariant(variant.Id)?.Price != variant.Price)
            .Select(variant => new PastPrice(variant.Id, variant.Price, now));
        return previous.PastPrices.Concat(ended)
            .Where(past => next.FindVariant(past.VariantId)?.Price.Currency == past.Price.Currency)
            .GroupBy(past => past.VariantId)
            .SelectMany(Kept);
    }

    // A price that a later one undercuts can never be the lowest again, so what stays rises with time.
    private static IEnumerable<PastPrice> Kept(IEnumerable<PastPrice> ofOneVariant)
    {
        var currentSince = ofOneVariant.Last().Until;
        var kept = new List<PastPrice>();
        foreach (var past in ofOneVariant.Where(past => past.Until > currentSince - Window))
        {
            kept.RemoveAll(earlier => earlier.Price.Amount >= past.Price.Amount);
            kept.Add(past);
        }

        // Joined with the next, a price counts for longer than it was in force, which never makes a reduction look larger.
        while (kept.Count > MaxPerVariant)
        {
            kept[0] = kept[0] with { Until = kept[1].Until };
            kept.RemoveAt(1);
        }

        return kept;
    }
}
