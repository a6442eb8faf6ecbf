namespace LiveShop.Core.Products;

/// <summary>Whether something can be bought. Written to documents in kebab case, so members must not be renamed.</summary>
public enum Availability
{
    /// <summary>More pieces than <see cref="Availabilities.LowStock"/> are left, or they are not counted.</summary>
    InStock,

    /// <summary>At most <see cref="Availabilities.LowStock"/> pieces are left in all.</summary>
    Low,
    SoldOut,
}

/// <summary>The availability that customers see of a number of pieces; null stands for pieces that are not counted.</summary>
public static class Availabilities
{
    /// <summary>The most pieces of which customers are told how many are left.</summary>
    public const int LowStock = 10;

    public static Availability Of(int? stock) => stock switch
    {
        <= 0 => Availability.SoldOut,
        <= LowStock => Availability.Low,
        _ => Availability.InStock,
    };

    /// <summary>The pieces, only when they are few, so that most sales and corrections change no card and send no message.</summary>
    public static int? ShownStock(int? stock) => stock is > 0 and <= LowStock ? stock : null;
}
