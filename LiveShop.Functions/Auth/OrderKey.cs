namespace LiveShop.Functions.Auth;

/// <summary>The secret by which a customer without an account sees an order.</summary>
public static class OrderKey
{
    /// <summary>The header that carries it; never a part of an address, which is logged.</summary>
    public const string Header = "Order-Key";

    /// <returns>Null when there is none.</returns>
    public static string? Of(HttpRequest request) => request.Headers[Header] is { Count: > 0 } keys ? keys.ToString() : null;
}
