using System.Text.Json.Serialization;

namespace LiveShop.Core.Stock;

/// <summary>Whether pieces are taken for an order. Written to documents in kebab case, so members must not be renamed.</summary>
public enum ReservationStatus
{
    /// <summary>As long as the order lives, placed and fulfilled ones too.</summary>
    Held,

    /// <summary>For ever: no request of this order, however late, can reserve again.</summary>
    Released,
}

/// <summary>Pieces of a variant.</summary>
public sealed record Pieces(string VariantId, int Quantity);

/// <summary>
/// The pieces of one product that one order took. It is written in one transaction with the <see cref="ProductStock"/> that they
/// are taken from or return to, and no command deletes it.
/// </summary>
public sealed record Reservation(string ProductId, string OrderId, ReservationStatus Status, DateTimeOffset At)
{
    /// <summary>
    /// Time until a released reservation is dropped: longer than any request runs, so that none can reserve after it. A held one
    /// stays.
    /// </summary>
    public static readonly TimeSpan ReleasedLifetime = TimeSpan.FromDays(7);

    /// <summary>What was taken from the stock; pieces that were not counted then are not among them.</summary>
    [JsonRequired]
    public IReadOnlyList<Pieces> Taken { get; init => field = ValueList<Pieces>.Of(value); } = ValueList<Pieces>.Of([]);

    /// <summary>The time until a store may drop the document; null for ever.</summary>
    [JsonIgnore]
    public TimeSpan? Lifetime => Status == ReservationStatus.Released ? ReleasedLifetime : null;

    public Reservation Release(DateTimeOffset now) => this with { Status = ReservationStatus.Released, At = now };
}
