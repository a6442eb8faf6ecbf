using System.Text.Json.Serialization;
using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.LiveStreams;

/// <summary>
/// A lower price of a pinned product for a while. Nothing happens at its end: every reader compares the times with the server's clock.
/// </summary>
/// <param name="Id">The stream's version that made it, so that an offer that was withdrawn is told from a later one.</param>
/// <param name="Price">The price of every variant; null for a percentage.</param>
/// <param name="PercentOff">1 to 99, off each variant's own price; null for a price.</param>
/// <param name="LowestPrice">
/// The lowest price of the product in the <see cref="PastPrice.Window"/> before the offer (directive 98/6/EC, article 6a).
/// </param>
public sealed record Offer(
    long Id, DateTimeOffset StartsAt, DateTimeOffset EndsAt, Money LowestPrice,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Money? Price = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? PercentOff = null)
{
    /// <summary>How long an offer can run.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromDays(1);

    /// <summary>How long after its end it still holds for what was put in a cart while it ran.</summary>
    public static readonly TimeSpan CartGrace = TimeSpan.FromMinutes(10);

    public bool IsRunning(DateTimeOffset now) => now >= StartsAt && now < EndsAt;

    /// <summary>Whether it holds for what was put in a cart while it ran.</summary>
    public bool HoldsInCarts(DateTimeOffset now) => now < EndsAt + CartGrace;

    /// <summary>The price with the offer, never above the one without; minor units are rounded half up.</summary>
    public Money PriceOf(Money price)
    {
        const int whole = 100;
        if (PercentOff is { } percent)
            return price with { Amount = ((price.Amount * (whole - percent)) + (whole / 2)) / whole };
        return Price!.Currency == price.Currency && Price.Amount < price.Amount ? Price : price;
    }
}

/// <summary>What an admin offers: a price or a percentage, for some seconds or until a time.</summary>
public sealed record OfferTerms(Money? Price, int? PercentOff, int? Seconds, DateTimeOffset? EndsAt)
{
    private const int MaxPercentOff = 99;

    internal DateTimeOffset EndAfter(DateTimeOffset now) => EndsAt?.InMilliseconds() ?? now.AddSeconds(Seconds!.Value);

    internal Refusal? Check(Product product, DateTimeOffset now)
    {
        var validation = new Validation()
            .Check(Price is null != PercentOff is null, "price", "Either the price or percentOff must be given.")
            .Check(Seconds is null != EndsAt is null, "seconds", "Either seconds or endsAt must be given.")
            .Range(PercentOff ?? 1, "percentOff", 1, MaxPercentOff)
            .Range(Seconds ?? 1, "seconds", 1, (long)Offer.MaxDuration.TotalSeconds)
            .Check(EndsAt is null || EndsAt > now, "endsAt", "Must be in the future.")
            .Check(EndsAt is null || EndsAt <= now + Offer.MaxDuration, "endsAt", "Must be at most a day from now.");
        if (Price is not null)
        {
            Money.Check(Price, "price", validation);
            validation
                .Check(Price.Currency == product.Price.Currency, "price.currency", "Must be the currency of the product.")
                .Check(Price.Amount < product.Price.Amount, "price.amount", "Must be lower than the product's price.");
        }

        return validation.Failed(out var refusal) ? refusal : null;
    }
}
