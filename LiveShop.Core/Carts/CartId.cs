using System.Security.Cryptography;

namespace LiveShop.Core.Carts;

/// <summary>Ids of carts.</summary>
public static class CartId
{
    private const int RandomBytes = 16;

    /// <summary>A new id of 128 random bits in hexadecimal, because whoever knows it may use the cart.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));
}
