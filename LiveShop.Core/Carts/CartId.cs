using System.Security.Cryptography;

namespace LiveShop.Core.Carts;

public static class CartId
{
    private const int RandomBytes = 16;

    /// <summary>128 random bits: the id is the key to the cart.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));
}
